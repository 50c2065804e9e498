package pdf_test

import (
	"fmt"
	"strings"

	"letterpress/internal/face"
	"letterpress/internal/page"
)

// sheet sets the test letters: just enough layout to give the writer something
// of every kind.
type sheet struct {
	d      *page.Document
	p      int
	y      page.Unit
	source page.Source
}

const (
	left   = 72 * page.Point
	right  = 540 * page.Point
	size   = 12 * page.Point
	lead   = 16 * page.Point
	lowest = 700 * page.Point
	blue   = page.Color(0x1F4E79)
	gray   = page.Color(0x808080)
)

func newSheet(lang string) *sheet {
	s := &sheet{d: new(page.Document), source: page.Wording}
	s.d.Title, s.d.Subject = "Your medication review", "Summary <of> a talk & a list"
	s.d.Lang, s.d.Date = lang, "2026-03-09"
	s.d.Tags.Add(page.NoParent, page.RoleDocument)
	s.turn()
	return s
}

// turn starts a page with its running head and foot.
func (s *sheet) turn() {
	s.p, s.y = s.d.NewPage(), 100*page.Point
	s.put(page.Header, page.Bold, 9*page.Point, left, 40*page.Point, "Sample Health Plan")
	s.d.Place(s.p, page.Item{Kind: page.Rule, Element: page.Decoration, Source: page.Layout, X: left, Y: 48 * page.Point,
		W: right - left, Size: 500, Color: gray})
	s.put(page.Footer, page.Regular, 9*page.Point, left, 760*page.Point, fmt.Sprintf("Page %d", s.p+1))
}

func (s *sheet) put(e page.Element, w page.Weight, size, x, y page.Unit, words string) page.Unit {
	width := face.Width(w, words, size)
	color := page.Color(0)
	if w == page.Bold {
		color = blue
	}
	s.d.Place(s.p, page.Item{Kind: page.Text, Weight: w, Source: s.source, Element: e, X: x, Y: y, W: width,
		Size: size, Color: color, Words: words})
	return x + width
}

// room turns the page when the lines asked for do not fit.
func (s *sheet) room(lines int) {
	if s.y+page.Unit(lines)*lead > lowest {
		s.turn()
	}
}

func (s *sheet) add(parent page.Element, r page.Role) page.Element { return s.d.Tags.Add(parent, r) }

func (s *sheet) node(e page.Element) *page.Node { return &s.d.Tags.Elements[e] }

func (s *sheet) part(id, title string) page.Element {
	e := s.add(0, page.RoleSect)
	s.d.Parts = append(s.d.Parts, page.Part{ID: id, Title: title, Elem: e, First: s.p, Count: 1})
	return e
}

func (s *sheet) heading(parent page.Element, r page.Role, words string) {
	s.room(3)
	s.y += lead
	s.put(s.add(parent, r), page.Bold, 16*page.Point, left, s.y, words)
	s.y += lead
}

// wrap sets words into lines; each but the last keeps its closing space.
func (s *sheet) wrap(e page.Element, x, limit page.Unit, words string) {
	line := ""
	for _, w := range strings.Fields(words) {
		if line != "" && x+face.Width(page.Regular, line+w, size) > limit {
			s.room(1)
			s.put(e, page.Regular, size, x, s.y, line)
			s.y += lead
			line = ""
		}
		line += w + " "
	}
	s.room(1)
	s.put(e, page.Regular, size, x, s.y, strings.TrimSuffix(line, " "))
	s.y += lead
}

func (s *sheet) para(parent page.Element, words string) {
	s.wrap(s.add(parent, page.RoleP), left, right, words)
	s.y += lead / 2
}

func (s *sheet) list(parent page.Element, items ...string) {
	l := s.add(parent, page.RoleL)
	s.node(l).List = page.Disc
	for _, words := range items {
		s.room(2)
		li := s.add(l, page.RoleLI)
		s.put(s.add(li, page.RoleLbl), page.Regular, size, left, s.y, "•")
		s.wrap(s.add(li, page.RoleLBody), left+18*page.Point, right, words)
	}
}

var columns = []page.Unit{left, 230 * page.Point, 390 * page.Point}

// table sets rows of three cells and repeats the heads on each page, as
// artifacts after the first time.
func (s *sheet) table(parent page.Element, heads []string, rows [][]string) {
	s.room(3)
	tab := s.add(parent, page.RoleTable)
	tr := s.add(s.add(tab, page.RoleTHead), page.RoleTR)
	for i, words := range heads {
		th := s.add(tr, page.RoleTH)
		s.node(th).Scope = page.ColumnScope
		s.cell(th, page.Bold, i, words)
	}
	body := s.add(tab, page.RoleTBody)
	for _, row := range rows {
		if s.y+2*lead > lowest {
			s.turn()
			for i, words := range heads {
				s.cell(page.Header, page.Bold, i, words)
			}
		}
		s.row(s.add(body, page.RoleTR), row)
	}
	s.y += lead
}

// row sets its last cell over the columns that are left.
func (s *sheet) row(tr page.Element, row []string) {
	s.y += lead + 4*page.Point
	for i, words := range row {
		cell := s.add(tr, page.RoleTD)
		if i == 0 {
			s.node(cell).Role, s.node(cell).Scope = page.RoleTH, page.RowScope
		}
		if i == len(row)-1 {
			s.node(cell).ColSpan = int32(len(columns) - i)
		}
		s.cell(cell, page.Regular, i, words)
	}
}

func (s *sheet) cell(e page.Element, w page.Weight, column int, words string) {
	if column == 0 && e != page.Header {
		s.d.Place(s.p, page.Item{Kind: page.Frame, Element: page.Decoration, Source: page.Layout, X: left - 4*page.Point,
			Y: s.y - lead, W: right - left + 8*page.Point, H: lead + 4*page.Point, Size: 750, Color: blue})
	}
	if words != "" {
		s.put(e, w, size, columns[column], s.y, words)
	}
}

