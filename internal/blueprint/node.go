package blueprint

import (
	"letterpress/internal/doc"
	"letterpress/internal/yaml"
)

// call is a message with the paths of its values.
type call struct {
	number int // index into the bound table
	id     string
	args   []param
	count  *field
	node   *yaml.Node
}

type param struct {
	name  string
	field *field
}

// entry is one line of a list, a cell or a signature: a message, a field, or
// every item of a field.
type entry struct {
	when  *condition
	call  *call
	value *field // words
	each  *field // lines
}

// condition is a path that must be there, or a word that it must be.
type condition struct {
	field  *field
	word   string // "" asks only whether there is something
	negate bool
}

// node is a compiled block.
type node interface{ expand(x *expansion) }

type titleNode struct {
	text  *call
	boxed bool
}

type headingNode struct {
	level int
	text  *call
}

type paraNode struct {
	text *call
	tone doc.Tone
}

type valueNode struct {
	field *field
	tone  doc.Tone
}

type listNode struct {
	entries []entry
	kind    listKind
}

type listKind uint8

const (
	bulleted listKind = iota
	numbered
	ticked
)

var listKinds = map[string]listKind{"list": bulleted, "numbered": numbered, "checklist": ticked}

type tableNode struct {
	each    *field // nil: blank rows alone, or the single one
	single  bool   // without each there is one row
	columns []columnNode
	blank   amount
	invite  *call
	blankAs *call
}

type columnNode struct {
	head      *call
	width     int
	rowHeader bool
	items     bool // the cell is a list; only in records
	cell      []entry
}

type boxNode struct {
	heavy *condition // nil: never
	cells []boxCellNode
}

type boxCellNode struct {
	each   *field // nil: one cell
	tint   bool
	blocks []node
	lines  amount
}

// amount is a whole number, written or read from a field.
type amount struct {
	n     int
	field *field
}

type noticeNode struct{ text *call }

type signatureNode struct {
	closing *call
	signer  []entry
}

type keepNode struct{ blocks []node }

type spaceNode struct{ lines int }

type breakNode struct{}

type whenNode struct {
	cond            *condition
	then, otherwise []node
}

type eachNode struct {
	each *field
	do   []node
}
