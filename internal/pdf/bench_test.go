package pdf_test

import (
	"strings"
	"testing"

	"letterpress/internal/face"
	"letterpress/internal/page"
	"letterpress/internal/pdf"
)

// Two vocabularies with enough different words that compression has work to do,
// as it has with a real letter.
var (
	english = strings.Fields(`please read this letter and keep it with your records so that you can show them to the
		doctor or pharmacist when you see them bring medicines along in boxes they came if anything is not right call us at
		number below we will send new one no cost blood pressure cholesterol diabetes thyroid tablet capsule morning evening
		food water daily twice before after dose question talk about side effects safe store dry place children Medicare
		plan program review list Dr. 10 mg 25 mg 1-800-555-0100 (TTY 711) January 2026 take by mouth for of a an to be`)
	spanish = strings.Fields(`por favor lea esta carta y guárdela con sus papeles para que pueda mostrársela a su médico o
		farmacéutico cuando lo vea traiga los medicamentos en las cajas si algo no está bien llámenos al número de abajo le
		enviaremos uno nuevo sin costo presión arterial colesterol diabetes tiroides tableta cápsula mañana noche comida
		agua diario dos veces antes después dosis pregunta hable sobre efectos secundarios guarde lugar seco niños Medicare
		plan programa revisión lista Dr. 10 mg 25 mg 1-800-555-0100 (TTY 711) enero 2026 tome por vía oral de un una el la`)
)

// words returns the next n words of a fixed sequence that does not repeat soon.
func words(vocabulary []string, seed *uint32, n int) string {
	var b strings.Builder
	for range n {
		*seed = *seed*1664525 + 1013904223
		b.WriteString(vocabulary[*seed>>8%uint32(len(vocabulary))] + " ")
	}
	return strings.TrimSuffix(b.String(), " ")
}

// fivePages is about the size of the usual packet: 5 pages, 350 texts, 900
// words, a table with frames.
func fivePages(vocabulary []string) *page.Document {
	s, seed := newSheet("en-US"), uint32(7)
	for i, title := range []string{"Cover letter", "To-do list", "Medication list"} {
		part := s.part("part", title)
		s.heading(part, page.RoleH1, title)
		for range 2 {
			s.para(part, words(vocabulary, &seed, 40))
			s.list(part, words(vocabulary, &seed, 12), words(vocabulary, &seed, 8), words(vocabulary, &seed, 10))
		}
		if i > 0 {
			rows := make([][]string, 36)
			for j := range rows {
				rows[j] = []string{words(vocabulary, &seed, 1), words(vocabulary, &seed, 3), words(vocabulary, &seed, 2)}
			}
			s.table(part, []string{"Medicine", "How", "Why"}, rows)
		}
		if i < 2 {
			s.turn()
		}
	}
	return s.d
}

func count(d *page.Document) (texts, shapes, elements int) {
	for p := range d.Pages {
		for _, it := range d.Pages[p].Items {
			if it.Kind == page.Text {
				texts++
			} else {
				shapes++
			}
		}
	}
	return texts, shapes, len(d.Tags.Elements)
}

func BenchmarkWrite(b *testing.B) {
	d := fivePages(english)
	w, err := pdf.NewWriter()
	if err != nil {
		b.Fatal(err)
	}
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		if out, _, err = w.Append(out[:0], d); err != nil {
			b.Fatal(err)
		}
	}
	texts, shapes, elements := count(d)
	b.ReportMetric(float64(len(d.Pages)), "pages")
	b.ReportMetric(float64(texts), "texts")
	b.ReportMetric(float64(shapes), "shapes")
	b.ReportMetric(float64(elements), "elements")
	b.ReportMetric(float64(len(out)), "bytes")
}

func BenchmarkNewWriter(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := pdf.NewWriter(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHead is what a process pays once for a repertoire, beside cutting
// the fonts.
func BenchmarkHead(b *testing.B) {
	for _, rep := range []face.Repertoire{face.Latin, face.Western, face.Wide} {
		b.Run(rep.String(), func(b *testing.B) {
			for b.Loop() {
				if err := pdf.BuildHead(rep); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
