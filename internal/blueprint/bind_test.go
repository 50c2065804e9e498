package blueprint

import (
	"strings"
	"testing"
)

func TestBind(t *testing.T) {
	for in, want := range map[string]string{
		"":                                     "",
		"plain words":                          "plain words",
		"Take 1 tablet every 8 hours.":         "Take 1~tablet every 8~hours.",
		"media tableta (20 mg) al día":         "media tableta (20~mg) al día",
		"1,000 mg, 1/2 tableta, 4-6 horas":     "1,000~mg, 1/2~tableta, 4-6~horas",
		"Ask Dr. Example about type 2":         "Ask Dr.~Example about type~2",
		"la Dra. Modelo, diabetes tipo 2":      "la Dra.~Modelo, diabetes tipo~2",
		"On May 3, 2025 you called":            "On May 3, 2025~you called",
		"from 2024, 2025 on":                   "from 2024, 2025~on",
		"Type 2 diabetes":                      "Type~2 diabetes",
		"type 2 diabetes, 2 Dr. Example":       "type~2 diabetes, 2~Dr. Example",
		"el 1 de septiembre":                   "el 1~de septiembre",
		"ends in 5":                            "ends in 5",
		"two  spaces 5  mg":                    "two  spaces 5  mg",
		"type of pill":                         "type of pill",
		"COVID-19 shot, B12 pills, 500mg pill": "COVID-19 shot, B12 pills, 500mg pill",
	} {
		if got := strings.ReplaceAll(bind(in), nbsp, "~"); got != want {
			t.Errorf("bind(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBindsInAnyCase(t *testing.T) {
	for in, want := range map[string]string{
		"DRA. MODELO":           "DRA.~MODELO",
		"VITAMINA 3":            "VITAMINA~3",
		"Srta. Muestra":         "Srta.~Muestra",
		"multivitamina 3":       "multivitamina 3", // longer than any word that binds
		"(¿5 mg? ¡2 al día! 5.": "(¿5~mg? ¡2~al día! 5.",
		"3-in-1 pill":           "3-in-1 pill",
	} {
		if got := strings.ReplaceAll(bind(in), nbsp, "~"); got != want {
			t.Errorf("bind(%q) = %q, want %q", in, got, want)
		}
	}
}
