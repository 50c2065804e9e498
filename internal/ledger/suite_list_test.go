package ledger_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// shelf accepts n letters, three at each moment, and returns their keys from
// the oldest to the newest moment.
func (d desk) shelf(n int) (keys []string) {
	d.t.Helper()
	for i := 0; i < n; i += 3 {
		var chunk []ledger.Letter
		for j := i; j < min(i+3, n); j++ {
			l := sample("t", fmt.Sprintf("k%03d", j))
			if j%2 == 1 {
				l.Kind, l.Language, l.Program = "cmr-summary", "en", "wellcare-2025"
			}
			chunk, keys = append(chunk, l), append(keys, l.Key)
		}
		_, err := d.Accept(context.Background(), noon.Add(time.Duration(i)*time.Second), chunk)
		d.must(err)
	}
	return keys
}

func testLetters(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	keys := d.shelf(25)
	d.must(d.Fail(ctx, noon, "t", letterID("t", "k004"), "no font", false))

	var got []ledger.Letter
	f := ledger.Filter{Tenant: "t", Page: ledger.Page{Limit: 4}}
	for pages := 0; pages == 0 || f.After != ""; pages++ {
		list, next, err := d.Letters(ctx, f)
		d.must(err)
		if len(list) == 0 || len(list) > 4 || pages > 7 {
			t.Fatalf("page %d has %d letters", pages, len(list))
		}
		got, f.After = append(got, list...), next
	}
	var seen []string
	for i, l := range got {
		seen = append(seen, l.Key)
		if i > 0 && l.AcceptedAt.After(got[i-1].AcceptedAt) {
			t.Errorf("%s is newer than the one before it", l.Key)
		}
		if len(l.Request) != 0 {
			t.Error("a list reads requests, which are long")
		}
	}
	slices.Sort(seen)
	if !slices.Equal(seen, keys) {
		t.Errorf("pages show %v, want each key once", seen)
	}

	for _, c := range []struct {
		f    ledger.Filter
		want int
	}{
		{ledger.Filter{}, 25},
		{ledger.Filter{State: ledger.Accepted}, 24},
		{ledger.Filter{State: ledger.Failed}, 1},
		{ledger.Filter{State: ledger.Rendered}, 0},
		{ledger.Filter{Kind: "cmr-summary"}, 12},
		{ledger.Filter{Kind: "cmr-summary", Language: "es"}, 0},
		{ledger.Filter{Program: "connecticare-2025", State: ledger.Accepted}, 12},
	} {
		c.f.Tenant = "t"
		list, next, err := d.Letters(ctx, c.f)
		if err != nil || len(list) != c.want || next != "" {
			t.Errorf("%+v: %d letters, next %q, error %v, want %d", c.f, len(list), next, err, c.want)
		}
	}
}

func testPieces(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	for _, state := range pieceStates {
		d.pieceIn(state)
	}
	list, _, err := d.Pieces(ctx, ledger.PieceFilter{Tenant: "t"})
	d.must(err)
	if len(list) != len(pieceStates) {
		t.Fatalf("%d pieces, want %d", len(list), len(pieceStates))
	}
	for i, p := range list {
		if p.State != pieceStates[i] { // queued one after the other
			t.Errorf("piece %d is %s, want %s", i, p.State, pieceStates[i])
		}
		if p.Kind != "welcome" || p.Language != "es" || p.Program == "" || p.Pages != 5 || p.Sheets != 3 ||
			p.Class != "first-class" || p.Due != "2025-03-06" || p.Object == "" || p.Sum == "" {
			t.Errorf("piece lacks something: %+v", p)
		}
	}
	var paged []ledger.Piece
	f := ledger.PieceFilter{Tenant: "t", Page: ledger.Page{Limit: 2}}
	for pages := 0; pages == 0 || f.After != ""; pages++ {
		part, next, err := d.Pieces(ctx, f)
		d.must(err)
		paged, f.After = append(paged, part...), next
	}
	if !slices.Equal(paged, list) {
		t.Errorf("by pages %v, at once %v", paged, list)
	}
	for _, c := range []struct {
		f    ledger.PieceFilter
		want int
	}{
		{ledger.PieceFilter{State: ledger.Queued}, 1},
		{ledger.PieceFilter{State: ledger.HandedOff}, 1},
		{ledger.PieceFilter{Batch: "b1"}, 4},
		{ledger.PieceFilter{Letter: list[2].Letter}, 1},
		{ledger.PieceFilter{Piece: list[3].ID, State: ledger.HandedOff}, 1},
		{ledger.PieceFilter{Kind: "cmr-summary"}, 0},
	} {
		c.f.Tenant = "t"
		got, _, err := d.Pieces(ctx, c.f)
		if err != nil || len(got) != c.want {
			t.Errorf("%+v: %d pieces, error %v, want %d", c.f, len(got), err, c.want)
		}
	}
}

