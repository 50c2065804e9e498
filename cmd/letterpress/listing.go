package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// listing is the options that all lists have.
type listing struct {
	Kind     string `help:"Only letters of this kind."`
	Program  string `help:"Only letters of this program."`
	Language string `help:"Only letters in this language."`
	Limit    int    `default:"100" help:"At most so many (default: 100)."`
	All      bool   `help:"All of them."`
}

// chunk is how many rows are read at once.
const chunk = 500

// left is how many more rows are wanted after n of them.
func (l *listing) left(n int) int {
	if l.All {
		return chunk
	}
	return min(chunk, l.Limit-n)
}

func (l *listing) check() error {
	if l.Limit < 1 {
		return fault.New(fault.Usage, "--limit: at least 1")
	}
	return nil
}

// oneOf refuses a word that is not among those a flag takes.
func oneOf(flag, word string, words ...string) error {
	if word == "" || slices.Contains(words, word) {
		return nil
	}
	return fault.New(fault.Usage, "%s: there is no such state", flag).WithHint("one of %s", strings.Join(words, ", "))
}

// rows prints a list, as a table for a person or as JSON a line.
type rows[T any] struct {
	*session
	limit *listing
	heads string        // of the table, tabs between them
	cells func(T) []any // of the table
	json  func(T) any   // the object a line
	keep  func(T) bool  // leaves rows out; nil keeps all
	read  func(context.Context, *ledger.Ledger, ledger.Page) ([]T, string, error)
}

// run reads and prints page by page, so that a long list takes no memory.
func (r *rows[T]) run(ctx context.Context) error {
	if err := r.limit.check(); err != nil {
		return err
	}
	book, err := r.record(ctx)
	if fault.KindOf(err) == fault.NotFound && err != nil {
		r.note("nothing was issued yet")
		return nil
	}
	if err != nil {
		return err
	}
	defer book.Close()
	printed, after := 0, ""
	for {
		list, next, err := r.read(ctx, book, ledger.Page{Limit: r.page(printed), After: after})
		if err != nil {
			return err
		}
		list = r.kept(list)
		over := !r.limit.All && printed+len(list) > r.limit.Limit
		if over {
			list = list[:r.limit.Limit-printed]
		}
		if err := r.print(list, printed == 0); err != nil {
			return err
		}
		printed, after = printed+len(list), next
		switch {
		case next == "" && !over:
			r.none(printed)
			return nil
		case !r.limit.All && printed >= r.limit.Limit:
			r.note("there are more: --limit N, or --all")
			return nil
		}
	}
}

// page is how many rows to read now; when rows are left out, as many as can be.
func (r *rows[T]) page(printed int) int {
	if r.keep != nil {
		return chunk
	}
	return r.limit.left(printed)
}

func (r *rows[T]) kept(list []T) []T {
	if r.keep == nil {
		return list
	}
	return slices.DeleteFunc(list, func(x T) bool { return !r.keep(x) })
}

func (r *rows[T]) none(printed int) {
	if printed == 0 {
		r.note("none")
	}
}

func (r *rows[T]) print(list []T, first bool) error {
	if r.JSON {
		for _, x := range list {
			if err := r.object(r.json(x)); err != nil {
				return err
			}
		}
		return nil
	}
	if len(list) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(r.out, 0, 0, 2, ' ', 0)
	var faults []error
	if first {
		_, err := fmt.Fprintln(w, r.heads)
		faults = append(faults, err)
	}
	for _, x := range list {
		cells := r.cells(x)
		_, err := fmt.Fprintf(w, strings.Repeat("%v\t", len(cells)-1)+"%v\n", cells...)
		faults = append(faults, err)
	}
	return written(errors.Join(append(faults, w.Flush())...))
}

// dash stands in a table for what there is not.
func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
