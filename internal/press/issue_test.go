package press_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func TestEverySampleOnce(t *testing.T) {
	d := newDesk(t)
	names, requests := inOrder(sampleRequests(t))
	first := d.issue(requests...)
	for i, o := range first {
		if !o.Done() || o.Repeated {
			t.Errorf("%s: %s %s %v", names[i], o.Status, o.Reason, refusals(o))
		}
		wantRecorded(t, d, o)
	}
	d.consistent(len(requests))
	before := d.stock()

	for i, o := range d.issue(requests...) {
		want := first[i]
		want.Repeated = true
		if got, want := asJSON(t, o), asJSON(t, want); got != want {
			t.Errorf("%s: the second answer is\n%s, want\n%s", names[i], got, want)
		}
	}
	d.wantStock(before)
}

// wantRecorded holds the answer for a new letter to what the ledger says.
func wantRecorded(t *testing.T, d *desk, o press.Outcome) {
	t.Helper()
	l := d.letter(o.Letter)
	if o.Letter != letter.ID(tenant, o.Key) || o.Key != l.Key || o.Kind != l.Kind || o.Language != l.Language ||
		o.Pages != l.Pages || o.Sheets != l.Sheets || o.Sum != l.Sum || o.Object != l.Object || o.Status != l.Status() {
		t.Errorf("%s: told %+v, recorded %+v", o.Key, o, l)
	}
	if want := tenant + "/" + l.Date[:4] + "/" + l.Date[5:7] + "/" + l.ID + ".pdf"; o.Object != want {
		t.Errorf("%s: object %s, want %s", o.Key, o.Object, want)
	}
	if o.Pages == 0 || o.Sheets != (o.Pages+1)/2 {
		t.Errorf("%s: %d pages on %d sheets", o.Key, o.Pages, o.Sheets)
	}
}

func TestAnswerInJSON(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		request []byte
		want    string
	}{
		{welcome(t, "a"), `["key","status","letter","kind","language","pages","sheets","sha256","object"]`},
		{welcome(t, "a"), `["key","status","letter","kind","language","pages","sheets","sha256","object","repeated"]`},
		{welcome(t, "b", put("/translation/source", "machine")), `["key","status","reason","letter","kind","language","pages","sheets","sha256","object"]`},
		{welcome(t, "c", put("/date", nil)), `["key","status","errors"]`},
		{[]byte("{"), `["status","errors"]`},
	} {
		if got := members(t, asJSON(t, d.one(c.request))); got != c.want {
			t.Errorf("members %s, want %s", got, c.want)
		}
	}
}

// members lists the names of an object in their order.
func members(t *testing.T, object string) string {
	var names []string
	dec := json.NewDecoder(strings.NewReader(object))
	_, err := dec.Token()
	for err == nil && dec.More() {
		var name json.Token
		if name, err = dec.Token(); err == nil {
			var skip json.RawMessage
			err = dec.Decode(&skip)
			names = append(names, name.(string))
		}
	}
	must(t, err)
	return asJSON(t, names)
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	must(t, err)
	return string(data)
}

// White space, the order of members and the way characters are written do not
// make another request.
func TestSameRequestWrittenOtherwise(t *testing.T) {
	d := newDesk(t)
	data := welcome(t, "a", put("/member/name/first", "José"))
	first := d.one(data)
	var m map[string]json.RawMessage
	must(t, json.Unmarshal(data, &m))
	var turned strings.Builder
	for _, name := range slices.Backward(keysOf(m)) {
		turned.WriteString(",\n\t \"" + name + "\" : " + string(m[name]))
	}
	other := "\n{" + strings.ReplaceAll(turned.String()[1:], "é", `\u00e9`) + "}\r\n\n"
	o := d.one([]byte(other))
	wantStatus(t, o, "queued", "", true)
	if o.Letter != first.Letter || o.Sum != first.Sum {
		t.Error("it is another letter")
	}
	d.wantStock(stock{1, 1, 1, 3})
}

func keysOf(m map[string]json.RawMessage) []string {
	keys, _ := inOrder(m)
	return keys
}

// A conflict is told before anything else is judged, and changes nothing.
func TestKeyConflict(t *testing.T) {
	d := newDesk(t)
	first := d.one(welcome(t, "a"))
	for name, request := range map[string][]byte{
		"in order":    welcome(t, "a", put("/member/name/last", "Muestra")),
		"invalid":     welcome(t, "a", put("/member/name/last", "")),
		"other kind":  edited(t, "connecticare-2025/cmr-summary-en.json", put("/key", "a")),
		"no program":  welcome(t, "a", put("/program", "nowhere-2025")),
		"cut short":   welcome(t, "a")[:400],
		"given twice": append([]byte(`{"key": "a",`), welcome(t, "a")[1:]...),
	} {
		t.Run(name, func(t *testing.T) { wantRefused(t, d.one(request), "/key key-conflict") })
	}
	d.wantStock(stock{1, 1, 1, 3})
	if got := d.letter(first.Letter); got.Sum != first.Sum || got.State != ledger.Rendered {
		t.Errorf("the letter is %s", got.State)
	}
}

