package directions

import "strings"

// family is messages with a beginning of their ids in common, and the values
// that they are given, sorted.
type family struct{ prefix, ends, values string }

const (
	bothGivers = ".self .given"
	weekdays   = "monday tuesday wednesday thursday friday saturday sunday"
	timeUnits  = "hour day week month"
)

// families are all messages that this package prints.
var families = []family{
	{"unit.", "tablet capsule ml drop puff spray patch unit gram mg lozenge suppository packet applicator", ""},
	{"unit.tablet.", "part mixed", ""}, {"unit.patch.", "part mixed", ""}, {"unit.suppository.", "part mixed", ""},
	{"unit.packet.", "part mixed", ""}, {"unit.applicator.", "part mixed", ""},
	{"steps.", "half quarter three-quarters", "part"},
	{"steps.", "amount and-half and-quarter and-three-quarters", "count noun"},
	{"steps.", "range", "high low noun"}, {"steps.", "range-parts", "high low"}, {"steps.", "equals", "amount equals"},
	{"steps.take", bothGivers, "dose"}, {"steps.chew", bothGivers, "dose"}, {"steps.dissolve", bothGivers, "dose"},
	{"steps.mix", bothGivers, "dose"}, {"steps.inject", bothGivers, "dose"}, {"steps.puff", bothGivers, "dose"},
	{"steps.inhale", bothGivers, "dose"}, {"steps.spray", bothGivers, "dose"}, {"steps.apply", bothGivers, "dose"},
	{"steps.put", bothGivers, "dose"}, {"steps.insert", bothGivers, "dose"}, {"steps.use", bothGivers, "dose"},
	{"steps.apply.it", bothGivers, ""}, {"steps.put.it", bothGivers, ""}, {"steps.insert.it", bothGivers, ""}, {"steps.use.it", bothGivers, ""},
	{"steps.where.", "mouth in-mouth under-tongue nose through-nose through-nostril nostril left-eye right-eye both-eyes left-ear " +
		"right-ear both-ears skin affected-area affected-mouth under-skin muscle vein rectal vaginal", ""},
	{"steps.where.", "with", "device"},
	{"steps.day.", "once twice other", ""}, {"steps.day.", "times", "count"},
	{"steps.week.", "once twice", ""}, {"steps.week.", "times", "count"},
	{"steps.every.", timeUnits, "count"}, {"steps.between.", timeUnits, "high low"},
	{"steps.days.", "only on", "days"}, {"steps.days.", "a", "day"}, {"steps.days.", weekdays, ""},
	{"steps.at.", "morning noon evening bedtime", ""},
	{"steps.relation.", "with-food with-water empty-stomach empty-stomach.breakfast before-breakfast after-breakfast before-lunch " +
		"after-lunch before-dinner after-dinner before-meals after-meals", ""},
	{"steps.time.", timeUnits, "count"}, {"steps.", "for", "time"}, {"steps.need", bothGivers, "for"},
	{"steps.most.take", bothGivers, "amount time"}, {"steps.most.puff", bothGivers, "amount time"},
	{"steps.most.inject", bothGivers, "amount time"}, {"steps.most.use", bothGivers, "amount time"},
	{"steps.not-daily.take", bothGivers, ""}, {"steps.not-daily.use", bothGivers, ""}, {"steps.not-daily.patch", bothGivers, ""},
	{"steps.whole", bothGivers, ""}, {"steps.melt", bothGivers, ""}, {"steps.drink", bothGivers, ""},
	{"steps.inhale-inside", bothGivers, ""}, {"steps.old-patch", bothGivers, ""}, {"steps.wear", bothGivers, "time"},
	{"steps.link.", "then next other-days", "before step"}, {"steps.link.", "also", "step"},
	{"steps.stop.take", bothGivers, "before"}, {"steps.stop.use", bothGivers, "before"},
	{"steps.set.pump", bothGivers, ""}, {"steps.set.sliding-scale", bothGivers, ""}, {"steps.set.clinic", bothGivers, ""},
	{"steps.", "device", "device"}, {"steps.by.", "caregiver staff", ""},
	{"steps.join.", "next days at list relation for need", "before clause"}, {"steps.join.", "sentence", "before sentence"},
	{"steps.", "sentence", "words"},
}

// Messages returns the ids of the messages that directions are made of, each
// with the values that it is given.
func Messages() map[string]string {
	all := map[string]string{}
	for _, f := range families {
		for _, end := range strings.Fields(f.ends) {
			all[f.prefix+end] = f.values
		}
	}
	return all
}
