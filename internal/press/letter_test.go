package press_test

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
)

// issued is a letter that stands, with its id.
func (d *desk) issued(t *testing.T) press.Outcome {
	t.Helper()
	o := d.one(welcome(t, "k"))
	wantStatus(t, o, "queued", "", false)
	return o
}

// tamper does something to the file of a letter.
func (d *desk) tamper(object string, f func(path string) error) {
	d.t.Helper()
	must(d.t, f(filepath.Join(d.dir, filepath.FromSlash(object))))
}

func spoil(path string) error {
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	return os.WriteFile(path, []byte("%PDF-1.7 of somebody else"), 0o600)
}

func TestPDF(t *testing.T) {
	d := newDesk(t)
	o := d.issued(t)
	for range 2 {
		data, err := d.PDF(ledger.As(t.Context(), "key-7"), o.Letter)
		must(t, err)
		if sum(data) != o.Sum || !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Error("other bytes than those issued")
		}
	}
	entries, err := d.book.Audit(t.Context(), tenant, o.Letter)
	must(t, err)
	reads := 0
	for _, e := range entries {
		if e.Action == "letter.read" && e.Actor == "key-7" && e.Note == "pdf" {
			reads++
		}
	}
	if reads != 2 {
		t.Errorf("%d reads on record, want 2", reads)
	}
}

// Bytes that are not those on record are not handed out, and no read is noted.
func TestPDFNotHandedOut(t *testing.T) {
	for _, c := range []struct {
		name, id string
		before   func(d *desk, o press.Outcome)
		kind     fault.Kind
		says     string
	}{
		{"no such letter", letter.ID(tenant, "nobody"), func(*desk, press.Outcome) {}, fault.NotFound, "no letter"},
		{"changed in the archive", "", func(d *desk, o press.Outcome) { d.tamper(o.Object, spoil) }, fault.Internal, "are not those on record"},
		{"lost from the archive", "", func(d *desk, o press.Outcome) { d.tamper(o.Object, os.Remove) }, fault.Internal, "does not hold letter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			o := d.issued(t)
			c.before(d, o)
			id := c.id
			if id == "" {
				id = o.Letter
			}
			data, err := d.PDF(t.Context(), id)
			wantKind(t, err, c.kind)
			if data != nil || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%d bytes, error %v, want %q", len(data), err, c.says)
			}
			if slices.Contains(d.history(o.Letter), "letter.read") {
				t.Error("a read is on record")
			}
		})
	}
}

func TestPDFOfALetterNotMade(t *testing.T) {
	d := newDesk(t, downAfter(0))
	d.halted(t.Context(), [][]byte{welcome(t, "k")}, fault.Unavailable)
	_, err := d.PDF(t.Context(), letter.ID(tenant, "k"))
	wantKind(t, err, fault.NotFound)
	_, err = d.Regenerate(t.Context(), letter.ID(tenant, "k"))
	wantKind(t, err, fault.NotFound)
	other := d.again(func(o *press.Options) { o.Tenant = "another" })
	_, err = other.PDF(t.Context(), letter.ID(tenant, "k"))
	wantKind(t, err, fault.NotFound)
}

// A reading that cannot be noted does not take place.
func TestPDFWithoutAudit(t *testing.T) {
	d := newDesk(t)
	o := d.issued(t)
	deaf := d.again()
	ctx, stop := context.WithCancel(t.Context())
	deaf.Archive = getting{deaf.Archive, stop}
	if data, err := deaf.PDF(ctx, o.Letter); data != nil || fault.KindOf(err) != fault.Interrupted {
		t.Errorf("%d bytes, error %v", len(data), err)
	}
}

