package pdf

import (
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// box is a rectangle on a page, Y downwards from the top edge.
type box struct{ left, top, right, bottom page.Unit }

func onPage(b box) bool {
	return b.left >= 0 && b.top >= 0 && b.right <= page.Width && b.bottom <= page.Height &&
		b.left <= b.right && b.top <= b.bottom
}

// textBox is the line box of text that is width wide when its advances are
// added up, whatever the layout thought.
func textBox(it *page.Item, width page.Unit) box {
	up, down := face.Scale(face.Ascent, it.Size), -face.Scale(face.Descent, it.Size)
	if it.Turned {
		return box{it.X - up, it.Y - width, it.X + down, it.Y}
	}
	return box{it.X, it.Y - up, it.X + width, it.Y + down}
}

// shapeBox is the box of a rule, fill or frame, without the half of its line
// that lies outside.
func shapeBox(it *page.Item) box {
	return box{min(it.X, it.X+it.W), min(it.Y, it.Y+it.H), max(it.X, it.X+it.W), max(it.Y, it.Y+it.H)}
}

func itemBox(it *page.Item) box {
	if it.Kind == page.Text {
		return textBox(it, face.Width(it.Weight, it.Words, it.Size))
	}
	return shapeBox(it)
}

func (b box) join(c box) box {
	return box{min(b.left, c.left), min(b.top, c.top), max(b.right, c.right), max(b.bottom, c.bottom)}
}

// figureBox returns the box of what e itself draws on the page of its first
// content, and false when it draws nothing. ISO 32000-1, 14.8.5.4.3 asks it of
// every figure.
func figureBox(d *page.Document, e page.Element) (box, bool) {
	p := d.Tags.Elements[e].FirstPg
	if p < 0 {
		return box{}, false
	}
	var all box
	found := false
	for i := range d.Pages[p].Items {
		it := &d.Pages[p].Items[i]
		if it.Element != e {
			continue
		}
		if !found {
			all, found = itemBox(it), true
			continue
		}
		all = all.join(itemBox(it))
	}
	return all, found
}
