package pdf

import "letterpress/internal/page"

// putStructure writes the structure tree: its root, the way back from marked
// content and annotations to elements, and the elements.
func (a *assembler) putStructure() {
	t := &a.d.Tags
	b := a.open(a.root)
	b = appendRef(append(b, "<</Type/StructTreeRoot/K "...), a.elementAt(0))
	b = appendRef(append(b, "/ParentTree "...), a.parents)
	b = appendInt(append(b, "/ParentTreeNextKey "...), len(t.Owners)+len(t.Links))
	a.close(append(b, ">>"...))
	a.putParentTree()
	for e := range t.Elements {
		if a.element[e] != 0 {
			a.putElement(page.Element(e))
		}
	}
}

// putParentTree writes, under the number of each page, the elements of its
// marked content in order, and under the numbers after those the element of
// each link.
func (a *assembler) putParentTree() {
	t := &a.d.Tags
	b := append(a.open(a.parents), "<</Nums["...)
	for p, owners := range t.Owners {
		b = append(appendInt(b, p), '[')
		for _, e := range owners {
			b = append(appendRef(b, a.elementAt(e)), ' ')
		}
		b = append(b, ']')
	}
	for k := range t.Links {
		b = append(appendInt(b, len(t.Owners)+k), ' ')
		b = append(appendRef(b, a.elementAt(t.Links[k].Element)), ' ')
	}
	a.close(append(b, "]>>"...))
}

func (a *assembler) putElement(e page.Element) {
	n := &a.d.Tags.Elements[e]
	b := a.open(a.elementAt(e))
	b = append(append(b, "<</S/"...), n.Role.String()...)
	up := a.root
	if n.Parent >= 0 {
		up = a.elementAt(n.Parent)
	}
	b = appendRef(append(b, "/P "...), up)
	if said := a.d.Tags.Said(e); said != nil {
		b = appendSaid(b, said)
	}
	b = a.appendAttributes(b, e, n)
	a.close(append(a.appendKids(b, e), ">>"...))
}

func appendSaid(b []byte, s *page.Said) []byte {
	b = appendOptional(b, "/Lang", s.Lang)
	b = appendOptional(b, "/Alt", s.Alt)
	b = appendOptional(b, "/ActualText", s.Actual)
	return appendOptional(b, "/E", s.Expand)
}

func appendOptional(b []byte, key, s string) []byte {
	if s == "" {
		return b
	}
	return appendTextString(append(b, key...), s)
}

// appendAttributes writes what ISO 32000-1, 14.8.5 attaches to lists, table
// cells and figures.
func (a *assembler) appendAttributes(b []byte, e page.Element, n *page.Node) []byte {
	switch n.Role {
	case page.RoleL:
		if n.List != page.NoNumbering {
			b = append(append(append(b, "/A<</O/List/ListNumbering/"...), n.List.String()...), ">>"...)
		}
	case page.RoleTH, page.RoleTD:
		return appendCell(b, n)
	case page.RoleFigure:
		if r, ok := figureBox(a.d, e); ok {
			b = append(b, "/A<</O/Layout/Placement/Block/BBox["...)
			b = appendNumbers(b, round(r.left), rise(r.bottom), round(r.right), rise(r.top))
			b = append(b, "]>>"...)
		}
	}
	return b
}

func appendCell(b []byte, n *page.Node) []byte {
	if n.ColSpan <= 1 && n.Scope == page.NoScope {
		return b
	}
	b = append(b, "/A<</O/Table"...)
	if n.Scope != page.NoScope {
		b = append(append(b, "/Scope/"...), n.Scope.String()...)
	}
	if n.ColSpan > 1 {
		b = appendInt(append(b, "/ColSpan "...), int(n.ColSpan))
	}
	return append(b, ">>"...)
}

// appendKids writes the page of the first marked content and the kids. Content
// on that page is named by its id alone, content on others with its page. An
// element without kids has neither entry.
func (a *assembler) appendKids(b []byte, e page.Element) []byte {
	a.kids = a.kids[:0]
	home := int32(-1)
	a.d.Tags.Kids(e, func(k page.Kid) {
		a.kids = append(a.kids, k)
		if home < 0 && k.Kind == page.KidContent {
			home = k.Page
		}
	})
	if home >= 0 {
		b = appendRef(append(b, "/Pg "...), a.pageAt(int(home)))
	}
	if len(a.kids) == 0 {
		return b
	}
	if len(a.kids) == 1 {
		return a.appendKid(append(b, "/K "...), &a.kids[0], home)
	}
	b = append(b, "/K["...)
	for i := range a.kids {
		if i > 0 {
			b = append(b, ' ')
		}
		b = a.appendKid(b, &a.kids[i], home)
	}
	return append(b, ']')
}

func (a *assembler) appendKid(b []byte, k *page.Kid, home int32) []byte {
	switch k.Kind {
	case page.KidElement:
		return appendRef(b, a.elementAt(k.Element))
	case page.KidLink:
		b = appendRef(append(b, "<</Type/OBJR/Pg "...), a.pageAt(int(k.Page)))
		return append(appendRef(append(b, "/Obj "...), a.annotation+int(k.Link)), ">>"...)
	}
	if k.Page == home {
		return appendInt(b, int(k.MCID))
	}
	b = appendRef(append(b, "<</Type/MCR/Pg "...), a.pageAt(int(k.Page)))
	return append(appendInt(append(b, "/MCID "...), int(k.MCID)), ">>"...)
}
