package wording

import (
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
)

func TestDate(t *testing.T) {
	en, es := formats(t)
	for _, c := range []struct {
		d      letter.Date
		en, es string
	}{
		{letter.Date{Year: 2025, Month: 2, Day: 3}, "February\u00a03, 2025", "3\u00a0de\u00a0febrero de\u00a02025"},
		{letter.Date{Year: 1948, Month: 12, Day: 31}, "December\u00a031, 1948", "31\u00a0de\u00a0diciembre de\u00a01948"},
		{letter.Date{Year: 2024, Month: 2, Day: 29}, "February\u00a029, 2024", "29\u00a0de\u00a0febrero de\u00a02024"},
		{letter.Date{Year: 2025, Month: 1, Day: 1}, "January\u00a01, 2025", "1\u00a0de\u00a0enero de\u00a02025"},
	} {
		if got := en.Date(c.d); got != c.en {
			t.Errorf("%v: got %q, want %q", c.d, got, c.en)
		}
		if got := es.Date(c.d); got != c.es {
			t.Errorf("%v: got %q, want %q", c.d, got, c.es)
		}
	}
}

// In US Spanish numbers are grouped with commas, as in English.
func TestNumbersAndMoney(t *testing.T) {
	en, es := formats(t)
	for n, want := range map[int]string{
		0: "0", 7: "7", 999: "999", 1000: "1,000", 1623: "1,623", 5330: "5,330", 10000: "10,000", 1234567: "1,234,567",
		-3: "-3", -1623: "-1,623",
	} {
		for _, l := range []*Language{en, es} {
			if got := l.Number(n); got != want {
				t.Errorf("%s: got %q, want %q", l.Code, got, want)
			}
			if got := l.Money(n); got != "$"+want {
				t.Errorf("%s: got %q, want %q", l.Code, got, "$"+want)
			}
		}
	}
}

func TestClock(t *testing.T) {
	en, es := formats(t)
	for _, c := range []struct{ in, en, es string }{
		{"08:00", "8\u00a0a.m.", "8\u00a0a.\u00a0m."},
		{"17:00", "5\u00a0p.m.", "5\u00a0p.\u00a0m."},
		{"08:30", "8:30\u00a0a.m.", "8:30\u00a0a.\u00a0m."},
		{"12:00", "noon", "mediodía"},
		{"12:05", "12:05\u00a0p.m.", "12:05\u00a0p.\u00a0m."},
		{"00:00", "12\u00a0a.m.", "12\u00a0a.\u00a0m."},
		{"00:15", "12:15\u00a0a.m.", "12:15\u00a0a.\u00a0m."},
		{"11:59", "11:59\u00a0a.m.", "11:59\u00a0a.\u00a0m."},
		{"23:59", "11:59\u00a0p.m.", "11:59\u00a0p.\u00a0m."},
	} {
		if got := en.Clock(c.in); got != c.en {
			t.Errorf("%s: got %q, want %q", c.in, got, c.en)
		}
		if got := es.Clock(c.in); got != c.es {
			t.Errorf("%s: got %q, want %q", c.in, got, c.es)
		}
	}
}

// A time that no request and no program can have is no reason to go down.
func TestClockOfNonsense(t *testing.T) {
	en, _ := formats(t)
	for _, s := range []string{"", "9", ":", "abc", "99:99"} {
		en.Clock(s)
	}
}

