package directions

import (
	"encoding/json"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/wording"
	"letterpress/locales"
)

// texts are the texts of the tests' directions, English and Spanish.
var texts = map[string][2]string{
	"pain": {"pain", "el dolor"}, "breath": {"trouble breathing", "la falta de aire"}, "sleep": {"trouble sleeping", "el insomnio"},
	"itch": {"itching", "la picazón"}, "chest": {"chest pain", "el dolor de pecho"}, "constipation": {"constipation", "el estreñimiento"},
	"nausea": {"nausea", "las náuseas"}, "fever": {"fever", "la fiebre"},
	"syringe": {"the oral syringe", "la jeringa para uso oral"}, "spacer": {"a spacer", "una cámara espaciadora"},
	"nebulizer": {"a nebulizer", "un nebulizador"}, "pen": {"the pen", "la pluma"}, "handihaler": {"the inhaler", "el inhalador"},
	"dropper": {"the dropper", "el gotero"},
	"shake":   {"Shake the bottle well.", "Agite bien el frasco."}, "nails": {"Paint it on the nail", "Aplíquelo sobre la uña"},
	"check": {"Check your blood sugar before each dose.", "Mídase el azúcar en la sangre antes de cada dosis."},
}

// directionsOf reads the short notation of the tests, steps with links between:
//
//	caregiver: take 1..2:tablet mouth every=4..6:hour prn=pain max=8:tablet/24 | then …
func directionsOf(t testing.TB, short string) map[string]any {
	t.Helper()
	d := map[string]any{}
	if who, rest, ok := strings.Cut(short, ": "); ok {
		d["administered_by"], short = who, rest
	}
	var steps []any
	for _, clause := range strings.Split(short, " / ") {
		words := strings.Fields(clause)
		if len(steps) > 0 {
			d["link"], words = words[0], words[1:]
		}
		step := map[string]any{}
		for _, w := range words {
			if !whole(d, w) {
				member(t, step, w)
			}
		}
		if len(step) > 0 {
			steps = append(steps, step)
		}
	}
	if steps != nil {
		d["steps"] = steps
	}
	return d
}

// whole reads a word about all steps.
func whole(d map[string]any, word string) bool {
	key, v, _ := strings.Cut(word, "=")
	switch key {
	case "set":
		d["set_by"] = v
	case "device", "note":
		d[key] = text(v)
	default:
		return false
	}
	return true
}

func text(key string) any {
	w, ok := texts[key]
	if !ok {
		panic("no text " + key)
	}
	return map[string]any{"en": w[0], "es": w[1]}
}

// member reads one word about a step.
func member(t testing.TB, step map[string]any, word string) {
	t.Helper()
	key, v, named := strings.Cut(word, "=")
	inner := func(name string) map[string]any {
		if step[name] == nil {
			step[name] = map[string]any{}
		}
		return step[name].(map[string]any)
	}
	switch {
	case key == "eq":
		inner("dose")["equals"] = strings.ReplaceAll(v, "_", " ")
	case key == "day":
		inner("schedule")["per_day"] = v
	case key == "every":
		inner("schedule")["every"] = ranged(v, "unit")
	case key == "on":
		inner("schedule")["days"] = strings.Split(v, ",")
	case key == "at":
		inner("schedule")["at"] = strings.Split(v, ",")
	case key == "rel":
		step["relation"] = v
	case key == "site":
		step["site"] = v
	case key == "for":
		n, unit, _ := strings.Cut(v, ":")
		step["for"] = map[string]any{"count": n, "unit": unit}
	case key == "prn":
		inner("prn")["for"] = text(v)
	case key == "max":
		n, rest, _ := strings.Cut(v, ":")
		unit, hours, _ := strings.Cut(rest, "/")
		inner("prn")["limit"] = map[string]any{"count": n, "unit": unit, "hours": hours}
	case named:
		t.Fatalf("no member is written %q", word)
	case strings.Contains(word, ":"):
		for k, v := range ranged(word, "unit") {
			inner("dose")[k] = v
		}
	case step["action"] == nil:
		step["action"] = word
	default:
		step["route"] = word
	}
}

// ranged reads 4..6:hour.
func ranged(s, unit string) map[string]any {
	n, u, _ := strings.Cut(s, ":")
	low, high, wide := strings.Cut(n, "..")
	out := map[string]any{"low": low, unit: u}
	if wide {
		out["high"] = high
	}
	return out
}

// medicine parses a request in lang with these directions, which must pass the
// rules of shape.
func medicine(t testing.TB, short, form string, lang letter.Lang) *letter.Medication {
	t.Helper()
	l, faults := request(t, directionsOf(t, short), form, lang)
	if len(faults) > 0 {
		t.Fatalf("%s: %v", short, faults)
	}
	return &l.Medications[0]
}

func request(t testing.TB, d any, form string, lang letter.Lang) (*letter.Letter, fault.Fields) {
	t.Helper()
	m := map[string]any{"name": "samplemycin", "strength": "5 mg", "type": "prescription", "directions": d, "form": form,
		"prescribers": []any{map[string]any{"name": "Ada Example"}}}
	if form == "" {
		delete(m, "form")
	}
	data, err := json.Marshal(map[string]any{
		"kind": "medication-list", "program": "p", "language": lang, "date": "2025-02-03", "medications": []any{m},
		"allergies_status": "none-known", "side_effects_status": "none-reported",
		"member": map[string]any{"id": "M1", "name": map[string]any{"last": "Sample"}, "birth_date": "1948-07-09", "plan_type": "mapd",
			"address": map[string]any{"lines": []string{"1 EXAMPLE ST"}, "city": "AVON", "state": "CT", "postal_code": "06001"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return letter.Parse(data)
}

func builtIn(t testing.TB) *wording.Catalogue {
	t.Helper()
	c, err := wording.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// printed is what Print says, from the request's texts in the language.
func printed(t testing.TB, s *letter.Steps, w *wording.Language) doc.Inline {
	t.Helper()
	words, unsaid := Print(s, w, func(x *letter.Text) doc.Inline {
		s, ok := x.In(w.Code)
		if !ok {
			t.Fatalf("no text in %s", w.Code)
		}
		return wording.Words(s, page.Request)
	}, room)
	if unsaid != "" {
		t.Fatalf("%s lacks %s", w.Code, unsaid)
	}
	return words
}

func room(n int) doc.Inline { return make(doc.Inline, 0, n) }

// shown is the printed words with ordinary spaces.
func shown(t testing.TB, s *letter.Steps, w *wording.Language) string {
	return strings.ReplaceAll(printed(t, s, w).String(), "\u00a0", " ")
}
