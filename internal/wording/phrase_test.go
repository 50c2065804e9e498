package wording

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/letter"
	"letterpress/internal/page"
)

// phrased is a layer with phrases in English and Spanish, a line each.
func phrased(en, es string) fstest.MapFS {
	return files(map[string]string{
		"en/p.yaml": "language: en\ntag: en-US\nphrases:\n" + indented(en),
		"es/p.yaml": "language: es\ntag: es-US\nphrases:\n" + indented(es),
	})
}

// What a phrase must be by itself is told when it is read.
func TestBadPhrases(t *testing.T) {
	for name, c := range map[string]struct {
		en   string
		want []string
	}{
		"sound":           {"reason.pain: Pain\naction.eat: {values: {drug: drug, bp: measure mmHg}, text: '{{.drug}} {{.bp}}'}", nil},
		"no use":          {"pain: Pain", []string{`locales/en/p.yaml:4:3: error: "pain" is no id of a phrase`}},
		"unknown use":     {"cause.pain: Pain", []string{`locales/en/p.yaml:4:3: error: "cause.pain" is no id of a phrase`}},
		"capitals":        {"reason.Pain: Pain", []string{`locales/en/p.yaml:4:3: error: "reason.Pain" is no id of a phrase`}},
		"empty":           {"reason.pain: ''", []string{`locales/en/p.yaml:4:3: error: phrase "reason.pain" has no text`}},
		"unknown key":     {"reason.pain: {text: Pain, use: reason}", []string{`locales/en/p.yaml:4:29: error: unknown key "use"`}},
		"unknown type":    {"reason.pain: {values: {a: word}, text: '{{.a}}'}", []string{`locales/en/p.yaml:4:3: error: phrase "reason.pain" prints {{.a}} and does not declare its type`, `locales/en/p.yaml:4:29: error: a value is declared as name: type`}},
		"unknown unit":    {"reason.pain: {values: {a: measure furlong}, text: '{{.a}}'}", []string{`locales/en/p.yaml:4:29: error: "furlong" is no unit`}},
		"unit of no use":  {"reason.pain: {values: {a: drug mg}, text: '{{.a}}'}", []string{`locales/en/p.yaml:4:29: error: "mg" is no unit`}},
		"not declared":    {"reason.pain: 'Pain {{.a}}'", []string{`locales/en/p.yaml:4:3: error: phrase "reason.pain" prints {{.a}} and does not declare its type`}},
		"not printed":     {"reason.pain: {values: {a: drug}, text: Pain}", []string{`locales/en/p.yaml:4:3: error: phrase "reason.pain" declares the value a and its form other does not print it`}},
		"once is enough":  {"reason.pain: {values: {n: count}, one: once, other: '{{.n}} times'}", nil},
		"a form lacks it": {"reason.pain: {values: {n: count, d: drug}, one: once, other: '{{.n}} {{.d}}'}", []string{`locales/en/p.yaml:4:3: error: phrase "reason.pain" declares the value d and its form one does not print it`}},
		"two counts":      {"reason.pain: {values: {n: count, m: count}, one: '{{.n}} {{.m}}', other: '{{.n}} {{.m}}'}", []string{`locales/en/p.yaml:4:3: error: phrase "reason.pain" counts two things`}},
		"no count":        {"reason.pain: {values: {d: drug}, one: '{{.d}}', other: '{{.d}}'}", []string{`locales/en/p.yaml:4:3: error: phrase "reason.pain" has plural forms and counts nothing`}},
		"markup":          {"reason.pain: 'Pain }}'", []string{`locales/en/p.yaml:4:3: error: message "reason.pain": }} without {{`}},
	} {
		t.Run(name, func(t *testing.T) {
			c2, _ := load(phrased(c.en, "reason.x: x"))
			expect(t, c2.found, c.want...)
		})
	}
}

func TestCheckPhrases(t *testing.T) {
	for name, c := range map[string]struct {
		en, es string
		want   []string
	}{
		"sound":           {"reason.a: x", "reason.a: y", nil},
		"missing":         {"reason.a: x\nreason.b: x", "reason.a: y", []string{`locales/en/p.yaml:5:3: error: phrase "reason.b" has no words in language es`}},
		"in Spanish only": {"reason.a: x", "reason.a: y\nreason.b: y", []string{`locales/es/p.yaml:5:3: error: phrase "reason.b" has no words in language en`}},
		"another type":    {"reason.a: {values: {v: drug}, text: '{{.v}}'}", "reason.a: {values: {v: person}, text: '{{.v}}'}", []string{`locales/es/p.yaml:4:3: error: phrase "reason.a" declares {v: person} in language es and {v: drug} elsewhere`}},
		"another unit":    {"reason.a: {values: {v: measure mg}, text: '{{.v}}'}", "reason.a: {values: {v: measure g}, text: '{{.v}}'}", []string{`locales/es/p.yaml:4:3: error: phrase "reason.a" declares {v: measure g} in language es and {v: measure mg} elsewhere`}},
		"no form many": {"reason.a: {values: {n: count}, one: x, other: '{{.n}}'}", "reason.a: {values: {n: count}, one: x, other: '{{.n}}'}",
			[]string{`locales/es/p.yaml:4:3: error: phrase "reason.a" lacks the plural form many`}},
		"emoji": {"reason.a: x", "reason.a: y \U0001F600", []string{`locales/es/p.yaml:4:3: error: phrase "reason.a" has the character U+1F600, which the fonts lack`}},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, loaded(t, phrased(c.en, c.es)).Check(face.Covers, nil), c.want...)
		})
	}
}

