package doc

// Blocks of letters that are to be answered on paper. Like the others they say
// what things are; where they stand is layout's.

// Field is a label with what it names: one or several lines. A field without
// lines is not printed.
type Field struct {
	Label Inline
	Lines []Inline
}

// Fields is labels with their values beside them.
type Fields struct{ Items []Field }

// Choices is boxes to tick, as many beside each other as Columns allows and the
// page has room for. They are read in the order of the lines.
type Choices struct {
	Columns int
	Items   []Choice
}

// Choice is one of them. Write leaves the rest of its line to write on.
type Choice struct {
	Text  Inline
	Write bool
}

// WriteIns is labels on one line, each with room to write behind it.
type WriteIns struct{ Items []WriteIn }

// WriteIn is one of them; Width is its percent of the line.
type WriteIn struct {
	Label Inline
	Width int
}

func (*Fields) block()   {}
func (*Choices) block()  {}
func (*WriteIns) block() {}

func (b *dumper) fields(name string, list []Field) {
	for _, f := range list {
		b.line("%s %s", name, mark(f.Label))
		b.indented(func() { b.inlines("-", f.Lines) })
	}
}

func (b *dumper) choices(v *Choices) {
	b.line("choices, %d columns", v.Columns)
	for _, c := range v.Items {
		b.indented(func() { b.line("[] %s%s", mark(c.Text), given(c.Write, " ____")) })
	}
}

func (b *dumper) writeIns(v *WriteIns) {
	b.line("write in")
	for _, w := range v.Items {
		b.indented(func() { b.line("%d%% %s", w.Width, mark(w.Label)) })
	}
}
