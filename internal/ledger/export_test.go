package ledger

// Arrow is one change of a state machine, for tests from outside.
type Arrow struct{ From, To, By, Action string }

// Arrows returns the machine of letters and the one of pieces.
func Arrows() (letter, piece []Arrow) { return arrows(letterChanges), arrows(pieceChanges) }

func arrows[S ~string](machine []change[S]) []Arrow {
	var out []Arrow
	for _, c := range machine {
		out = append(out, Arrow{string(c.from), string(c.to), c.by, c.action})
	}
	return out
}

// ByIDQuery is the statement that finds letters by their ids.
func ByIDQuery(tenant string, ids []string) (string, []any) {
	q := byID(fullByID, tenant, ids)
	return q.text.String(), q.args
}
