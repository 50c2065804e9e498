package sheetmark

import "sync"

// bit says which bit of which codeword a module shows.
type bit struct {
	word  int16 // -1 while nobody has claimed the module
	shift uint8
	dark  bool // always dark: the two fixed modules of a corner that is left over
}

// plan is what all marks of the fixed size have in common, worked out on first
// use: the modules that are always dark, as rows of a Matrix, and for each
// codeword where its bits go, the highest first.
type plan struct {
	fixed [Size]uint32
	words [dataLen + ecLen][8]spot
}

// spot is a module: a row of a Matrix and a bit in it.
type spot struct{ row, bit uint8 }

var thePlan = sync.OnceValue(func() *plan {
	p := &placer{}
	for i := range p.grid {
		p.grid[i].word = -1
	}
	p.run()
	out := &plan{fixed: finder()}
	for at, b := range p.grid {
		to := spot{row: uint8(1 + at/inner), bit: uint8(Size - 2 - at%inner)}
		switch {
		case b.dark:
			out.fixed[to.row] |= 1 << to.bit
		case b.word >= 0:
			out.words[b.word][7-b.shift] = to
		}
	}
	return out
})

// finder is the pattern along the four edges: solid at the left and the foot,
// dashed at the top and the right.
func finder() (rows [Size]uint32) {
	for y := range Size {
		rows[y] = 1 << (Size - 1)
		if y%2 == 1 {
			rows[y] |= 1
		}
	}
	for x := 0; x < Size; x += 2 {
		rows[0] |= 1 << (Size - 1 - x)
	}
	rows[Size-1] = 1<<Size - 1
	return rows
}

// placer walks the data region as annex F of the standard does: diagonally up
// and down, a codeword at each stop, with four special shapes for corners.
type placer struct {
	grid [inner * inner]bit
	next int16
}

func (p *placer) run() {
	row, col := 4, 0
	for row < inner || col < inner {
		p.corners(row, col)
		for ; row >= 0 && col < inner; row, col = row-2, col+2 {
			if row < inner && p.free(row, col) {
				p.utah(row, col)
			}
		}
		row, col = row+1, col+3
		for ; row < inner && col >= 0; row, col = row+2, col-2 {
			if row >= 0 && col < inner && p.free(row, col) {
				p.utah(row, col)
			}
		}
		row, col = row+3, col+1
	}
	if p.free(inner-1, inner-1) {
		p.grid[inner*inner-1].dark = true
		p.grid[inner*(inner-1)-2].dark = true
	}
}

// corners places a codeword whose shape is bent around a corner, when the walk
// comes by one.
func (p *placer) corners(row, col int) {
	const n = inner
	switch {
	case row == n && col == 0:
		p.word([8][2]int{{n - 1, 0}, {n - 1, 1}, {n - 1, 2}, {0, n - 2}, {0, n - 1}, {1, n - 1}, {2, n - 1}, {3, n - 1}})
	case row == n-2 && col == 0 && n%4 != 0:
		p.word([8][2]int{{n - 3, 0}, {n - 2, 0}, {n - 1, 0}, {0, n - 4}, {0, n - 3}, {0, n - 2}, {0, n - 1}, {1, n - 1}})
	case row == n-2 && col == 0 && n%8 == 4:
		p.word([8][2]int{{n - 3, 0}, {n - 2, 0}, {n - 1, 0}, {0, n - 2}, {0, n - 1}, {1, n - 1}, {2, n - 1}, {3, n - 1}})
	case row == n+4 && col == 2 && n%8 == 0:
		p.word([8][2]int{{n - 1, 0}, {n - 1, n - 1}, {0, n - 3}, {0, n - 2}, {0, n - 1}, {1, n - 3}, {1, n - 2}, {1, n - 1}})
	}
}

// utah places a codeword in the shape of that state, its last bit at row, col.
func (p *placer) utah(row, col int) {
	p.word([8][2]int{{row - 2, col - 2}, {row - 2, col - 1}, {row - 1, col - 2}, {row - 1, col - 1},
		{row - 1, col}, {row, col - 2}, {row, col - 1}, {row, col}})
}

// word claims eight modules for the next codeword, its highest bit first. What
// lies over the upper or left edge comes back in at the other side.
func (p *placer) word(at [8][2]int) {
	for i, rc := range at {
		row, col := rc[0], rc[1]
		if row < 0 {
			row, col = row+inner, col+4-(inner+4)%8
		}
		if col < 0 {
			row, col = row+4-(inner+4)%8, col+inner
		}
		p.grid[row*inner+col] = bit{word: p.next, shift: uint8(7 - i)}
	}
	p.next++
}

func (p *placer) free(row, col int) bool { return p.grid[row*inner+col].word < 0 }
