package gauge_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"letterpress/bench/content"
	"letterpress/bench/gauge"
	"letterpress/bench/peer"
)

// plan measures a maker that writes the title of the content as its PDF.
func plan(titles ...string) gauge.Plan {
	var p gauge.Plan
	for _, t := range titles {
		p.Inputs = append(p.Inputs, peer.Input{Content: &content.Document{Title: t}})
	}
	p.Makers = []peer.Maker{peer.Func(func(d *content.Document) ([]byte, error) {
		if d.Title == "" {
			return nil, errors.New("nothing to print")
		}
		return []byte(d.Title), nil
	})}
	return p
}

func TestFirstDocumentsAreKept(t *testing.T) {
	p := plan("%PDF-0", "%PDF-1", "%PDF-2", "%PDF-3", "%PDF-4", "never made")
	p.Keep = t.TempDir()
	a, err := p.Measure()
	if err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(filepath.Join(p.Keep, "4.pdf")); string(data) != "%PDF-4" {
		t.Errorf("kept %q", data)
	}
	b, err := plan("%PDF-0", "%PDF-1", "%PDF-2", "%PDF-3", "%PDF-other").Measure()
	if err != nil || a.Sum == b.Sum {
		t.Errorf("other documents have the same sum, %v", err)
	}
}

func TestWhatFailsIsNotMeasured(t *testing.T) {
	for name, p := range map[string]gauge.Plan{
		"an error": plan("%PDF-0", "%PDF-1", "", "%PDF-3", "%PDF-4"),
		"no PDF":   plan("%PDF-0", "%PDF-1", "HTML", "%PDF-3", "%PDF-4"),
	} {
		if _, err := p.Measure(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
