package layout

import (
	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// Verify reports what must not be printed: an item outside its sheet, two texts
// in one place, a character that the fonts lack, words of unknown origin, an item
// whose element does not exist. Lay applies it to every letter.
func Verify(d *page.Document) error { return new(checker).verify(d) }

// checker holds the scratch memory of Verify: for each band of a page the texts
// that reach into it, as linked lists.
type checker struct {
	heads [bands]int32
	links []reach
}

type reach struct {
	area Rect
	next int32
}

const (
	bandHeight = 12 * pt
	bands      = int(page.Height/bandHeight) + 1
)

func (c *checker) verify(d *page.Document) error {
	for p := range d.Pages {
		if err := c.page(d, p); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) page(d *page.Document, p int) error {
	c.heads = [bands]int32{}
	c.links = append(c.links[:0], reach{})
	sheet := Rect{W: page.Width, H: page.Height}
	items := d.Pages[p].Items
	for i := range items {
		it := &items[i]
		area := extent(it)
		if !sheet.holds(area) {
			return fault.New(fault.Internal, "page %d: an item lies outside the sheet", p+1)
		}
		if int(it.Element) >= len(d.Tags.Elements) || it.Element < page.Footer {
			return fault.New(fault.Internal, "page %d: an item has no element", p+1)
		}
		if it.Source == page.Unknown {
			return fault.New(fault.Internal, "page %d: an item of unknown origin", p+1)
		}
		if it.Kind != page.Text {
			continue
		}
		if !face.CoversAll(it.Words) {
			return missingGlyph(it.Source, p)
		}
		if c.overlaps(area) {
			return fault.New(fault.Internal, "page %d: two texts overlap", p+1)
		}
	}
	return nil
}

// missingGlyph blames whoever the words are from.
func missingGlyph(s page.Source, p int) error {
	const what = "page %d: %s holds a character that the fonts lack"
	switch s {
	case page.Request:
		return fault.New(fault.Request, what, p+1, "a value of the request")
	case page.Program:
		return fault.New(fault.Source, what, p+1, "a value of the program file")
	case page.Wording:
		return fault.New(fault.Source, what, p+1, "a message")
	}
	return fault.New(fault.Internal, what, p+1, "a mark of the layout")
}

// overlaps enters the area of a text into its bands and reports whether it meets
// that of another.
func (c *checker) overlaps(area Rect) bool {
	last := int((area.Y + area.H) / bandHeight)
	for b := int(area.Y / bandHeight); b <= last && b < bands; b++ {
		for l := c.heads[b]; l != 0; {
			other := &c.links[l]
			if area.meets(other.area) {
				return true
			}
			l = other.next
		}
		c.links = append(c.links, reach{area, c.heads[b]})
		c.heads[b] = int32(len(c.links) - 1)
	}
	return false
}

// extent returns the area that an item covers: for text from the height of
// capitals to the depth of descenders.
func extent(it *page.Item) Rect {
	if it.Kind != page.Text {
		return Rect{X: min(it.X, it.X+it.W), Y: min(it.Y, it.Y+it.H), W: max(it.W, -it.W), H: max(it.H, -it.H)}
	}
	up, down := it.Size*face.CapHeight/1000, -it.Size*face.Descent/1000
	if it.Turned {
		return Rect{X: it.X - up, Y: it.Y - it.W, W: up + down, H: it.W}
	}
	return Rect{X: it.X, Y: it.Y - up, W: it.W, H: up + down}
}
