package page

// Element is an index into Tags.Elements, or one of the artifact marks below.
type Element int32

// Artifacts: things drawn that are no part of what the letter says.
const (
	Decoration Element = -1 - iota // rules, frames, tints, tick boxes
	Header                         // running heads, repeated column heads
	Footer                         // form line, page number
)

// NoParent is the parent of the root element.
const NoParent Element = -1

// Role is a standard structure type of ISO 32000-1, 14.8.4.
type Role uint8

// The roles a letter uses.
const (
	RoleDocument Role = iota
	RoleSect
	RoleH1
	RoleH2
	RoleH3
	RoleP
	RoleL
	RoleLI
	RoleLbl
	RoleLBody
	RoleTable
	RoleTHead
	RoleTBody
	RoleTR
	RoleTH
	RoleTD
	RoleSpan
	RoleLink
	RoleFigure
	RoleDiv
)

var roleNames = [...]string{
	"Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody",
	"Table", "THead", "TBody", "TR", "TH", "TD", "Span", "Link", "Figure", "Div",
}

// String returns the name as it stands in the file.
func (r Role) String() string { return roleNames[r] }

// Scope says what a header cell heads (ISO 32000-1, 14.8.5.7).
type Scope uint8

// The scopes.
const (
	NoScope Scope = iota
	ColumnScope
	RowScope
)

// String returns the name as it stands in the file.
func (s Scope) String() string { return [...]string{"", "Column", "Row"}[s] }

// Numbering says how the items of a list are labelled (ISO 32000-1, 14.8.5.5).
type Numbering uint8

// The numberings a letter uses. The items of an Unnumbered list have labels of
// another sort, such as terms, or none.
const (
	NoNumbering Numbering = iota
	Disc
	Decimal
	Unnumbered
)

// String returns the name as it stands in the file.
func (n Numbering) String() string { return [...]string{"", "Disc", "Decimal", "None"}[n] }

// Node is one element of the tag tree. A letter has some hundreds, which every
// stage walks through, so what few of them have stands elsewhere.
type Node struct {
	Role     Role
	Scope    Scope     // of a TH
	List     Numbering // of an L
	deferred bool      // attached to its parent at its first content
	Parent   Element
	ColSpan  int32
	FirstPg  int32 // page of the first marked content below it, -1 while there is none
	said     int32 // index into Tags.said; 0 for none
	first    int32 // kids, a linked list in the arena; 0 is the end
	last     int32
	kids     int32
}

// Said is what is read out beside, or in place of, what an element holds.
type Said struct {
	Lang   string // BCP 47 when it differs from the document's
	Alt    string // what a figure shows
	Actual string // what stands in the place of content that cannot be read, such as a blank
	Expand string // what an abbreviation stands for
}

// KidKind tells the kids of an element apart.
type KidKind uint8

// The kinds of kid.
const (
	KidElement KidKind = iota
	KidContent         // marked content on a page
	KidLink            // an annotation
)

// Kid is one kid of an element: an element, or marked content MCID on Page, or
// link annotation Link.
type Kid struct {
	Kind    KidKind
	Element Element
	Page    int32
	MCID    int32
	Link    int32
	next    int32
}

// Link is a link annotation over a rectangle of a page.
type Link struct {
	Page       int32
	Element    Element
	X, Y, W, H Unit
	URI        string
	Contents   string // what the link is, for readers who do not see it
}

// Tags is the logical structure of one document. Elements are made by layout in
// reading order; element 0 is the root.
type Tags struct {
	Elements []Node
	Links    []Link
	// Owners[p][mcid] is the element that owns that content on page p.
	Owners [][]Element
	arena  []Kid
	said   []Said
}

func (t *Tags) reset() {
	t.Elements = t.Elements[:0]
	t.Links = t.Links[:0]
	t.Owners = t.Owners[:0]
	t.arena = append(t.arena[:0], Kid{})
	t.said = t.said[:0]
}

func (t *Tags) newPage() {
	if n := len(t.Owners); n < cap(t.Owners) {
		t.Owners = t.Owners[:n+1]
		t.Owners[n] = t.Owners[n][:0]
		return
	}
	t.Owners = append(t.Owners, make([]Element, 0, 64))
}

// Add appends an element below parent and returns it.
func (t *Tags) Add(parent Element, r Role) Element {
	e := t.node(parent, r)
	if parent >= 0 {
		t.link(parent, Kid{Kind: KidElement, Element: e})
	}
	return e
}

// AddInline makes an element that joins its parent when its first content is
// placed. Content before it then stays before it, which is what keeps the
// reading order right for a span in the middle of a paragraph.
func (t *Tags) AddInline(parent Element, r Role) Element {
	e := t.node(parent, r)
	t.Elements[e].deferred = true
	return e
}

func (t *Tags) node(parent Element, r Role) Element {
	if len(t.arena) == 0 {
		t.arena = append(t.arena, Kid{}) // index 0 means "no kid"
	}
	t.Elements = append(t.Elements, Node{Role: r, Parent: parent, FirstPg: -1})
	return Element(len(t.Elements) - 1)
}

// Say sets what is read out with e.
func (t *Tags) Say(e Element, s Said) {
	if len(t.said) == 0 {
		t.said = append(t.said, Said{}) // index 0 means "nothing"
	}
	t.said = append(t.said, s)
	t.Elements[e].said = int32(len(t.said) - 1)
}

// Said returns what is read out with e, or nil for nothing.
func (t *Tags) Said(e Element) *Said {
	if i := t.Elements[e].said; i != 0 {
		return &t.said[i]
	}
	return nil
}

// AddLink adds an annotation as the next kid of l.Element.
func (t *Tags) AddLink(l Link) {
	t.Links = append(t.Links, l)
	t.link(l.Element, Kid{Kind: KidLink, Link: int32(len(t.Links) - 1), Page: l.Page})
}

// Kids calls f for each kid of e in order.
func (t *Tags) Kids(e Element, f func(Kid)) {
	for k := t.Elements[e].first; k != 0; k = t.arena[k].next {
		f(t.arena[k])
	}
}

// NumKids returns how many kids e has.
func (t *Tags) NumKids(e Element) int { return int(t.Elements[e].kids) }

func (t *Tags) link(e Element, k Kid) {
	i := int32(len(t.arena))
	t.arena = append(t.arena, k)
	n := &t.Elements[e]
	if n.first == 0 {
		n.first = i
	} else {
		t.arena[n.last].next = i
	}
	n.last = i
	n.kids++
}

func (t *Tags) mark(p int, e Element) int32 {
	n := &t.Elements[e]
	if n.deferred {
		n.deferred = false
		t.link(n.Parent, Kid{Kind: KidElement, Element: e})
		n = &t.Elements[e]
	}
	id := int32(len(t.Owners[p]))
	t.Owners[p] = append(t.Owners[p], e)
	t.link(e, Kid{Kind: KidContent, Page: int32(p), MCID: id})
	if n.FirstPg < 0 {
		n.FirstPg = int32(p)
	}
	return id
}
