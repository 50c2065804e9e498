package sheetmark

import "sync"

// bit says which bit of which codeword a module shows.
type bit struct {
	word  int16 // -1 while nobody has claimed the module
	shift uint8
	dark  bool // always dark: the two fixed modules of a corner that is left over
}

// places is the map from modules of the data region, row by row, to codewords.
// It is a constant of the fixed size, worked out on first use.
var places = sync.OnceValue(func() *[inner * inner]bit {
	p := &placer{}
	for i := range p.grid {
		p.grid[i].word = -1
	}
	p.run()
	return &p.grid
})

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
