package contest

import (
	"fmt"
	"math"

	"letterpress/bench/gauge"
	"letterpress/bench/report"
)

// Tables returns what was measured as Markdown. The first result is ours, to
// which the others are compared.
func Tables(results []*Result) string {
	speed := report.Table{{"documents a second", "summary, one core", "ms each", "ours to it", "welcome, one core", "ours to it", "summary, all cores", "ours to it"}}
	rest := report.Table{{"otherwise", "first document, cold", "peak memory", "garbage each", "a PDF", "pages", "tagged", "same bytes"}}
	us := results[0]
	for _, r := range results {
		if r.Missing != nil {
			speed = append(speed, []string{r.Entrant.Name, "not measured: " + r.Missing.Error(), "", "", "", "", "", ""})
			continue
		}
		speed = append(speed, r.speed(us))
		rest = append(rest, r.rest())
	}
	return speed.String() + "\n" + rest.String() + "\n" + targets(results).String()
}

func (r *Result) speed(us *Result) []string {
	one, welcome, all := median(r.One, gauge.Sample.PerCPU), median(r.Welcome, gauge.Sample.PerCPU), median(r.All, gauge.Sample.PerSecond)
	return []string{r.Entrant.Name,
		report.Number(one), report.Number(1000 / one), ratio(median(us.One, gauge.Sample.PerCPU), one),
		report.Number(welcome), ratio(median(us.Welcome, gauge.Sample.PerCPU), welcome),
		report.Number(all), ratio(median(us.All, gauge.Sample.PerSecond), all)}
}

func ratio(ours, theirs float64) string { return report.Number(ours/theirs) + "×" }

func (r *Result) rest() []string {
	pages, tagged := r.read()
	return []string{r.Entrant.Name,
		report.Number(1000*report.Median(r.First)) + " ms",
		report.Number(median(r.One, func(s gauge.Sample) float64 { return float64(s.Peak) / (1 << 20) })) + " MiB",
		r.garbage(),
		report.Number(median(r.One, func(s gauge.Sample) float64 { return float64(s.Bytes) / float64(s.Docs) / 1000 })) + " kB",
		pages, tagged, r.same()}
}

// garbage is what a document leaves to Go's collector, "–" for other languages.
func (r *Result) garbage() string {
	kb := median(r.One, waste)
	if kb == 0 {
		return "–"
	}
	return report.Number(kb) + " kB"
}

// waste is kB a document.
func waste(s gauge.Sample) float64 { return float64(s.Waste) / float64(s.Docs) / 1000 }

// read returns what pdfinfo tells of the kept PDFs, "?" where it is missing.
func (r *Result) read() (pages, tagged string) {
	sum, tags := 0, true
	for _, name := range r.Files {
		i, ok := report.Read(name)
		if !ok {
			return "?", "?"
		}
		sum, tags = sum+i.Pages, tags && i.Tagged
	}
	return fmt.Sprintf("%.1f", float64(sum)/math.Max(1, float64(len(r.Files)))), yes(tags)
}

// same tells whether the first documents had the same bytes in every process.
func (r *Result) same() string {
	for _, s := range append(r.One, r.All...) {
		if s.Sum != r.One[0].Sum {
			return yes(false)
		}
	}
	return yes(true)
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func median(list []gauge.Sample, of func(gauge.Sample) float64) float64 {
	out := make([]float64, len(list))
	for i, s := range list {
		out[i] = of(s)
	}
	return report.Median(out)
}