// A pack replaces a phrase as a whole and adds others; the sum tells.
func TestPackOfPhrases(t *testing.T) {
	base := phrased("reason.a: x\nreason.b: x", "reason.a: y\nreason.b: y")
	pack := phrased("reason.a: {values: {d: drug}, text: 'now {{.d}}'}\nreason.c: new", "reason.a: {values: {d: drug}, text: 'ahora {{.d}}'}\nreason.c: nuevo")
	before, after := loaded(t, base), loaded(t, base, pack)
	expect(t, after.Check(nil, nil))
	if ids := after.PhraseIDs(); !slices.Equal(ids, []string{"reason.a", "reason.b", "reason.c"}) {
		t.Errorf("ids %v", ids)
	}
	if p := after.Language(letter.English).Phrase("reason.a"); p.Text(after.Language(letter.English), 0).Raw != "now {{.d}}" || len(p.Slots) != 1 {
		t.Errorf("not replaced: %+v", p)
	}
	if before.Sum() == after.Sum() {
		t.Error("the same sum with other phrases")
	}
	twice := phrased("reason.a: x\nreason.b: x", "reason.a: y\nreason.b: y")
	twice["en/q.yaml"] = &fstest.MapFile{Data: []byte("language: en\nphrases:\n  reason.a: again\n")}
	c, _ := load(twice)
	expect(t, c.found, `locales/en/q.yaml:3:3: error: phrase "reason.a" stands already in locales/en/p.yaml:4`)
}

// The type of a value is in the sum too: it decides how the value is printed.
func TestSumOfDeclarations(t *testing.T) {
	of := func(kind string) string {
		s := "reason.a: {values: {v: " + kind + "}, text: '{{.v}}'}"
		return loaded(t, phrased(s, s)).Sum()
	}
	if of("drug") == of("phone") {
		t.Error("a drug and a phone number give one sum")
	}
}

func TestContract(t *testing.T) {
	c := loaded(t, files(map[string]string{"es.yaml": "language: es\ntag: es-US\ncontractions: {a el: al, de el: del}\n"}))
	l := c.Language(letter.Spanish)
	wording := func(s string) doc.Span { return doc.Span{Text: s, Source: page.Wording} }
	for name, x := range map[string]struct {
		spans doc.Inline
		want  string
	}{
		"al":                {doc.Inline{wording("Llame a "), wording("el Dr. "), wording("X")}, "Llame |al Dr. |X"},
		"del":               {doc.Inline{wording("cerca de "), wording("el mar")}, "cerca |del mar"},
		"alone":             {doc.Inline{wording("a "), wording("el mar")}, "|al mar"},
		"la stays":          {doc.Inline{wording("Llame a "), wording("la Dra. ")}, "Llame a |la Dra. "},
		"the end of a word": {doc.Inline{wording("Llama "), wording("el Dr. ")}, "Llama |el Dr. "},
		"elena":             {doc.Inline{wording("a "), wording("elena")}, "a |elena"},
		"a value":           {doc.Inline{wording("a "), {Text: "el Dr. ", Source: page.Request}}, "a |el Dr. "},
	} {
		t.Run(name, func(t *testing.T) {
			l.Contract(x.spans)
			var texts []string
			for _, s := range x.spans {
				texts = append(texts, s.Text)
			}
			if got := strings.Join(texts, "|"); got != x.want {
				t.Errorf("got %q, want %q", got, x.want)
			}
		})
	}
	_, err := load(files(map[string]string{"es.yaml": "language: es\ntag: es-US\ncontractions: {al: al}\n"}))
	if err == nil {
		t.Error("a contraction of one word is taken")
	}
}

func TestNearPhrases(t *testing.T) {
	en := "action.ask-dose: x\naction.ask-stop: x\naction.pill-box: x\nother.pill-box: x\nreason.high-blood-pressure: x\ntopic.blood-pressure: x\ntopic.low-blood-sugar: x"
	l := loaded(t, phrased(en, en)).Language(letter.English)
	for name, c := range map[string]struct {
		id   string
		use  letter.Use
		want string
	}{
		"misspelt":                  {"action.ask-dosse", letter.UseAction, "action.ask-dose action.ask-stop"},
		"a word in common":          {"topic.sugar", letter.UseTopic, "topic.low-blood-sugar"},
		"without its use":           {"pill-box", letter.UseOther, "other.pill-box action.pill-box"},
		"of another use":            {"action.pill-box", letter.UseOther, "other.pill-box"},
		"words in another order":    {"topic.pressure-of-blood", letter.UseTopic, "topic.blood-pressure topic.low-blood-sugar reason.high-blood-pressure"},
		"no more than a few":        {"action.blood-pressure-box-sugar-pill", letter.UseAction, "action.pill-box other.pill-box reason.high-blood-pressure topic.blood-pressure"},
		"nothing like it":           {"action.zzzzzzzzzzzzzzzzzzz", letter.UseAction, ""},
		"a use where none fits yet": {"reason.sugar", letter.UseDevice, "topic.low-blood-sugar"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(l.NearPhrases(c.id, c.use), " "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