func TestHours(t *testing.T) {
	en, es := formats(t)
	week := letter.Hours{Days: "mon-fri", Open: "08:00", Close: "17:00"}
	saturday := letter.Hours{Days: "sat", Open: "09:30", Close: "12:00"}
	for name, c := range map[string]struct {
		hours  []letter.Hours
		zone   string
		en, es string
	}{
		"none":             {nil, "", "", ""},
		"without a zone":   {[]letter.Hours{week}, "", "Monday to Friday, 8\u00a0a.m. to 5\u00a0p.m.", "de lunes a viernes, de 8\u00a0a.\u00a0m. a 5\u00a0p.\u00a0m."},
		"in a zone":        {[]letter.Hours{week}, "ET", "Monday to Friday, 8\u00a0a.m. to 5\u00a0p.m. Eastern", "de lunes a viernes, de 8\u00a0a.\u00a0m. a 5\u00a0p.\u00a0m., hora del Este"},
		"two":              {[]letter.Hours{week, saturday}, "", "Monday to Friday, 8\u00a0a.m. to 5\u00a0p.m. and Saturday, 9:30\u00a0a.m. to noon", "de lunes a viernes, de 8\u00a0a.\u00a0m. a 5\u00a0p.\u00a0m. y los sábados, de 9:30\u00a0a.\u00a0m. a mediodía"},
		"every day":        {[]letter.Hours{{Days: "mon-sun", Open: "08:00", Close: "20:00"}}, "", "every day, 8\u00a0a.m. to 8\u00a0p.m.", "todos los días, de 8\u00a0a.\u00a0m. a 8\u00a0p.\u00a0m."},
		"every day again":  {[]letter.Hours{{Days: "sun-sat", Open: "08:00", Close: "20:00"}}, "", "every day, 8\u00a0a.m. to 8\u00a0p.m.", "todos los días, de 8\u00a0a.\u00a0m. a 8\u00a0p.\u00a0m."},
		"over the weekend": {[]letter.Hours{{Days: "fri-mon", Open: "08:00", Close: "20:00"}}, "", "Friday to Monday, 8\u00a0a.m. to 8\u00a0p.m.", "de viernes a lunes, de 8\u00a0a.\u00a0m. a 8\u00a0p.\u00a0m."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := en.Hours(c.hours, c.zone); got != c.en {
				t.Errorf("got %q, want %q", got, c.en)
			}
			if got := es.Hours(c.hours, c.zone); got != c.es {
				t.Errorf("got %q, want %q", got, c.es)
			}
		})
	}
}

func items(words ...string) []doc.Inline {
	var out []doc.Inline
	for _, w := range words {
		out = append(out, Words(w, page.Request))
	}
	return out
}

func TestLists(t *testing.T) {
	en, es := formats(t)
	for _, c := range []struct {
		items         []doc.Inline
		en, or, es, o string
	}{
		{nil, "", "", "", ""},
		{items("a"), "a", "a", "a", "a"},
		{items("a", "b"), "a and b", "a or b", "a y b", "a o b"},
		{items("a", "b", "c"), "a, b and c", "a, b or c", "a, b y c", "a, b o c"},
	} {
		for _, x := range []struct{ got, want string }{
			{en.And(c.items).String(), c.en}, {en.Or(c.items).String(), c.or},
			{es.And(c.items).String(), c.es}, {es.Or(c.items).String(), c.o},
		} {
			if x.got != x.want {
				t.Errorf("got %q, want %q", x.got, x.want)
			}
		}
	}
}

func TestSpanishAndBeforeI(t *testing.T) {
	en, es := formats(t)
	for last, link := range map[string]string{
		"insulina": "e", "Irene": "e", "Íñigo": "e", "higos": "e", "hígado": "e", "Hipertensión": "e", "Yvonne": "e", "Ysabel": "e",
		"«insulina»": "e", "¿insulina?": "e",
		"hielo": "y", "hierbas": "y", "hiato": "y", "iones": "y", "Iago": "y", "yeso": "y", "Yolanda": "y", "y": "y",
		"asma": "y", "hemorragia": "y", "": "y", "Élida": "y",
	} {
		if got, want := es.And(items("a", last)).String(), "a "+link+" "+last; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got, want := en.And(items("a", last)).String(), "a and "+last; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSpanishOrBeforeO(t *testing.T) {
	_, es := formats(t)
	for last, link := range map[string]string{
		"osteoporosis": "u", "Óscar": "u", "hospital": "u", "hongos": "u", "8": "u", "80": "u", "888-555-0100": "u", "11": "u", "11 horas": "u", "“otro”": "u",
		"asma": "o", "7": "o", "110": "o", "118": "o", "1-800-555-0100": "o", "huesos": "o", "": "o",
	} {
		if got, want := es.Or(items("a", last)).String(), "a "+link+" "+last; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A list is made of its items' own spans, so that a drug's name stays marked.
func TestListsKeepSpans(t *testing.T) {
	_, es := formats(t)
	drug := doc.Inline{{Text: "insulin", Markup: &doc.Markup{Lang: "en-US"}, Source: page.Request}}
	got := es.And([]doc.Inline{Words("agua", page.Wording), drug})
	want := doc.Inline{{Text: "agua", Source: page.Wording}, {Text: " e ", Source: page.Wording}, drug[0]}
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("got %+v", got)
	}
}
