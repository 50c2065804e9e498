package wording

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// own is the messages that this package prints by itself, with the values that
// it gives each.
var own = makeOwn()

func makeOwn() map[string]string {
	ids := map[string]string{
		"format.date": "day month year", "format.money": "amount", "format.am": "time", "format.pm": "time", "format.noon": "",
		"format.days": "from to", "format.every_day": "", "format.hours": "close days open", "format.zone": "hours zone",
		"list.comma": "", "list.semicolon": "", "list.and": "last list", "list.or": "last list",
	}
	for m := 1; m <= 12; m++ {
		ids[fmt.Sprintf("month.%d", m)] = ""
	}
	for _, d := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		ids["day."+d], ids["day."+d+".alone"] = "", ""
	}
	return ids
}

// optional are messages that a language has only when its grammar asks for
// them, with their values.
var optional = map[string]string{"list.and.soft": "last list", "list.or.soft": "last list"}

// Own returns the ids of the messages that this package prints by itself, sorted.
func Own() []string { return slices.Sorted(maps.Keys(own)) }

// owned holds the package's own messages to the values that they are given: a
// pack that asks for another would leave a hole in print.
func (b *builder) owned(l *Language) {
	for _, set := range []map[string]string{own, optional} {
		for _, id := range slices.Sorted(maps.Keys(set)) {
			m := l.messages[id]
			if m == nil {
				continue
			}
			if takes, given := strings.Join(m.Vars(), " "), set[id]; takes != given {
				b.reader.Faultf(m.node, "message-values", "message %q takes {%s} and is given {%s}", id, takes, given)
			}
		}
	}
}