func TestVoid(t *testing.T) {
	d := newDesk(t)
	o := d.issued(t)
	for range 2 { // the second changes nothing
		must(t, d.Void(t.Context(), o.Letter, "sent in error"))
		d.wantStands("k", ledger.Void, ledger.Pulled)
		d.wantStock(stock{1, 1, 1, 5})
	}
	wantStatus(t, d.one(welcome(t, "k")), "void", "sent in error", true)
	if data, err := d.PDF(t.Context(), o.Letter); err != nil || sum(data) != o.Sum {
		t.Errorf("a void letter's PDF: %v", err)
	}
	wantKind(t, d.Void(t.Context(), letter.ID(tenant, "nobody"), "x"), fault.NotFound)
}

func TestVoidOfAMailedLetter(t *testing.T) {
	d := newDesk(t)
	o := d.issued(t)
	must(t, d.book.Write(t.Context(), func(tx *ledger.Tx) error {
		return tx.Move(t.Context(), noon, tenant, []ledger.Move{{Piece: d.pieces()[0].ID, To: ledger.Batched, Batch: "b1"}})
	}))
	wantKind(t, d.Void(t.Context(), o.Letter, "too late"), fault.Conflict)
	d.wantStands("k", ledger.Rendered, ledger.Batched)
}

// Every sample is made again with the same bytes, from what the record holds of
// its request.
func TestRegenerate(t *testing.T) {
	d := newDesk(t)
	_, requests := inOrder(sampleRequests(t))
	for _, o := range d.issue(requests...) {
		r, err := d.Regenerate(t.Context(), o.Letter)
		if err != nil {
			t.Errorf("%s: %v", o.Key, err)
			continue
		}
		if !r.Same || !r.Archived || r.Recorded != o.Sum || r.Now != o.Sum || len(r.Changed) != 0 || sum(r.PDF) != o.Sum || r.Letter != o.Letter {
			t.Errorf("%s: %+v", o.Key, r)
		}
	}
}

// reworded are sources with other words on the cover letter.
func reworded(t testing.TB) func(*press.Options) {
	t.Helper()
	r, err := newRenderer(wordingPack(t))
	must(t, err)
	return func(o *press.Options) { o.Renderer = r }
}

func wordingPack(t testing.TB) fs.FS {
	t.Helper()
	return fstest.MapFS{"en/mine.yaml": {Data: []byte("language: en\nmessages:\n  cover.wish: We at {{.plan}} wish you well.\n")}}
}

func TestRegenerateNamesWhatChanged(t *testing.T) {
	d := newDesk(t)
	summary := d.one(readSample(t, "cigna-2024/cmr-summary-en.json"))
	spanish := d.one(readSample(t, "cigna-2024/cmr-summary-es.json"))
	other := d.again(reworded(t))
	for _, c := range []struct {
		o    press.Outcome
		same bool
	}{{summary, false}, {spanish, true}} {
		r, err := other.Regenerate(t.Context(), c.o.Letter)
		must(t, err)
		if r.Same != c.same || !r.Archived || !slices.Equal(r.Changed, []string{"wording"}) || (r.Now == r.Recorded) != c.same {
			t.Errorf("%s: same %v, archived %v, changed %v", c.o.Key, r.Same, r.Archived, r.Changed)
		}
	}
	if _, err := d.Regenerate(t.Context(), letter.ID(tenant, "nobody")); fault.KindOf(err) != fault.NotFound {
		t.Errorf("of no letter: %v", err)
	}
}

func TestRegenerateWithoutTheBytes(t *testing.T) {
	for name, f := range map[string]func(string) error{"lost": os.Remove, "changed": spoil} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			o := d.issued(t)
			d.tamper(o.Object, f)
			r, err := d.Regenerate(t.Context(), o.Letter)
			must(t, err)
			if !r.Same || r.Archived || sum(r.PDF) != o.Sum {
				t.Errorf("%+v", r)
			}
		})
	}
}

// getting is an archive whose readers are interrupted.
type getting struct {
	archive.Archive
	stop func()
}

func (g getting) Get(ctx context.Context, key string) ([]byte, error) {
	data, err := g.Archive.Get(ctx, key)
	g.stop()
	return data, err
}

