package press_test

import (
	"context"
	"crypto/sha256"
	"os"
	"testing"

	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/press"
)

// Every letter on record is looked for, those that are astray are named, and
// those that have no bytes are counted.
func TestVerify(t *testing.T) {
	d := newDesk(t)
	var made []press.Outcome
	for _, key := range []string{"a", "b", "c", "d"} {
		made = append(made, d.one(welcome(t, key)))
	}
	must(t, d.Void(t.Context(), made[3].Letter, "a test")) // its bytes stay
	d.again(downAfter(0)).halted(t.Context(), [][]byte{welcome(t, "open")}, fault.Unavailable)
	check := func(want press.Verification, astray ...press.Astray) {
		t.Helper()
		found := map[press.Astray]bool{}
		got, err := d.Verify(t.Context(), func(a press.Astray) error { found[a] = true; return nil })
		must(t, err)
		if got != want || len(found) != len(astray) {
			t.Errorf("%+v, astray %v\nwant %+v", got, found, want)
		}
		for _, a := range astray {
			if !found[a] {
				t.Errorf("%v is not among %v", a, found)
			}
		}
	}
	check(press.Verification{Letters: 5, Stored: 4, Open: 1})
	d.tamper(made[0].Object, spoil)
	d.tamper(made[2].Object, os.Remove)
	check(press.Verification{Letters: 5, Stored: 2, Astray: 2, Open: 1},
		press.Astray{Letter: made[0].Letter, Object: made[0].Object, Found: "other-bytes"},
		press.Astray{Letter: made[2].Letter, Object: made[2].Object, Found: "missing"})
}

// An archive that does not answer is not one that has lost its letters.
func TestVerifyWithoutAnswer(t *testing.T) {
	d := newDesk(t)
	d.issued(t)
	dead := d.again(func(o *press.Options) { o.Archive = deaf{o.Archive} })
	_, err := dead.Verify(t.Context(), func(press.Astray) error { t.Error("a letter is astray"); return nil })
	wantKind(t, err, fault.Unavailable)
}

// deaf is an archive that cannot be asked.
type deaf struct{ archive.Archive }

func (deaf) Stat(context.Context, string) (int64, [sha256.Size]byte, error) {
	return 0, [sha256.Size]byte{}, fault.New(fault.Unavailable, "no answer")
}
