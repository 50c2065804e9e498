package pdf

import "letterpress/internal/page"

// numbers says which object is which. Objects of the static head come first;
// elements that are not in the tree get none.
type numbers struct {
	catalog, pages, info, metadata int
	root, parents                  int // of the structure tree
	outline, part                  int // part: the first bookmark
	page                           int // the first page; its contents follow it
	annotation                     int
	element                        []int32
}

// number gives out numbers from first on and returns the next.
func (n *numbers) number(first int, d *page.Document, attached []bool) int {
	n.catalog, n.pages, n.info, n.metadata = first, first+1, first+2, first+3
	n.root, n.parents, n.outline = first+4, first+5, first+6
	n.part = first + 7
	n.page = n.part + len(d.Parts)
	n.annotation = n.page + 2*len(d.Pages)
	next := n.annotation + len(d.Tags.Links)
	n.element = n.element[:0]
	for _, in := range attached {
		if !in {
			n.element = append(n.element, 0)
			continue
		}
		n.element = append(n.element, int32(next))
		next++
	}
	return next
}

func (n *numbers) pageAt(i int) int { return n.page + 2*i }

func (n *numbers) elementAt(e page.Element) int { return int(n.element[e]) }

// assembler writes a document whose pages are drawn. It draws nothing.
type assembler struct {
	file
	numbers
	head *static
	d    *page.Document
	kids []page.Kid // of the element being written
}

// assemble appends the file to dst.
func (a *assembler) assemble(dst []byte, d *page.Document, attached []bool, head *static, streams [][]byte) ([]byte, error) {
	a.d, a.head = d, head
	defer func() { a.d, a.out = nil, nil }()
	a.begin(dst, head, a.number(len(head.places), d, attached))
	a.putCatalog()
	a.putInfo()
	a.putPageTree()
	for i, s := range streams {
		a.putPage(i)
		a.deflated(a.pageAt(i)+1, "", s, contents)
	}
	a.putAnnotations()
	a.putOutline()
	a.putStructure()
	return a.end(head, a.catalog, a.info)
}

func (a *assembler) putCatalog() {
	b := a.open(a.catalog)
	b = appendRef(append(b, "<</Type/Catalog/Pages "...), a.pages)
	b = appendRef(append(b, "/Metadata "...), a.metadata)
	b = appendRef(append(b, "/StructTreeRoot "...), a.root)
	if len(a.d.Parts) > 0 {
		b = appendRef(append(b, "/Outlines "...), a.outline)
	}
	b = appendTextString(append(b, "/MarkInfo<</Marked true>>/Lang"...), a.d.Lang)
	// Letters are measured for window envelopes: print dialogs must not shrink them.
	b = append(b, "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>"...)
	b = append(b, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"+
		"/OutputConditionIdentifier("+sRGBName+")/Info("+sRGBName+")/DestOutputProfile "...)
	a.close(append(appendRef(b, a.head.profile), ">>]>>"...))
}

// putInfo writes the two forms of the metadata, which must agree. The packet
// stays readable for programs that know nothing of PDF, so it is not compressed.
func (a *assembler) putInfo() {
	b := a.open(a.info)
	b = appendTextString(append(b, "<</Title"...), a.d.Title)
	if a.d.Subject != "" {
		b = appendTextString(append(b, "/Subject"...), a.d.Subject)
	}
	b = append(b, "/Producer("+Producer+")/CreationDate"...)
	b = appendDate(b, a.d.Date)
	b = appendDate(append(b, "/ModDate"...), a.d.Date)
	a.close(append(b, ">>"...))
	a.scratch = appendXMP(a.scratch[:0], a.d)
	a.stream(a.metadata, "/Type/Metadata/Subtype/XML", a.scratch)
}

func (a *assembler) putPageTree() {
	b := a.open(a.pages)
	b = appendInt(append(b, "<</Type/Pages/Count "...), len(a.d.Pages))
	b = append(b, "/MediaBox[0 0 "...)
	b = appendNumbers(b, round(page.Width))
	b = append(appendNumber(b, round(page.Height)), "]/Kids["...)
	for i := range a.d.Pages {
		b = append(appendRef(b, a.pageAt(i)), ' ')
	}
	a.close(append(b, "]>>"...))
}

func (a *assembler) putPage(i int) {
	b := a.open(a.pageAt(i))
	b = appendRef(append(b, "<</Type/Page/Parent "...), a.pages)
	b = appendRef(append(b, "/Resources "...), a.head.resources) // PDF/A forbids inheriting them
	b = appendRef(append(b, "/Contents "...), a.pageAt(i)+1)
	b = appendInt(append(b, "/Tabs/S/StructParents "...), i)
	const key = "/Annots["
	open := false
	for k := range a.d.Tags.Links {
		if int(a.d.Tags.Links[k].Page) != i {
			continue
		}
		if !open {
			b, open = append(b, key...), true
		}
		b = append(appendRef(b, a.annotation+k), ' ')
	}
	if open {
		b = append(b, ']')
	}
	a.close(append(b, ">>"...))
}

func (a *assembler) putAnnotations() {
	for k := range a.d.Tags.Links {
		l := &a.d.Tags.Links[k]
		b := a.open(a.annotation + k)
		b = append(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect["...)
		b = appendNumbers(b, round(l.X), rise(l.Y+l.H), round(l.X+l.W), rise(l.Y))
		b = appendRef(append(b, "]/P "...), a.pageAt(int(l.Page)))
		b = appendInt(append(b, "/StructParent "...), len(a.d.Pages)+k)
		b = appendTextString(append(b, "/Contents"...), l.Contents)
		b = appendTextString(append(b, "/A<</S/URI/URI"...), l.URI)
		a.close(append(b, ">>>>"...))
	}
}

// putOutline writes a bookmark for each part, which names the part's element so
// that a reader can go on from there by structure.
func (a *assembler) putOutline() {
	n := len(a.d.Parts)
	if n == 0 {
		return
	}
	b := a.open(a.outline)
	b = appendRef(append(b, "<</Type/Outlines/First "...), a.part)
	b = appendRef(append(b, "/Last "...), a.part+n-1)
	a.close(append(appendInt(append(b, "/Count "...), n), ">>"...))
	for i := range a.d.Parts {
		p := &a.d.Parts[i]
		b := a.open(a.part + i)
		b = appendTextString(append(b, "<</Title"...), p.Title)
		b = appendRef(append(b, "/Parent "...), a.outline)
		if i > 0 {
			b = appendRef(append(b, "/Prev "...), a.part+i-1)
		}
		if i < n-1 {
			b = appendRef(append(b, "/Next "...), a.part+i+1)
		}
		b = appendRef(append(b, "/SE "...), a.elementAt(p.Elem))
		b = appendRef(append(b, "/Dest["...), a.pageAt(p.First))
		b = appendNumber(append(b, "/XYZ 0 "...), round(page.Height))
		b = append(b, " null]>>"...)
		a.close(b)
	}
}