// inline sets a paragraph of runs; a run with a role makes an element.
type run struct {
	words, lang, expand, uri string
}

func (s *sheet) inline(parent page.Element, runs ...run) {
	s.room(1)
	para, x := s.add(parent, page.RoleP), left
	for _, r := range runs {
		e := para
		switch {
		case r.uri != "":
			e = s.d.Tags.AddInline(para, page.RoleLink)
		case r.lang != "" || r.expand != "":
			e = s.d.Tags.AddInline(para, page.RoleSpan)
			s.d.Tags.Say(e, page.Said{Lang: r.lang, Expand: r.expand})
		}
		from := x
		x = s.put(e, page.Regular, size, x, s.y, r.words)
		if r.uri != "" {
			s.d.Tags.AddLink(page.Link{Page: int32(s.p), Element: e, X: from, Y: s.y - size, W: x - from, H: lead,
				URI: r.uri, Contents: "Opens the plan's site (in English)"})
		}
	}
	s.y += lead + lead/2
}

// figure draws a mark of three shapes that is described for those who do not see it.
func (s *sheet) figure(parent page.Element, alt string) {
	s.room(4)
	fig := s.add(parent, page.RoleFigure)
	s.d.Tags.Say(fig, page.Said{Alt: alt})
	for i, kind := range []page.Kind{page.Fill, page.Frame, page.Rule} {
		s.d.Place(s.p, page.Item{Kind: kind, Element: fig, Source: page.Layout, X: left + page.Unit(i)*40*page.Point,
			Y: s.y, W: 30 * page.Point, H: 30 * page.Point, Size: page.Point, Color: page.Color(0xCC3300 >> (4 * i))})
	}
	s.y += 3 * lead
}

// western is a letter of two parts with one of everything.
func latin() *page.Document {
	s := newSheet("en-US")
	cover := s.part("cover-letter", "Cover letter")
	s.heading(cover, page.RoleH1, "Your medication review")
	s.inline(cover, run{words: "Our "}, run{words: "MTM", expand: "Medication Therapy Management"},
		run{words: " program (call "}, run{words: "TTY", expand: "text telephone"},
		run{words: " 711) says "}, run{words: "¡buenos días!", lang: "es-US"}, run{words: " to you."})
	s.source = page.Request
	s.para(cover, "Dear Ms. Sample (or \\Ejemplo\\), here is what we talked about — “in short”: "+
		strings.Repeat("take the list with you when you see your doctor; ", 14)+"½ tablet is €2.")
	s.source = page.Wording
	s.heading(cover, page.RoleH2, "What to do")
	s.list(cover, "Ask about the dose.", "Keep a list: "+strings.Repeat("show it at each visit, ", 9)+"please.", "Call us.")
	s.inline(cover, run{words: "See "}, run{words: "plan.example/mtm", uri: "https://plan.example/mtm?a=(1)"}, run{words: "."})
	s.figure(cover, "The plan’s mark")
	s.d.Place(s.p, page.Item{Kind: page.Text, Source: page.Layout, Element: page.Decoration, Turned: true,
		X: 30 * page.Point, Y: 600 * page.Point, W: 100 * page.Point, Size: 7 * page.Point, Color: gray, Words: "turned (7)"})
	s.turn()
	med := s.part("medication-list", "Medication list – señora")
	s.heading(med, page.RoleH1, "Medication list")
	s.table(med, []string{"Medicine", "How", "Why"}, medicines(34))
	blank := s.add(med, page.RoleP)
	s.d.Tags.Say(blank, page.Said{Actual: "Space to write"})
	s.add(med, page.RoleP) // nothing in it
	s.d.Place(s.p, page.Item{Kind: page.Rule, Source: page.Layout, Element: blank, X: left, Y: s.y, W: 200 * page.Point, Size: 700})
	return s.d
}

func medicines(n int) [][]string {
	rows := make([][]string, n)
	for i := range rows {
		rows[i] = []string{fmt.Sprintf("Samplicine %d mg", 5*(i+1)), "one tablet a day", "blood pressure"}
		if i%7 == 3 {
			rows[i] = []string{fmt.Sprintf("Examplol %d", i), ""} // a blank over two columns
		}
	}
	return rows
}

// western has names and a dose that code page 1252 lacks, amid words that it has.
func western() *page.Document {
	s := newSheet("pl")
	part := s.part("welcome", "Łódź")
	s.heading(part, page.RoleH1, "Dear Ms. Łucja Przykład")
	s.inline(part, run{words: "Take "}, run{words: "⅓ tablet"}, run{words: ", ≤ 2 a day, with "}, run{words: "kāne Kaʻōhao"}, run{words: "."})
	s.para(part, strings.Repeat("Zażółć gęślą jaźń at the same time each day; ", 12))
	return s.d
}

// wide has names from further away.
func wide() *page.Document {
	s := newSheet("vi")
	part := s.part("welcome", "Thư chào mừng")
	s.heading(part, page.RoleH1, "Kính gửi Nguyễn Thị Ánh")
	s.para(part, "Żółć gęślą jaźń. Đặng Văn Mẫu, Ștefan Exemplu, Παράδειγμα Δείγμα, Пример Образцов, "+
		"kāne Kaʻōhao, č and Č (whose code ends like a line), "+strings.Repeat("thuốc của quý vị ", 30))
	s.inline(part, run{words: "Polski: "}, run{words: "zażółć gęślą", lang: "pl"}, run{words: ", русский: "}, run{words: "пример", lang: "ru"})
	return s.d
}
