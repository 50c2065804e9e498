package wording

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
)

// Words returns s as one span from src.
func Words(s string, src page.Source) doc.Inline {
	return doc.Inline{{Text: s, Source: src}}
}

func value(name, s string) Value { return Value{Name: name, Text: Words(s, page.Wording)} }

// calendar is what dates are made of, worked out once.
type calendar struct {
	months [13]string
	number *message.Printer
}

func (l *Language) makeCalendar() calendar {
	var c calendar
	for m := 1; m <= 12; m++ {
		c.months[m] = l.Plain("month." + strconv.Itoa(m))
	}
	c.number = message.NewPrinter(language.Make(l.Tag))
	return c
}

// Date returns a day in full words: "March 6, 2025", "6 de marzo de 2025".
func (l *Language) Date(d letter.Date) string {
	return l.Plain("format.date",
		value("month", l.cached.months[d.Month]), value("day", strconv.Itoa(d.Day)), value("year", strconv.Itoa(d.Year)))
}

// Number returns a count with the language's grouping.
func (l *Language) Number(n int) string {
	if n > -1000 && n < 1000 {
		return strconv.Itoa(n)
	}
	return l.cached.number.Sprintf("%d", n)
}

// Money returns whole dollars.
func (l *Language) Money(dollars int) string { return l.Cents(100 * dollars) }

// Cents returns an amount, without its cents when there are none. Both languages
// write US amounts alike: a comma between thousands, a point before cents.
func (l *Language) Cents(cents int) string {
	amount := l.Number(cents / 100)
	if cents%100 != 0 {
		amount += fmt.Sprintf(".%02d", cents%100)
	}
	return l.Plain("format.money", value("amount", amount))
}

// Clock returns a time of day given as "15:04".
func (l *Language) Clock(hhmm string) string {
	hours, minutes, _ := strings.Cut(hhmm, ":")
	h, _ := strconv.Atoi(hours)
	if h == 12 && minutes == "00" {
		return l.Plain("format.noon")
	}
	id := "format.am"
	if h >= 12 {
		id = "format.pm"
	}
	t := strconv.Itoa((h+11)%12 + 1)
	if minutes != "00" {
		t += ":" + minutes
	}
	return l.Plain(id, value("time", t))
}

// wholeWeek is every span from a day to the day before it.
var wholeWeek = map[string]bool{"mon-sun": true, "tue-mon": true, "wed-tue": true, "thu-wed": true, "fri-thu": true, "sat-fri": true, "sun-sat": true}

// Days returns days of the week, "mon-fri" or "sat", in words.
func (l *Language) Days(days string) string {
	from, to, span := strings.Cut(days, "-")
	if !span {
		return l.Plain("day." + from + ".alone")
	}
	if wholeWeek[days] {
		return l.Plain("format.every_day")
	}
	return l.Plain("format.days", value("from", l.Plain("day."+from)), value("to", l.Plain("day."+to)))
}

// Hours returns opening hours with their time zone, when there is one.
func (l *Language) Hours(hours []letter.Hours, zone string) string {
	spans := make([]doc.Inline, 0, len(hours))
	for _, h := range hours {
		s := l.Plain("format.hours", value("days", l.Days(h.Days)), value("open", l.Clock(h.Open)), value("close", l.Clock(h.Close)))
		spans = append(spans, Words(s, page.Wording))
	}
	words := l.And(spans).String()
	if zone == "" {
		return words
	}
	return l.Plain("format.zone", value("hours", words), value("zone", l.Plain("zone."+zone)))
}