// Requests of one chunk are answered as if they had come one after another.
func TestDuplicatesInOneChunk(t *testing.T) {
	good, other := welcome(t, "k"), welcome(t, "k", put("/member/name/last", "Muestra"))
	bad := welcome(t, "k", put("/member/name/last", ""))
	for _, c := range []struct {
		name     string
		requests [][]byte
		want     string
	}{
		{"the same twice", [][]byte{good, good, good}, "queued, queued again, queued again"},
		{"another", [][]byte{good, other, good}, "queued, key-conflict, queued again"},
		{"a bad one later", [][]byte{good, bad}, "queued, key-conflict"},
		{"a refusal does not take the key", [][]byte{bad, bad, other, bad, good, other}, "required, required, queued, key-conflict, key-conflict, queued again"},
		{"bad only", [][]byte{bad, bad}, "required, required"},
		{"not even JSON", [][]byte{[]byte(`{"key": "k"`), good}, "syntax, queued"},
	} {
		t.Run(c.name, func(t *testing.T) {
			together, alone := newDesk(t), newDesk(t)
			var one []press.Outcome
			for _, r := range c.requests {
				one = append(one, alone.one(r))
			}
			if got := words(together.issue(c.requests...)); got != c.want {
				t.Errorf("together: %s, want %s", got, c.want)
			}
			if got := words(one); got != c.want {
				t.Errorf("one by one: %s, want %s", got, c.want)
			}
			if got := together.stock(); got != alone.stock() {
				t.Errorf("together leaves %+v, one by one %+v", got, alone.stock())
			}
		})
	}
}

// words says of each outcome its status, or the code of its first fault.
func words(outcomes []press.Outcome) string {
	var list []string
	for _, o := range outcomes {
		switch {
		case len(o.Errors) > 0:
			list = append(list, o.Errors[0].Code)
		case o.Repeated:
			list = append(list, o.Status+" again")
		default:
			list = append(list, o.Status)
		}
	}
	return strings.Join(list, ", ")
}

func TestRefusalsLeaveNothing(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		name    string
		request []byte
		want    []string
	}{
		{"empty", nil, []string{" empty"}},
		{"no JSON", []byte("welcome"), []string{" syntax"}},
		{"two requests", append(welcome(t, "a"), welcome(t, "b")...), []string{" syntax"}},
		{"a list", []byte(`[]`), []string{" type"}},
		{"no UTF-8", []byte("{\"key\": \"a\xff\"}"), []string{" encoding"}},
		{"too large", bytes.Repeat([]byte(" "), letter.MaxBytes+1), []string{" too-large"}},
		{"no key", edited(t, "connecticare-2025/welcome-criteria-en.json", put("/key", nil)), []string{"/key required"}},
		{"an empty key", welcome(t, ""), []string{"/key format"}},
		{"no key that can be one", welcome(t, "a b"), []string{"/key format"}},
		{"a key twice", append([]byte(`{"key": "a",`), welcome(t, "a")[1:]...), []string{"/key duplicate-member"}},
		{"several faults", welcome(t, "a", put("/date", "2025-02-30"), put("/member/address/state", "Connecticut")),
			[]string{"/date date", "/member/address/state enum"}},
		{"no such program", welcome(t, "a", put("/program", "nowhere-2025")), []string{"/program unknown-program"}},
		{"an emoji", welcome(t, "a", put("/member/name/first", "😀")), []string{"/member/name/first glyph"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantRefused(t, d.one(c.request), c.want...)
		})
	}
	d.wantStock(stock{})
	wantStatus(t, d.one(welcome(t, "a")), "queued", "", false) // the key was not used up
}

func TestABadRequestStopsNoOther(t *testing.T) {
	d := newDesk(t)
	requests := presstest.Requests(7, 40)
	for i := range requests {
		if i%3 == 0 {
			requests[i] = requests[i][1:] // no JSON
		}
	}
	done := 0
	for i, o := range d.issue(requests...) {
		if i%3 == 0 {
			wantRefused(t, o, " syntax")
		} else if done++; !o.Done() {
			t.Errorf("%d: %s %v", i, o.Status, refusals(o))
		}
	}
	d.consistent(done)
}