func testUnfinished(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	d.shelf(10)
	d.must(d.record(rendering(sample("t", "k001"))).Err)
	d.must(d.Fail(ctx, noon, "t", letterID("t", "k002"), "no font", true))
	var got []string
	var last time.Time
	for p := (ledger.Page{Limit: 3}); ; {
		list, next, err := d.Unfinished(ctx, "t", p)
		d.must(err)
		for _, l := range list {
			if string(l.Request) != string(sample("t", l.Key).Request) || l.AcceptedAt.Before(last) {
				t.Errorf("unfinished %s lacks its request or is out of order", l.Key)
			}
			got, last = append(got, l.Key), l.AcceptedAt
		}
		if p.After = next; next == "" {
			break
		}
	}
	slices.Sort(got)
	if want := []string{"k000", "k003", "k004", "k005", "k006", "k007", "k008", "k009"}; !slices.Equal(got, want) {
		t.Errorf("unfinished %v, want %v", got, want)
	}
	d.must(d.Retry(ctx, noon, "t", letterID("t", "k002")))
	if list, _, err := d.Unfinished(ctx, "t", ledger.Page{}); err != nil || len(list) != 9 {
		t.Errorf("after a retry %d unfinished, error %v, want 9", len(list), err)
	}
}

func testBadLists(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	for _, after := range []string{"x", "1", "x.y", ".", "' OR 1=1 --.x"} {
		_, _, err := d.Letters(ctx, ledger.Filter{Tenant: "t", Page: ledger.Page{After: after}})
		wantKind(t, err, fault.Usage)
		_, _, err = d.Pieces(ctx, ledger.PieceFilter{Tenant: "t", Page: ledger.Page{After: after}})
		wantKind(t, err, fault.Usage)
		_, _, err = d.Unfinished(ctx, "t", ledger.Page{After: after})
		wantKind(t, err, fault.Usage)
	}
	_, _, err := d.Letters(ctx, ledger.Filter{Tenant: "t", State: "x' OR '1'='1"})
	wantKind(t, err, fault.Usage)
	_, _, err = d.Pieces(ctx, ledger.PieceFilter{Tenant: "t", State: "void"})
	wantKind(t, err, fault.Usage)
}

func testAudit(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := ledger.As(context.Background(), "key-7")
	l := sample("t", "k")
	_, err := d.Accept(ctx, noon, []ledger.Letter{l})
	d.must(err)
	d.must(d.record(rendering(l)).Err)
	piece := d.letter(l).Piece.ID
	d.must(d.Hold(ctx, noon.Add(time.Hour), "t", piece, "address in doubt"))
	d.must(d.RecordRead(ctx, noon.Add(2*time.Hour), "t", l.ID, "pdf"))
	wantKind(t, d.RecordRead(ctx, noon, "t", "missing", "pdf"), fault.NotFound)

	want := []ledger.Entry{
		{At: noon, Actor: "key-7", Action: "letter.accepted", Letter: l.ID, To: "accepted"},
		{At: noon, Actor: "local", Action: "letter.rendered", Letter: l.ID, From: "accepted", To: "rendered"},
		{At: noon, Actor: "local", Action: "piece.queued", Letter: l.ID, Piece: piece, To: "queued"},
		{At: noon.Add(time.Hour), Actor: "key-7", Action: "piece.held", Letter: l.ID, Piece: piece,
			From: "queued", To: "held", Note: "address in doubt"},
		{At: noon.Add(2 * time.Hour), Actor: "key-7", Action: "letter.read", Letter: l.ID, Note: "pdf"},
	}
	got, err := d.Audit(ctx, "t", l.ID)
	d.must(err)
	ids := map[string]bool{}
	for i := range got {
		ids[got[i].ID], got[i].ID = true, ""
	}
	if !slices.Equal(got, want) || len(ids) != len(want) {
		t.Errorf("history:\n%+v\nwant:\n%+v", got, want)
	}
	d.wantHistory("t", piece, "piece.queued", "piece.held")
}
