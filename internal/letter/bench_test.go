package letter

import (
	"fmt"
	"strings"
	"testing"
)

// packet is a CMR summary of the usual size: eight medicines, four topics, in
// both languages, about 6 kB.
func packet() []byte {
	var meds, todos []string
	for i := range 8 {
		meds = append(meds, fmt.Sprintf(`{
			"name": "medicine %d", "brand": "Brand %d", "strength": "500 mg", "form": "tablet", "type": "prescription",
			"directions": {"en": "Take 1 tablet by mouth twice a day with food, in the morning and at night", "es": "Tome 1 tableta por la boca dos veces al día con comida, por la mañana y por la noche"},
			"reason": {"en": "high blood pressure", "es": "presión arterial alta"},
			"prescribers": [{"name": "Dr. Sam Ejemplo", "credentials": "MD"}], "started": "2019-03-01"}`, i, i))
	}
	for i := range 4 {
		todos = append(todos, fmt.Sprintf(`{
			"topic": {"en": "Topic %d: checking your blood sugar at home", "es": "Tema %d: medir el azúcar en la sangre en casa"},
			"actions": [{"en": "Check your blood sugar each morning", "es": "Mida el azúcar cada mañana"}, {"en": "Call Dr. Ejemplo if it is over 200", "es": "Llame al Dr. Ejemplo si pasa de 200"}]}`, i, i))
	}
	return []byte(`{` + head + `, "kind": "cmr-summary", "member": ` + memberJSON + `, "review": ` + reviewJSON + `,
		"to_dos": [` + strings.Join(todos, ",") + `],
		"medications": [` + strings.Join(meds, ",") + `],
		"allergies_status": "listed", "allergies": [{"substance": {"en": "penicillin", "es": "penicilina"}, "reaction": {"en": "hives", "es": "ronchas"}}],
		"side_effects_status": "none-reported"}`)
}

func BenchmarkParse(b *testing.B) {
	data := packet()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, faults := Parse(data); len(faults) > 0 {
			b.Fatal(faults)
		}
	}
}

func BenchmarkCanonical(b *testing.B) {
	data := packet()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Canonical(data); err != nil {
			b.Fatal(err)
		}
	}
}
