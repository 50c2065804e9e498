package api_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"letterpress/internal/api"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press/presstest"
)

const day = 24 * time.Hour

// jump sets the clock of the office wrong.
func (o *office) jump(by time.Duration) { o.ahead.Store(int64(by)) }

// news returns all events of the office's tenant, in their order.
func (o *office) news() (list []api.Event) {
	o.t.Helper()
	for after := []byte("0"); ; {
		a := o.do("GET", "/v1/events?after="+string(after), nil)
		o.want(a, 200)
		var page struct {
			Events []api.Event
			Next   json.RawMessage
		}
		must(o.t, json.Unmarshal(a.body, &page))
		if len(page.Events) == 0 {
			return list
		}
		list, after = append(list, page.Events...), page.Next
	}
}

// A clock that goes back a day or ahead a year between the steps of a letter
// loses and doubles nothing, and what happened is told in its order.
func TestClockJumps(t *testing.T) { everywhere(t, testClockJumps) }

func testClockJumps(t *testing.T, o *office) {
	jumps := []time.Duration{0, -day, 366 * day, -2 * day, 0}
	var ids []string
	for i, by := range jumps {
		o.jump(by)
		request := presstest.Request(3, i)
		for range 2 {
			a := o.post(request)
			o.want(a, 202)
			if !slices.Contains(ids, a.Letter.Letter) {
				ids = append(ids, a.Letter.Letter)
			}
		}
	}
	o.jump(-3 * day) // before all that was accepted
	o.work()
	for i, id := range ids {
		o.jump(jumps[len(jumps)-1-i])
		o.until(id, "accepted")
	}
	o.jump(-30 * day)
	o.want(o.do("POST", "/v1/letters/"+ids[0]+"/void", []byte(`{"reason":"asked for twice"}`)), 200)

	happened := map[string][]string{}
	last := int64(0)
	for _, e := range o.news() {
		if e.Seq <= last {
			t.Errorf("event %d comes after %d", e.Seq, last)
		}
		last = e.Seq
		if e.Piece == "" {
			happened[e.Letter] = append(happened[e.Letter], e.To)
		}
	}
	for i, id := range ids {
		want := []string{"accepted", "rendered"}
		if i == 0 {
			want = append(want, "void")
		}
		if !slices.Equal(happened[id], want) {
			t.Errorf("letter %d: %v, want %v", i, happened[id], want)
		}
	}
	if len(ids) != len(jumps) || len(happened) != len(jumps) || len(o.pieces()) != len(jumps) {
		t.Errorf("%d ids, %d letters, %d pieces of %d requests", len(ids), len(happened), len(o.pieces()), len(jumps))
	}
}

func (o *office) pieces() []ledger.Piece {
	o.t.Helper()
	list, _, err := o.book.Pieces(o.t.Context(), ledger.PieceFilter{Tenant: "a", Page: ledger.Page{Limit: 1000}})
	must(o.t, err)
	return list
}

// native is the office's database without the ledger.
func (o *office) native() *sql.DB {
	if pool, ok := o.book.Native().(*pgxpool.Pool); ok {
		return stdlib.OpenDBFromPool(pool)
	}
	return o.book.Native().(*sql.DB)
}

// A key is a letter's for ever: a year later, with the job long cleaned up, the
// same request is the same letter and another is a conflict.
func TestKeyAYearLater(t *testing.T) { everywhere(t, testKeyAYearLater) }

func testKeyAYearLater(t *testing.T, o *office) {
	request := presstest.Request(3, 0)
	key := letter.KeyOf(request)
	must(t, o.queue.Start(t.Context()))
	id := o.post(request).Letter.Letter
	o.until(id, "accepted")
	must(t, o.queue.Stop(context.Background()))

	jobs := func() (n int) {
		must(t, o.native().QueryRow("SELECT COUNT(*) FROM river_job").Scan(&n))
		return n
	}
	if jobs() == 0 {
		t.Fatal("the job is gone before its time")
	}
	_, err := o.native().Exec("UPDATE river_job SET finalized_at = '2020-01-01 00:00:00'")
	must(t, err)
	o.jump(366 * day)
	o.queue = o.open()
	o.work()
	for end := time.Now().Add(2 * time.Minute); jobs() > 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("finished jobs are not cleaned up")
		}
	}

	again := o.post(request)
	o.want(again, 200)
	if again.Letter.Letter != id || !again.Letter.Repeated {
		t.Errorf("%s", again.body)
	}
	other := presstest.Request(3, 1)
	other = bytes.Replace(other, []byte(letter.KeyOf(other)), []byte(key), 1)
	o.want(o.post(other), 409)
	o.want(o.do("POST", "/v1/letters", bytes.Replace(request, []byte(`"language":"en"`), []byte(`"language":"es"`), 1), "Idempotency-Key", key), 409)
	bulk := bulkLines(t, o.do("POST", "/v1/letters:bulk", append(other, '\n')).body)
	if len(bulk) != 1 || bulk[0].Status != "refused" || bulk[0].Errors[0].Code != "key-conflict" {
		t.Errorf("in bulk: %+v", bulk)
	}
	if got := len(o.news()); got != 3 {
		t.Errorf("%d events, want those of one letter and its piece", got)
	}
}
