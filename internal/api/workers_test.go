package api_test

import (
	"bytes"
	"context"
	"io/fs"
	"path/filepath"
	"sync"
	"testing"

	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

// Several workers make the same letters at the same moment: each letter, object
// and piece is there once, whoever was quicker.
func TestTwoWorkersOnOneChunk(t *testing.T) { everywhere(t, testTwoWorkers) }

func testTwoWorkers(t *testing.T, o *office) {
	const n, workers = 40, 3
	requests := presstest.Requests(6, n)
	o.want(o.do("POST", "/v1/letters:bulk", bytes.Join(requests, []byte("\n"))), 200)
	ids := make([]string, n)
	for i, r := range requests {
		ids[i] = letter.ID("a", letter.KeyOf(r))
	}
	outcomes := make([][]press.Outcome, workers)
	acknowledged := make([]int, workers)
	var g sync.WaitGroup
	begin := make(chan struct{})
	for w := range workers {
		p := o.press("a")
		g.Go(func() {
			<-begin
			var err error
			outcomes[w], err = p.FinishChunk(context.Background(), ids, func(context.Context, *ledger.Tx) error {
				acknowledged[w]++ // once more when the transaction was begun again
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	close(begin)
	g.Wait()
	for w := range workers {
		if acknowledged[w] == 0 {
			t.Errorf("worker %d did not take its job off the list", w)
		}
		for i := range ids {
			if got, want := outcomes[w][i], outcomes[0][i]; !got.Done() || got.Sum != want.Sum || got.Letter != ids[i] {
				t.Errorf("worker %d was told %+v, another %+v", w, got, want)
			}
		}
	}
	o.once(n)
}

// once wants that n letters of the office's tenant were made and stored once, with
// one piece each that is mailed.
func (o *office) once(n int) {
	o.t.Helper()
	rendered, queued := map[string]int{}, map[string]int{}
	for _, e := range o.news() {
		switch {
		case e.Action == "letter.rendered":
			rendered[e.Letter]++
		case e.Piece != "":
			queued[e.Letter]++
		}
	}
	list, _, err := o.book.Letters(o.t.Context(), ledger.Filter{Tenant: "a", Page: ledger.Page{Limit: 1000}})
	must(o.t, err)
	mailed := 0
	for _, l := range list {
		want := 0
		if l.Channel == "mail" {
			want = 1
		}
		mailed += want
		if l.State != ledger.Rendered || rendered[l.ID] != 1 || queued[l.ID] != want {
			o.t.Errorf("letter %s is %s, was made %d times and queued %d times", l.ID, l.State, rendered[l.ID], queued[l.ID])
		}
	}
	objects := 0
	must(o.t, filepath.WalkDir(filepath.Join(o.dir, "archive"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			objects++
		}
		return err
	}))
	if len(list) != n || objects != n || len(o.pieces()) != mailed {
		o.t.Errorf("%d letters, %d objects, %d pieces, want %d letters, %d of them mailed", len(list), objects, len(o.pieces()), n, mailed)
	}
}
