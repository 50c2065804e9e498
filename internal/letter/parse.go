package letter

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"letterpress/internal/fault"
)

// Parse reads a request and judges it by shape alone: its members and their
// values, the members of each kind, and the rules between members that need no
// program, wording or font (the contract, sections 1 to 3).
//
// It answers with every fault and its JSON pointer: those of single members in
// the order of the request, what an object lacks behind what it has, and then
// those between members. A fault never repeats a value of the request.
//
// With faults the letter is incomplete, and serves only to look for more of
// them; its lists still have an entry for each of the request's. A request
// that is not JSON at all has one fault and no letter.
//
// Members left out get what the contract says of them: format, status,
// prescriber_status, administered_by and the delivery channel. Strings are in
// Unicode's form NFC and otherwise as given.
func Parse(data []byte) (*Letter, fault.Fields) {
	if f, ok := refuseFile(data); !ok {
		return nil, fault.Fields{f}
	}
	d := newDecoder(data)
	l := new(Letter)
	given := object(d, requestMembers, l)
	d.end()
	if d.broken || notAnObject(d.faults) {
		return nil, d.faults
	}
	r := rules{letter: l, given: given, faults: &d.faults}
	r.all()
	l.fillIn(given)
	return l, d.faults
}

// refuseFile refuses a request that is not worth reading.
func refuseFile(data []byte) (fault.Field, bool) {
	code, detail := "", ""
	switch {
	case len(data) > MaxBytes:
		code, detail = CodeTooLarge, fmt.Sprintf("more than %d bytes", MaxBytes)
	case len(bytes.TrimSpace(data)) == 0:
		code, detail = CodeEmpty, "there is no request in it"
	case !utf8.Valid(data):
		code, detail = CodeEncoding, fmt.Sprintf("not UTF-8 at byte %d", 1+validPrefix(data))
	case bytes.HasPrefix(data, []byte("\ufeff")):
		code, detail = CodeEncoding, "begins with a byte order mark; save it as UTF-8 without one"
	}
	return fault.Field{Code: code, Detail: detail}, code == ""
}

// validPrefix returns how many bytes of data are UTF-8 before the first that is not.
func validPrefix(data []byte) int {
	n := 0
	for n < len(data) {
		r, size := utf8.DecodeRune(data[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}

// notAnObject reports whether the request as a whole is of another type.
func notAnObject(faults fault.Fields) bool {
	return len(faults) == 1 && faults[0].Pointer == "" && faults[0].Code == CodeType
}

// fillIn says what the contract says of members left out. A blank form is for
// nobody and has no address: it is stored, not mailed.
func (l *Letter) fillIn(given set) {
	if !gave(requestMembers, given, "format") {
		l.Format = Standard
	}
	if l.Delivery.Channel != "" {
		return
	}
	switch {
	case l.Kind == BlankMedicationList:
		l.Delivery.Channel = "none"
	case l.Kind == PrescriberIntervention && l.Prescriber != nil && l.Prescriber.Fax != "":
		l.Delivery.Channel = "fax"
	default:
		l.Delivery.Channel = "mail"
	}
}

// RequireKey refuses a letter without an idempotency key: to issue needs one,
// to render does not.
func RequireKey(l *Letter) fault.Fields {
	if l.Key != "" {
		return nil
	}
	return fault.Fields{{Pointer: "/key", Code: CodeRequired, Detail: requiredDetail("to issue a letter; the same key is the same letter")}}
}
