package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestKindOf(t *testing.T) {
	field := Fields{{"/date", "required", "required"}}
	finding := Diagnostics{{File: "a.yaml", Message: "wrong"}}
	for name, c := range map[string]struct {
		err  error
		want Kind
	}{
		"nothing":           {nil, Internal},
		"of somebody else":  {fs.ErrNotExist, Internal},
		"its own":           {New(Usage, "no such flag"), Usage},
		"wrapped":           {fmt.Errorf("issue: %w", New(Unavailable, "disk full")), Unavailable},
		"outermost wins":    {Wrap(Conflict, New(NotFound, "gone"), "void"), Conflict},
		"faults":            {fmt.Errorf("read: %w", field), Request},
		"one fault":         {Fields{field[0]}.Err(), Request},
		"findings":          {fmt.Errorf("load: %w", finding), Source},
		"joined":            {errors.Join(fs.ErrExist, New(Differs, "bytes differ")), Differs},
		"kind around those": {Wrap(Overdue, field, "close batch"), Overdue},
	} {
		t.Run(name, func(t *testing.T) {
			if got := KindOf(c.err); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func TestHintOf(t *testing.T) {
	inner := New(Source, "no template").WithHint("run %s", "check")
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"nothing":         {nil, ""},
		"none":            {New(Usage, "wrong"), ""},
		"its own":         {inner, "run check"},
		"of the cause":    {fmt.Errorf("issue: %w", Wrap(Unavailable, inner, "render")), "run check"},
		"outermost first": {Wrap(Source, inner, "load").(*Error).WithHint("look there"), "look there"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := HintOf(c.err); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWrap(t *testing.T) {
	if err := Wrap(Unavailable, nil, "open ledger"); err != nil {
		t.Errorf("an error from none: %v", err)
	}
	err := Wrap(Unavailable, fs.ErrPermission, "open ledger")
	if err.Error() != "open ledger: permission denied" || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v", err)
	}
}

// An empty list in an error variable would be an error that nobody made.
func TestNothingFoundIsNoError(t *testing.T) {
	if err := (Fields{}).Err(); err != nil {
		t.Errorf("faults: %v", err)
	}
	warned := Diagnostics{{Severity: Warning, Message: "odd"}}
	if err := warned.Err(); err != nil {
		t.Errorf("findings: %v", err)
	}
	if warned.Error() != "warning: odd" {
		t.Errorf("got %q", warned.Error())
	}
}

func TestMessageOf(t *testing.T) {
	inner := errors.New("what a library says")
	for want, err := range map[string]error{
		"":     inner,
		"step": Wrap(Unavailable, inner, "step"),
		"said": fmt.Errorf("around: %w", New(Internal, "said")),
	} {
		if got := MessageOf(err); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := Interrupted.String() + " " + Internal.String(); got != "interrupted internal" {
		t.Errorf("kinds: %s", got)
	}
}
