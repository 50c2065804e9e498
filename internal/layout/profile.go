package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"letterpress/internal/page"
	"letterpress/internal/yaml"
)

// Rect is a rectangle on page 1, from the top left corner of the sheet.
type Rect struct{ X, Y, W, H page.Unit }

// Profile is a mail vendor's envelope: its windows, what may show through them,
// and how many sheets it holds. It is data, one file a vendor, and it decides
// bytes, so Sum is part of a letter's fingerprint.
type Profile struct {
	ID, Name          string
	Return            Rect      // window over the return block
	Address           Rect      // window over the inside address
	Margin            page.Unit // the address keeps this far from its window's edges
	Leak              Rect      // what a window can show as the sheet shifts
	Mark              Rect      // place of the mark on every sheet
	Duplex            bool
	SheetsPerEnvelope int
	Endorsement       string // printed below the return address; "" for none
	Sum               string // SHA-256 of the file, hex
}

// ParseProfile reads a profile file strictly. The error is a fault.Diagnostics
// that names everything wrong with it.
func ParseProfile(name string, data []byte) (*Profile, error) {
	n, err := yaml.Parse(name, data)
	if err != nil {
		return nil, err
	}
	r := &yaml.Reader{}
	p := readProfile(r, r.Object(n))
	sum := sha256.Sum256(data)
	p.Sum = hex.EncodeToString(sum[:])
	if r.Err() == nil {
		p.check(r, n)
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

func readProfile(r *yaml.Reader, o *yaml.Object) *Profile {
	p := &Profile{
		ID:                o.NeedString("id"),
		Name:              o.String("name"),
		Return:            readRect(r, o.Need("return_window")),
		Address:           readRect(r, o.Need("address_window")),
		Margin:            inches(r, o.Need("address_margin")),
		Leak:              readRect(r, o.Need("leak_zone")),
		Mark:              readMark(r, o.Need("mark")),
		Duplex:            r.Bool(o.Need("duplex")),
		SheetsPerEnvelope: r.Int(o.Need("sheets_per_envelope")),
		Endorsement:       o.String("endorsement"),
	}
	o.End()
	return p
}

func readRect(r *yaml.Reader, n *yaml.Node) Rect {
	if n == nil {
		return Rect{}
	}
	o := r.Object(n)
	rect := Rect{
		X: inches(r, o.Need("x")), Y: inches(r, o.Need("y")),
		W: inches(r, o.Need("width")), H: inches(r, o.Need("height")),
	}
	o.End()
	return rect
}

func readMark(r *yaml.Reader, n *yaml.Node) Rect {
	if n == nil {
		return Rect{}
	}
	o := r.Object(n)
	side := inches(r, o.Need("size"))
	rect := Rect{X: inches(r, o.Need("x")), Y: inches(r, o.Need("y")), W: side, H: side}
	o.End()
	return rect
}

// inches reads a length in inches with up to three decimals, exactly.
func inches(r *yaml.Reader, n *yaml.Node) page.Unit {
	if n == nil {
		return 0
	}
	whole, frac, _ := strings.Cut(r.String(n), ".")
	milli, err := strconv.Atoi(whole + (frac + "000")[:max(3, len(frac))])
	if err != nil || len(frac) > 3 || milli < 0 || milli > 11000 {
		r.Fault(n, "profile-length", "a length in inches is wanted here", "0 to 11, at most three decimals, such as 0.625")
		return 0
	}
	return page.Unit(milli) * (inch / 1000)
}

// check refuses a profile by which no letter could be laid out.
func (p *Profile) check(r *yaml.Reader, n *yaml.Node) {
	if p.SheetsPerEnvelope < 1 {
		r.Fault(n, "profile-sheets", "an envelope holds at least one sheet", "")
	}
	if a := p.addressBox(); a.W < 2*inch || a.H < 4*addressSizes[1].lead {
		r.Fault(n, "profile-window", "the address window is too small for four lines", "")
	}
	if p.Return.W < 2*inch || p.Return.H < 3*returnSizes[2][1].lead {
		r.Fault(n, "profile-window", "the return window is too small for three lines", "")
	}
	if p.Leak.X+p.Leak.W > asideLeft || p.Leak.Y+p.Leak.H > bodyFirst {
		r.Fault(n, "profile-leak", "the leak zone reaches into the letter", "it must end left of 4.85 in and above 3.35 in")
	}
	if p.Mark.X < footEdge || p.Mark.X+p.Mark.W > page.Width || p.Mark.Y+p.Mark.H > page.Height {
		r.Fault(n, "profile-mark", "the mark must stand at the right of the footer", "x at least 7.75 in, on the sheet")
	}
}

// addressBox is the part of the address window that shows however the sheet lies.
func (p *Profile) addressBox() Rect {
	a := p.Address
	return Rect{X: a.X + p.Margin, Y: a.Y + p.Margin, W: a.W - 2*p.Margin, H: a.H - 2*p.Margin}
}

// Sheets returns how many sheets of paper the pages of one letter take.
func Sheets(pages int, duplex bool) int {
	if duplex {
		return (pages + 1) / 2
	}
	return pages
}

// Sheets returns how many sheets a letter of so many pages takes in p.
func (p *Profile) Sheets(pages int) int { return Sheets(pages, p.Duplex) }

// Holds reports whether so many sheets fit the envelope; more go in a flat.
func (p *Profile) Holds(sheets int) bool { return sheets <= p.SheetsPerEnvelope }

// holds reports whether o lies wholly within r.
func (r Rect) holds(o Rect) bool {
	return o.X >= r.X && o.Y >= r.Y && o.X+o.W <= r.X+r.W && o.Y+o.H <= r.Y+r.H
}

// meets reports whether the two share any area or edge point inside them.
func (r Rect) meets(o Rect) bool {
	return o.X < r.X+r.W && r.X < o.X+o.W && o.Y < r.Y+r.H && r.Y < o.Y+o.H
}
