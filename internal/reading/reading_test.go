package reading

import (
	"math"
	"testing"

	"letterpress/internal/letter"
)

// Syllables as a person counts them.
var counted = map[letter.Lang]map[string]int{
	letter.English: {
		"a": 1, "the": 1, "you": 1, "your": 1, "they": 1, "take": 1, "takes": 1, "use": 1, "used": 1, "unused": 2, "table": 2, "tablet": 2, "bottle": 2, "bottles": 2,
		"medicine": 3, "medicines": 3, "medication": 4, "therapy": 3, "management": 3, "program": 2, "review": 2, "comprehensive": 4, "targeted": 3, "pharmacist": 3,
		"pharmacy": 3, "doctor": 2, "doctors": 2, "prescription": 3, "enrolled": 2, "needed": 2, "changes": 2, "change": 1, "something": 2, "someone": 2, "safely": 2,
		"only": 2, "family": 3, "every": 2, "hospital": 3, "emergency": 4, "people": 2, "care": 1, "cared": 1, "questions": 2, "quality": 3, "qualify": 3, "member": 2,
		"interpreter": 4, "language": 2, "large": 1, "braille": 1, "coverage": 3, "decide": 2, "decided": 3, "disposal": 3, "controlled": 2, "toilet": 2, "flush": 1,
		"administration": 5, "vitamins": 3, "minerals": 3, "herbal": 2, "products": 2, "blood": 1, "pressure": 2, "cholesterol": 4, "diabetes": 4, "serious": 3,
		"being": 2, "trying": 2, "science": 2, "usually": 4, "january": 4, "radio": 3, "special": 2, "social": 2, "region": 2, "fly": 1, "boxes": 2, "washes": 2, "uses": 2,
		"helpful": 2, "careless": 2, "payment": 2, "handled": 2, "guard": 1, "member's": 2,
	},
	letter.Spanish: {
		"a": 1, "el": 1, "usted": 2, "su": 1, "y": 1, "hoy": 1, "muy": 1, "tome": 2, "tableta": 3, "medicamento": 5, "medicamentos": 5, "revisión": 3, "completa": 3,
		"farmacia": 3, "farmacéutico": 5, "día": 2, "días": 2, "médico": 3, "receta": 3, "cuidar": 2, "cuidado": 3, "ciudad": 2, "agua": 2, "guitarra": 3, "quien": 1, "que": 1,
		"pregunta": 3, "preguntas": 3, "segura": 3, "pague": 2, "vergüenza": 3, "país": 2, "oído": 3, "leer": 2, "cooperar": 4, "teléfono": 4, "estación": 3, "policía": 4,
		"insuficiencia": 5, "cardíaca": 4, "presión": 2, "arterial": 3, "diabetes": 3, "salud": 2, "hierbas": 2, "huesos": 2, "cualquier": 2, "adquirir": 3, "oportunidad": 5,
		"reunir": 2, "viuda": 2, "ruido": 2, "aún": 2, "baúl": 2, "hacia": 2, "hacía": 3, "averiguar": 4, "recomendadas": 5, "lista": 2, "tareas": 3, "inyección": 3, "ley": 1,
		"leyes": 2, "yo": 1, "inodoro": 4, "frascos": 2, "miércoles": 3, "siguiente": 3, "triunfo": 2, "buey": 1,
	},
}

func TestSyllables(t *testing.T) {
	for lang, words := range counted {
		for w, want := range words {
			if got := Syllables(lang, w); got != want {
				t.Errorf("%s %s: %d, want %d", lang, w, got, want)
			}
		}
	}
	for _, w := range []string{"", "-", "…"} {
		if got := Syllables(letter.English, w); got != 0 {
			t.Errorf("%q: %d", w, got)
		}
	}
}

// Texts counted by hand.
func TestMeasure(t *testing.T) {
	for _, c := range []struct {
		lang letter.Lang
		text string
		want Count
	}{
		{"en", "", Count{}},
		{"en", "Take it. Then rest.", Count{4, 2, 4, 2}},
		{"en", "Call Dr. Sample at 1-800-555-0100 now!", Count{5, 1, 6, 5}},
		{"en", "We call at 5 p.m. on Monday. You need not wait.", Count{10, 2, 12, 6}},
		{"en", "Ask: what, when and how?\nThen write it down", Count{9, 2, 9, 5}},
		{"en", "Go to www.hhs.gov (TTY 711).", Count{3, 1, 5, 3}},
		{"en", "A **take-back** site is best. “Good.” It is.", Count{9, 3, 9, 6}},
		{"en", "It is Part D. John Q. Sample says so.", Count{9, 2, 10, 5}},
		{"es", "Tome la tableta. ¿Tiene preguntas? Llámenos.", Count{6, 3, 14, 3}},
		{"es", "Hable con la Dra. Modelo el 3 de mayo.", Count{8, 1, 12, 8}},
	} {
		if got := Measure(c.lang, c.text); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.text, got, c.want)
		}
	}
}

func TestGrade(t *testing.T) {
	for _, c := range []struct {
		lang  letter.Lang
		count Count
		want  float64
	}{
		{"en", Count{Words: 100, Sentences: 10, Syllables: 140}, 0.39*10 + 11.8*1.4 - 15.59},
		{"es", Count{Words: 100, Sentences: 10, Syllables: 200}, 6 + (70-(206.84-120-10.2))/10},
	} {
		if got, ok := c.count.Grade(c.lang); !ok || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.lang, got, c.want)
		}
	}
	if _, ok := (Count{}).Grade("en"); ok {
		t.Error("nothing has no grade")
	}
	if _, ok := (Count{Words: 1, Sentences: 1, Syllables: 1}).Grade("pt"); ok {
		t.Error("a language without a formula has no grade")
	}
	if got := (Count{1, 1, 2, 1}).Plus(Count{3, 2, 4, 2}); got != (Count{4, 3, 6, 2}) {
		t.Errorf("%+v", got)
	}
}