func TestStatuses(t *testing.T) {
	for _, c := range []struct {
		name           string
		request        []byte
		status, reason string
	}{
		{"mailed", welcome(t, "k"), "queued", ""},
		{"machine translation", welcome(t, "k", put("/translation/source", "machine")), "held", "translation-not-reviewed"},
		{"reviewed machine translation", welcome(t, "k", put("/translation", map[string]any{"source": "machine", "reviewed": true})), "queued", ""},
		{"braille", welcome(t, "k", put("/format", "braille")), "held", "format-by-vendor"},
		{"audio", welcome(t, "k", put("/format", "audio")), "held", "format-by-vendor"},
		{"large print", welcome(t, "k", put("/format", "large-print")), "queued", ""},
		{"a day to wait for", welcome(t, "k", put("/delivery/hold_until", "2025-02-20")), "held", "hold-until"},
		{"not mailed", welcome(t, "k", put("/delivery/channel", "none")), "stored", ""},
		{"handed over", welcome(t, "k", put("/delivery/channel", "hand")), "stored", ""},
		{"a portal and a day", welcome(t, "k", put("/delivery", map[string]any{"channel": "portal", "hold_until": "2025-02-20"})), "stored", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			wantStatus(t, d.one(c.request), c.status, c.reason, false)
			wantStatus(t, d.one(c.request), c.status, c.reason, true)
			pieces := 1
			if c.status == "stored" {
				pieces = 0
			}
			if got := len(d.pieces()); got != pieces {
				t.Errorf("%d pieces, want %d", got, pieces)
			}
			d.consistent(1)
		})
	}
}

func TestDue(t *testing.T) {
	summary := func(edits ...func(map[string]any)) []byte {
		return edited(t, "connecticare-2025/cmr-summary-en.json", append(edits, put("/key", "k"), put("/date", "2025-03-10"), put("/review/date", "2025-02-20"))...)
	}
	for _, c := range []struct {
		name    string
		request []byte
		due     string
		warned  string
	}{
		{"14 days after the review", summary(), "2025-03-06", "/date late"},
		{"60 days after enrollment", welcome(t, "k", put("/member/mtm", map[string]any{"targeted_on": "2025-01-01", "enrolled_on": "2025-01-05"})), "2025-03-06", ""},
		{"60 days after targeting", welcome(t, "k", put("/member/mtm", map[string]any{"targeted_on": "2025-01-01"})), "2025-03-02", ""},
		{"no clock", welcome(t, "k", put("/member/mtm", nil)), "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			o := d.one(c.request)
			if got := d.pieces(); len(got) != 1 || got[0].Due != c.due || got[0].Class != "envelope" {
				t.Errorf("pieces %+v, want one due %q in an envelope", got, c.due)
			}
			warned := ""
			for _, w := range o.Warnings {
				warned += w.Pointer + " " + w.Code
			}
			if again := d.one(c.request); warned != c.warned || !slices.Equal(again.Warnings, o.Warnings) {
				t.Errorf("warned of %q and then %v, want %q", warned, again.Warnings, c.warned)
			}
		})
	}
}

// What does not fit an envelope goes in a flat.
func TestClass(t *testing.T) {
	d := newDesk(t)
	o := d.one(readSample(t, "hard/25-medications-en.json"))
	want := "envelope"
	if o.Sheets > 6 {
		want = "flat"
	}
	big := d.one(edited(t, "hard/25-medications-en.json", put("/key", "big"), put("/format", "large-print")))
	if big.Sheets <= 6 {
		t.Fatalf("the large letter has only %d sheets", big.Sheets)
	}
	for _, p := range d.pieces() {
		if p.Letter == big.Letter && p.Class != "flat" || p.Letter == o.Letter && p.Class != want {
			t.Errorf("%d sheets go as %s", p.Sheets, p.Class)
		}
	}
}

func TestNothingToDoWritesNothing(t *testing.T) {
	d := newDesk(t)
	if out := d.issue(); len(out) != 0 {
		t.Errorf("%d outcomes of no request", len(out))
	}
	d.one(welcome(t, "a"))
	held := make(chan struct{})
	release := make(chan struct{})
	other := d.again()
	go func() {
		defer close(held)
		_ = other.book.Write(t.Context(), func(*ledger.Tx) error {
			held <- struct{}{}
			<-release
			return nil
		})
	}()
	<-held
	wantStatus(t, d.one(welcome(t, "a")), "queued", "", true) // though the database is locked for writing
	wantRefused(t, d.one(welcome(t, "b", put("/date", nil))), "/date required")
	close(release)
	<-held
}
