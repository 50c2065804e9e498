package render_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/letter"
	"letterpress/internal/render"
	"letterpress/samples"
)

// The lists for nobody of the older editions, which no shipped program offers:
// a program of those years gets them, in both languages.
func TestBlankListsOfOlderEditions(t *testing.T) {
	shipped, err := fs.ReadFile(samples.Programs, "programs/aetna-2021.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range []string{"2013", "2018"} {
		text := strings.NewReplacer("id: aetna-2021", "id: example-"+year, "contract_year: 2021", "contract_year: "+year).Replace(string(shipped))
		f := files()
		f.Programs = append(f.Programs, fstest.MapFS{"example.yaml": {Data: []byte(text + "\nblank_medication_list: {offered: true}\n")}})
		src, err := render.Load(f)
		if err != nil {
			t.Fatal(err)
		}
		r := render.New(src)
		for _, lang := range []string{"en", "es"} {
			request := fmt.Sprintf(`{"kind":"blank-medication-list","program":"example-%s","language":%q,"date":"%[1]s-03-01"}`, year, lang)
			l, faults := letter.Parse([]byte(request))
			if len(faults) == 0 {
				_, faults = r.Judge(l)
			}
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			d, err := r.Expand(l, "")
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range map[string][]string{"en": {"Personal Medication List", "Date I stopped using it:"}, "es": {"Lista personal de medicamentos", "Fecha en que dejé de usarlo:"}}[lang] {
				if !strings.Contains(d.Dump(), want) {
					t.Errorf("%s, %s: nowhere %q", year, lang, want)
				}
			}
			if out := mustRender(t, r, l); out.Pages != 4 {
				t.Errorf("%s, %s: %d pages", year, lang, out.Pages)
			}
		}
	}
}