func TestRegenerateFails(t *testing.T) {
	d := newDesk(t)
	o := d.issued(t)
	t.Run("refused by today's sources", func(t *testing.T) {
		_, err := d.again(refusing()).Regenerate(t.Context(), o.Letter)
		wantKind(t, err, fault.Source)
		if err == nil || !strings.Contains(err.Error(), o.Letter+" cannot be made again") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("a judge that panics", func(t *testing.T) {
		_, err := d.again(judging(func(*letter.Letter) fault.Fields { panic(canary) })).Regenerate(t.Context(), o.Letter)
		wantSilentError(t, err)
	})
	t.Run("a renderer that panics", func(t *testing.T) {
		_, err := d.again(rendering(func(*letter.Letter) error { panic(canary) })).Regenerate(t.Context(), o.Letter)
		wantSilentError(t, err)
	})
	t.Run("the archive does not answer", func(t *testing.T) {
		away := d.again()
		away.Archive = silent{away.Archive}
		_, err := away.Regenerate(t.Context(), o.Letter)
		wantKind(t, err, fault.Unavailable)
	})
}

// silent is an archive that does not answer.
type silent struct{ archive.Archive }

func (silent) Get(context.Context, string) ([]byte, error) { return nil, lost }

func wantSilentError(t *testing.T, err error) {
	t.Helper()
	wantKind(t, err, fault.Internal)
	if err != nil && strings.Contains(err.Error(), canary) {
		t.Errorf("the error repeats the panic: %v", err)
	}
}

// The archive holds other bytes under a letter's key: that letter fails, in
// words that say where to look, and no other. Once the bytes are out of the way,
// or the sources of then come back, issuing again makes it.
func TestArchiveHoldsOtherBytes(t *testing.T) {
	old, now := cover(t, "k"), [][]byte{cover(t, "a"), cover(t, "k"), cover(t, "b")}
	object := "default/2024/05/" + letter.ID(tenant, "k") + ".pdf"
	reason := "the archive holds other bytes under " + object + ", which no letter on record has"
	for _, way := range []string{"the bytes are removed", "the sources of then come back"} {
		t.Run(way, func(t *testing.T) {
			d := newDesk(t)
			killed := d.again(after(func(int, string) error { return lost })) // stored and not recorded
			killed.halted(t.Context(), [][]byte{old}, fault.Unavailable)
			if got := slices.Collect(maps.Keys(d.files())); !slices.Equal(got, []string{object}) {
				t.Fatalf("the archive holds %v", got)
			}
			upgraded := d.again(reworded(t))
			upgraded.resume()
			d.wantKept("k", reason)
			out := upgraded.issue(now...)
			if got, want := words(out), "queued, failed, queued"; got != want {
				t.Errorf("%s, want %s", got, want)
			}
			wantStatus(t, out[1], "failed", reason, false)
			if way == "the bytes are removed" {
				d.tamper(object, os.Remove)
				wantStatus(t, upgraded.one(old), "queued", "", false)
			} else {
				wantStatus(t, d.one(old), "queued", "", false)
			}
			d.consistent(3)
		})
	}
}

// cover is a CMR summary, whose cover letter the wording pack changes.
func cover(t testing.TB, key string) []byte {
	t.Helper()
	return edited(t, "cigna-2024/cmr-summary-en.json", put("/key", key), put("/date", "2024-05-06"))
}

// Two versions at work on one letter: the quicker one's bytes stand, the slower
// one reports them.
func TestUpgradeWhileAtWork(t *testing.T) {
	d := newDesk(t)
	var first []press.Outcome
	slow := d.again(reworded(t), before(func(_ int, key string) error {
		if strings.Contains(key, letter.ID(tenant, "k")) {
			first = d.issue(cover(t, "k"))
		}
		return nil
	}))
	out := slow.issue(cover(t, "k"), cover(t, "a"))
	wantStatus(t, out[0], "queued", "", true)
	wantStatus(t, out[1], "queued", "", false)
	if out[0].Sum != first[0].Sum {
		t.Error("told other bytes than those on record")
	}
	d.consistent(2)
}
