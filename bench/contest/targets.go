package contest

import (
	"letterpress/bench/gauge"
	"letterpress/bench/report"
)

// The targets of the project, on one core with all checks on.
const (
	summaries  = 2000 // a second
	welcomes   = 3000 // a second
	garbage    = 300  // kB a letter, at most
	firstAfter = 60   // ms of a cold process, at most
)

// lead is how many times faster than each peer we mean to be.
var lead = map[string]float64{"fpdf": 12, "maroto": 14, "typst": 30, "chromium-headless-shell": 100}

// targets holds what was measured against the targets.
func targets(results []*Result) report.Table {
	us := results[0]
	t := report.Table{{"target, on one core", "at least", "measured", "reached"}}
	least := func(what string, target, got float64, unit string) {
		t = append(t, []string{what, report.Number(target) + unit, report.Number(got) + unit, yes(got >= target)})
	}
	speed := median(us.One, gauge.Sample.PerCPU)
	least("summaries a second", summaries, speed, "")
	least("welcome letters a second", welcomes, median(us.Welcome, gauge.Sample.PerCPU), "")
	for _, r := range results {
		if target := lead[r.Entrant.Name]; target > 0 && r.Missing == nil {
			least("summaries, to "+r.Entrant.Name, target, speed/median(r.One, gauge.Sample.PerCPU), "×")
		}
	}
	most := func(what string, target, got float64, unit string) {
		t = append(t, []string{what, "at most " + report.Number(target) + unit, report.Number(got) + unit, yes(got <= target)})
	}
	most("garbage a summary", garbage, median(us.One, waste), " kB")
	most("first letter of a cold process", firstAfter, 1000*report.Median(us.First), " ms")
	return t
}
