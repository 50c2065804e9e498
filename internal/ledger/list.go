package ledger

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"letterpress/internal/fault"
)

// The number of rows of a list: when the caller names none, and at most.
const (
	pageSize    = 100
	pageSizeMax = 1000
)

// Page asks for a part of a list: at most Limit rows (100 when zero, never more
// than 1000) after the row where the cursor After points.
type Page struct {
	Limit int
	After string
}

func (p Page) size() int {
	if p.Limit <= 0 {
		return pageSize
	}
	return min(p.Limit, pageSizeMax)
}

// cursor names a place in a list that is ordered by time and id.
func cursor(at time.Time, id string) string {
	return strconv.FormatInt(micros(at), 10) + "." + id
}

// cut ends a list that was read with one row too many, and returns the cursor
// for what follows, empty at the end.
func cut[T any](list []T, size int, place func(T) string) ([]T, string) {
	if len(list) <= size {
		return list, ""
	}
	return list[:size], place(list[size-1])
}

// filter grows a statement that already has a WHERE and its first arguments.
// Only the ledger's own words become text; values become arguments.
type filter struct {
	text strings.Builder
	args []any
}

func where(query string, args ...any) *filter {
	f := &filter{args: args}
	f.text.WriteString(strings.TrimSpace(query))
	return f
}

func (f *filter) arg(v any) string {
	f.args = append(f.args, v)
	return "$" + strconv.Itoa(len(f.args))
}

// exactly keeps the rows whose column has the value.
func (f *filter) exactly(column, value string) {
	f.text.WriteString(" AND " + column + " = " + f.arg(value))
}

// is keeps the rows whose column has the value; the empty value keeps all.
func (f *filter) is(column, value string) {
	if value != "" {
		f.exactly(column, value)
	}
}

// in keeps the rows whose column has one of the values.
func (f *filter) in(column string, values []string) {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = f.arg(v)
	}
	f.text.WriteString(" AND " + column + " IN (" + strings.Join(marks, ", ") + ")")
}

// inState keeps the rows in one state. It is written as text, since a partial
// index serves only a state that the planner can read.
func inState[S ~string](f *filter, machine []change[S], column string, state S) error {
	if state == "" {
		return nil
	}
	if !known(machine, state) {
		return fault.New(fault.Usage, "there is no such state")
	}
	f.text.WriteString(" AND " + column + " = '" + string(state) + "'")
	return nil
}

// page keeps the rows after the cursor, in the order of time and id, and one
// more than the page has, which tells whether the list goes on.
func (f *filter) page(p Page, at, id string, newestFirst bool) error {
	than, order := ">", "ASC"
	if newestFirst {
		than, order = "<", "DESC"
	}
	if p.After != "" {
		micros, last, ok := strings.Cut(p.After, ".")
		n, err := strconv.ParseInt(micros, 10, 64)
		if !ok || err != nil {
			return fault.New(fault.Usage, "the cursor is not one that a list gave")
		}
		f.text.WriteString(" AND (" + at + ", " + id + ") " + than + " (" + f.arg(n) + ", " + f.arg(last) + ")")
	}
	f.text.WriteString(" ORDER BY " + at + " " + order + ", " + id + " " + order)
	f.text.WriteString(" LIMIT " + strconv.Itoa(p.size()+1))
	return nil
}

// micros is how a time is stored: microseconds since 1970 in UTC, 0 for none.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func fromMicros(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// inOrder returns the indexes of n rows by their key. Transactions that touch
// rows of the same letters then do so in the same order and cannot wait for
// each other in a ring.
func inOrder(n int, key func(int) string) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(key(a), key(b)) })
	return order
}
