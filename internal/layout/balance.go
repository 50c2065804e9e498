package layout

import "letterpress/internal/page"

// balance moves width between the columns of a table while that makes its rows
// shorter: the percentages of a template cannot know that this letter's
// directions are long and its prescribers' names short. It works with estimates
// of where lines break, so it only has to be about right.
type balance struct {
	rows, cols int
	paras      []cellPara // by column
	column     []int32    // first paragraph of each column
	lines      []int32    // of each cell, by column
	try        [2][]int32 // of two columns at other widths
}

// cellPara is a paragraph of a cell with its width on one line.
type cellPara struct {
	row   int32
	width page.Unit
}

// Steps in which width moves, in points, the larger ones to get past places
// where a small one changes nothing; and how often it moves at most.
var balanceSteps = [...]page.Unit{4 * pt, 9 * pt, 18 * pt, 36 * pt}

const balanceMoves = 8

// headLine is how many lines of rows a second line of the column heads may cost
// before it is the better choice: it looks worse and repeats on every page.
const headLine = 4

func (b *balance) reset(rows, cols int) {
	b.rows, b.cols = rows, cols
	b.paras, b.column = b.paras[:0], b.column[:0]
	b.lines = sized(b.lines, rows*cols)
	b.try[0], b.try[1] = sized(b.try[0], rows), sized(b.try[1], rows)
}

func sized(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n, 2*n)
	}
	return s[:n]
}

// enter records a paragraph of column c. Columns come in order.
func (b *balance) enter(c, row int, width page.Unit) {
	if len(b.column) == c {
		b.column = append(b.column, int32(len(b.paras)))
	}
	b.paras = append(b.paras, cellPara{int32(row), width})
}

// settle moves width between cols, none of which falls below its need.
func (b *balance) settle(cols, need []page.Unit, pad page.Unit) {
	if b.cols < 2 {
		return
	}
	for c := range cols {
		b.count(c, cols[c]-pad, b.lines[c*b.rows:(c+1)*b.rows])
	}
	best := b.height(-1, -1)
	for range balanceMoves {
		from, to, step, height := b.bestMove(cols, need, pad, best)
		if height >= best {
			return
		}
		best = height
		for _, m := range [...]struct {
			col int
			by  page.Unit
		}{{from, -step}, {to, step}} {
			cols[m.col] += m.by
			b.count(m.col, cols[m.col]-pad, b.lines[m.col*b.rows:(m.col+1)*b.rows])
		}
	}
}

// bestMove returns the move that makes the table shortest, and its height then.
func (b *balance) bestMove(cols, need []page.Unit, pad page.Unit, height int32) (from, to int, step page.Unit, best int32) {
	best = height
	for _, s := range balanceSteps {
		for i := range cols {
			if cols[i]-s < need[i] {
				continue
			}
			b.count(i, cols[i]-s-pad, b.try[0])
			for j := range cols {
				if i == j {
					continue
				}
				b.count(j, cols[j]+s-pad, b.try[1])
				if h := b.height(i, j); h < best {
					from, to, step, best = i, j, s, h
				}
			}
		}
	}
	return from, to, step, best
}

// count estimates the lines of each row in column c at a width.
func (b *balance) count(c int, width page.Unit, lines []int32) {
	clear(lines)
	last := int32(len(b.paras))
	if c+1 < len(b.column) {
		last = b.column[c+1]
	}
	for _, p := range b.paras[b.column[c]:last] {
		n := int32(1)
		if p.width > width {
			n = int32((p.width+p.width/16)/width) + 1 // lines are not filled to the last unit
		}
		lines[p.row] += n
	}
}

// height returns the lines of all rows, columns i and j as tried. The last row
// is the heads.
func (b *balance) height(i, j int) int32 {
	sum := int32(0)
	for r := range b.rows {
		most := int32(0)
		for c := range b.cols {
			n := b.lines[c*b.rows+r]
			switch c {
			case i:
				n = b.try[0][r]
			case j:
				n = b.try[1][r]
			}
			most = max(most, n)
		}
		if r == b.rows-1 {
			most *= headLine
		}
		sum += most
	}
	return sum
}
