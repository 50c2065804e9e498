package doc

// Blocks that the paper forms of CMS are made of. Like the others they say what
// things are: how wide a column may be is asked, where it ends up is layout's.

// Numbered is a list whose items are counted, such as steps to follow in turn.
type Numbered struct{ Items []Inline }

// Beside holds columns of blocks next to each other, read one after the other.
// Where they would be too narrow or too tall they are set one below the other.
type Beside struct{ Columns []BesideColumn }

// BesideColumn is one of them; Width is percent of the whole.
type BesideColumn struct {
	Width  int
	Blocks []Block
}

// Records is a table of which each row is set as a framed block, the head of
// each column standing in the block as the label of its value. The columns that
// stand on one line of the block share its width: their widths add up to 100.
type Records struct {
	Table
	Lines []int // how many columns stand on each line of a block, in order
	Above bool  // labels stand above their values in body type, not before them in a table's
}

func (*Numbered) block() {}
func (*Beside) block()   {}
func (*Records) block()  {}
