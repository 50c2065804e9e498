package wording

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/doc"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/page"
)

// The words of these tests are their own, so that nobody who betters a letter
// has to mend them.

const enFormats = `
language: en
tag: en-US
abbreviations: {MTM: Medication Therapy Management, TTY: teletypewriter}
messages:
  month.1: January
  month.2: February
  month.12: December
  day.mon: Monday
  day.fri: Friday
  day.sun: Sunday
  day.sat.alone: Saturday
  format.date: "{{.month}}~{{.day}}, {{.year}}"
  format.money: "${{.amount}}"
  format.am: "{{.time}}~a.m."
  format.pm: "{{.time}}~p.m."
  format.noon: noon
  format.days: "{{.from}} to {{.to}}"
  format.every_day: every day
  format.hours: "{{.days}}, {{.open}} to {{.close}}"
  format.zone: "{{.hours}} {{.zone}}"
  zone.ET: Eastern
  list.comma: ", "
  list.semicolon: "; "
  list.and: "{{.list}} and {{.last}}"
  list.or: "{{.list}} or {{.last}}"
`

const esFormats = `
language: es
tag: es-US
abbreviations: {MTM: manejo de terapias, TTY: teletipo}
messages:
  month.1: enero
  month.2: febrero
  month.12: diciembre
  day.mon: lunes
  day.fri: viernes
  day.sun: domingo
  day.sat.alone: los sábados
  format.date: "{{.day}}~de~{{.month}} de~{{.year}}"
  format.money: "${{.amount}}"
  format.am: "{{.time}}~a.~m."
  format.pm: "{{.time}}~p.~m."
  format.noon: mediodía
  format.days: "de {{.from}} a {{.to}}"
  format.every_day: todos los días
  format.hours: "{{.days}}, de {{.open}} a {{.close}}"
  format.zone: "{{.hours}}, {{.zone}}"
  zone.ET: hora del Este
  list.comma: ", "
  list.semicolon: "; "
  list.and: "{{.list}} y {{.last}}"
  list.and.soft: "{{.list}} e {{.last}}"
  list.or: "{{.list}} o {{.last}}"
  list.or.soft: "{{.list}} u {{.last}}"
`

// files is a layer; the names of its files end in .yaml.
func files(named map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range named {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// both is a layer with messages in English and Spanish, a line each.
func both(en, es string) fstest.MapFS {
	return files(map[string]string{
		"en/a.yaml": "language: en\ntag: en-US\nmessages:\n" + indented(en),
		"es/a.yaml": "language: es\ntag: es-US\nmessages:\n" + indented(es),
	})
}

func indented(lines string) string {
	return "  " + strings.ReplaceAll(strings.TrimSpace(lines), "\n", "\n  ") + "\n"
}

func loaded(t testing.TB, layers ...fstest.MapFS) *Catalogue {
	t.Helper()
	c, err := load(layers...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func load(layers ...fstest.MapFS) (*Catalogue, error) {
	list := make([]fs.FS, len(layers))
	for i, l := range layers {
		list[i] = l
	}
	return Load(list...)
}

// formats are the two languages with what dates, hours and lists are made of.
func formats(t testing.TB) (en, es *Language) {
	t.Helper()
	c := loaded(t, files(map[string]string{"en.yaml": enFormats, "es.yaml": esFormats}))
	return c.Language(letter.English), c.Language(letter.Spanish)
}

// found returns findings a line each, without source lines and hints.
func found(d fault.Diagnostics) []string {
	out := []string{}
	for _, x := range d {
		out = append(out, x.Error())
	}
	return out
}

func expect(t *testing.T, d fault.Diagnostics, want ...string) {
	t.Helper()
	if got := found(d); !slices.Equal(got, append([]string{}, want...)) {
		t.Errorf("findings\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func given(name, s string) Value { return Value{name, Words(s, page.Request)} }

// spans writes words with their attributes: *strong*, [short=long].
func spans(l doc.Inline) string {
	var b strings.Builder
	for _, s := range l {
		text := strings.ReplaceAll(s.Text, "\u00a0", "~")
		if s.Markup != nil {
			text = "[" + text + "=" + s.Markup.Expand + "]"
		}
		if s.Strong {
			text = "*" + text + "*"
		}
		b.WriteString(text)
	}
	return b.String()
}
