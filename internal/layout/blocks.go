package layout

import (
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// blocks composes blocks one below the other in the room there is.
func (e *Engine) blocks(list []doc.Block) {
	for i, b := range list {
		e.block(b)
		if i+1 < len(list) && introduces(b, list[i+1]) {
			e.bond = max(e.bond, near)
		}
	}
}

func (e *Engine) block(b doc.Block) {
	switch b := b.(type) {
	case *doc.Title:
		e.title(b)
	case *doc.Heading:
		e.heading(b)
	case *doc.Para:
		e.para(b)
	case *doc.List:
		e.list(b.Items, page.Disc, bulleted)
	case *doc.Numbered:
		e.list(b.Items, page.Decimal, numbered)
	case *doc.Checklist:
		e.list(b.Items, page.Unnumbered, ticked)
	case *doc.Table:
		e.table(b)
	case *doc.Records:
		e.records(b)
	case *doc.Beside:
		e.beside(b)
	case *doc.Box:
		e.box(b)
	case *doc.Fields:
		e.fields(b)
	case *doc.Choices:
		e.choices(b)
	case *doc.WriteIns:
		e.writeIns(b)
	case *doc.Notice:
		e.notice(b)
	case *doc.Signature:
		e.signature(b)
	case *doc.Keep:
		start := len(e.strips)
		e.blocks(b.Blocks)
		e.keepWhole(start)
	case *doc.Space:
		e.writeRows(b.Lines)
		e.after = e.theme.paraAfter
	case *doc.PageBreak:
		e.turn = len(e.strips) > 0
	}
}

// introduces reports whether a block is a line such as "Have these at hand:"
// that must not be parted from what follows.
func introduces(b, next doc.Block) bool {
	p, ok := b.(*doc.Para)
	if !ok || len(p.Text) == 0 {
		return false
	}
	switch next.(type) {
	case *doc.List, *doc.Numbered, *doc.Checklist, *doc.Table, *doc.Records, *doc.Space, *doc.Choices:
		return strings.HasSuffix(p.Text[len(p.Text)-1].Text, ":")
	}
	return false
}

// title sets H1: its first line large, the others in body size and bold.
func (e *Engine) title(b *doc.Title) {
	switch {
	case b.Text.Empty():
		return
	case b.Boxed:
		e.boxedTitle(b.Text)
	default:
		e.titleLines(b.Text)
	}
	e.after, e.bond = e.theme.titleAfter, near
}

func (e *Engine) titleLines(text doc.Inline) {
	t := e.theme
	el := e.out.Tags.Add(e.parent, e.headingRole(1))
	first, rest := cutFirstLine(text)
	l0, l1 := e.lay(first, &t.title, e.w, el)
	e.boundLines(l0, l1, &t.title, t.headBefore)
	if !rest.Empty() {
		if l1 > l0 {
			e.spaceAfter(l1 - 1)
		}
		l0, l1 = e.lay(rest, &t.sub, e.w, el)
		e.boundLines(l0, l1, &t.sub, t.subBefore)
	}
}

// cutFirstLine cuts text at its first forced break.
func cutFirstLine(text doc.Inline) (first, rest doc.Inline) {
	for i := range text {
		head, tail, cut := strings.Cut(text[i].Text, "\n")
		if !cut {
			continue
		}
		first = append(append(first, text[:i]...), text[i])
		first[i].Text = head
		rest = append(rest, text[i:]...)
		rest[0].Text = tail
		return first, rest
	}
	return text, nil
}

func (e *Engine) heading(b *doc.Heading) {
	if b.Text.Empty() {
		return
	}
	t := e.theme
	st, before, after := &t.head2, t.headBefore, t.headAfter
	if b.Level > 2 {
		st, before, after = &t.head3, t.paraAfter+t.strongAfter, t.strongAfter
	}
	el := e.out.Tags.Add(e.parent, e.headingRole(b.Level))
	l0, l1 := e.lay(b.Text, st, e.w, el)
	e.boundLines(l0, l1, st, before)
	e.after, e.bond = after, near
}

// boundLines pushes lines that all stay together.
func (e *Engine) boundLines(first, last int32, st *style, before page.Unit) {
	for i := first; i < last; i++ {
		if i > first {
			before = 0
		}
		e.textLines(i, i+1, st, before)
		e.bond = near
	}
}

// headingRole returns the tag of a heading: as deep as it says, but never two
// levels below the heading before it.
func (e *Engine) headingRole(level int) page.Role {
	e.level = min(level, e.level+1, 3)
	return [...]page.Role{page.RoleH1, page.RoleH1, page.RoleH2, page.RoleH3}[e.level]
}

func (e *Engine) para(b *doc.Para) {
	if b.Text.Empty() {
		return
	}
	t := e.theme
	st, before, after := &t.body, page.Unit(0), t.paraAfter
	switch b.Tone {
	case doc.Strong:
		st, after = &t.sub, t.strongAfter
	case doc.Meta:
		e.after = t.metaBefore
	case doc.Small:
		st = &t.small
	}
	el := e.out.Tags.Add(e.parent, page.RoleP)
	l0, l1 := e.lay(b.Text, st, e.w, el)
	if b.Tone == doc.Right {
		e.rightLines(l0, l1, st)
	} else {
		e.textLines(l0, l1, st, before)
	}
	e.after = after
	if b.Tone == doc.Strong {
		e.bond = near
	}
}

// list sets items with a mark in front and their text hanging. A bullet or number
// is the item's label; a box to tick is drawn, so it has none.
func (e *Engine) list(items []doc.Inline, numbering page.Numbering, m mark) {
	if allEmpty(items) {
		return
	}
	t := e.theme
	tags := &e.out.Tags
	l := tags.Add(e.parent, page.RoleL)
	tags.Elements[l].List = numbering
	hang := e.hangOf(m, len(items))
	outer := e.room
	e.x, e.w = e.x+hang, e.w-hang
	for i := range items {
		if items[i].Empty() {
			continue
		}
		li := tags.Add(l, page.RoleLI)
		lbl := page.Decoration
		if m != ticked {
			lbl = tags.Add(li, page.RoleLbl)
		}
		if i == 1 || i > 0 && i == len(items)-1 {
			e.bond = max(e.bond, near) // no item stands alone at a head or foot
		}
		l0, l1 := e.lay(items[i], &t.body, e.w, tags.Add(li, page.RoleLBody))
		at := len(e.strips)
		e.textLines(l0, l1, &t.body, 0)
		if at < len(e.strips) {
			e.strips[at].mark, e.strips[at].label, e.strips[at].b = m, lbl, int32(i+1)
		}
		e.after = t.itemAfter
	}
	e.room = outer
	e.after = t.paraAfter
}

// hangOf returns how far the text of a list with n items hangs.
func (e *Engine) hangOf(m mark, n int) page.Unit {
	switch m {
	case ticked:
		return e.theme.tickHang
	case numbered:
		return max(e.theme.hang, face.Width(page.Regular, numberGlyphs(n), e.theme.body.size)+e.theme.hang/4)
	}
	return e.theme.hang
}

func allEmpty(list []doc.Inline) bool {
	for i := range list {
		if !list[i].Empty() {
			return false
		}
	}
	return true
}

// writeRows pushes ruled rows to write on.
func (e *Engine) writeRows(n int) {
	for i := 0; i < n; i++ {
		if i == 1 || (i > 0 && i == n-1) {
			e.bond = max(e.bond, near)
		}
		e.push(strip{kind: writing, x: e.x, w: e.w, height: e.theme.writeRow}, 0)
	}
}

// signature sets the closing, room to sign and the signer, all on one page with
// at least the last lines of the letter's text.
func (e *Engine) signature(b *doc.Signature) {
	t := e.theme
	start := len(e.strips)
	if start > 0 && !e.fresh {
		e.bond = max(e.bond, near)
	}
	e.signed(b.Closing, 0)
	e.bond = near
	e.pad(t.signRoom)
	for _, l := range b.Signer {
		e.bond = near
		e.signed(l, 0)
	}
	e.keepWhole(start)
	e.after = t.paraAfter
}

func (e *Engine) signed(text doc.Inline, before page.Unit) {
	if text.Empty() {
		return
	}
	el := e.out.Tags.Add(e.parent, page.RoleP)
	l0, l1 := e.lay(text, &e.theme.body, e.w, el)
	e.textLines(l0, l1, &e.theme.body, before)
}
