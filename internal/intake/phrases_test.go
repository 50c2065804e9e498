package intake

import (
	"strings"
	"testing"

	"letterpress/internal/letter"
)

// said is a phrase with values, each "name=text" or "name.part=text".
func said(id string, values ...string) letter.Text {
	p := &letter.Phrase{ID: id}
	for _, s := range values {
		name, text, _ := strings.Cut(s, "=")
		name, part, object := strings.Cut(name, ".")
		v := p.Value(name)
		if v == nil {
			p.Values = append(p.Values, letter.PhraseValue{Name: name})
			v = &p.Values[len(p.Values)-1]
		}
		if object {
			v.Parts = append(v.Parts, letter.PhrasePart{Name: part, Text: text})
			continue
		}
		v.Text = text
	}
	return letter.Text{Phrase: p}
}

// What a phrase must be, as an action of the first to-do.
func TestPhrases(t *testing.T) {
	const at = "/to_dos/0/actions/0"
	d := open(t).desk()
	for name, c := range map[string]struct {
		text letter.Text
		want []string
	}{
		"without values":         {said("action.pill-box"), nil},
		"a drug":                 {said("action.with-food", "drug=metformin"), nil},
		"a name":                 {said("action.ask-dose", "drug=metformin", "doctor=Ana Modelo"), nil},
		"a title and a name":     {said("action.ask-dose", "drug=metformin", "doctor.title=dra", "doctor.name=Modelo"), nil},
		"a count":                {said("action.refill-on-time", "drug=metformin", "days=7"), nil},
		"a date":                 {said("action.visit", "doctor=Ana Modelo", "date=2026-04-01"), nil},
		"a phone number":         {said("action.questions", "phone=860-555-0103"), nil},
		"a pair":                 {said("action.call-low-blood-pressure", "doctor=Ana Modelo", "level.value=90/60", "level.unit=mmHg"), nil},
		"the upper number alone": {said("action.call-low-blood-pressure", "doctor=Ana Modelo", "level.value=90", "level.unit=mmHg"), nil},

		"unknown":             {said("action.pil-box"), []string{at + "/phrase unknown-phrase"}},
		"of another use":      {said("topic.eye-exam"), []string{at + "/phrase phrase-use"}},
		"no value":            {said("action.with-food"), []string{at + "/values/drug required"}},
		"a value too many":    {said("action.pill-box", "drug=metformin"), []string{at + "/values/drug unknown-value"}},
		"a misspelt value":    {said("action.with-food", "drgu=metformin"), []string{at + "/values/drgu unknown-value", at + "/values/drug required"}},
		"an object as a drug": {said("action.with-food", "drug.name=metformin"), []string{at + "/values/drug type"}},
		"a drug of digits":    {said("action.with-food", "drug=500"), []string{at + "/values/drug format"}},
		"a drug as sentence":  {said("action.with-food", "drug=metformin. Stop it: now!"), []string{at + "/values/drug format"}},
		"a drug too long":     {said("action.with-food", "drug="+strings.Repeat("x", 121)), []string{at + "/values/drug format"}},
		"a doctor's title":    {said("action.ask-statin", "doctor=Dr. Ejemplo"), []string{at + "/values/doctor format"}},
		"a Spanish title":     {said("action.ask-statin", "doctor=la dra. Modelo"), []string{at + "/values/doctor format"}},
		"a title glued on":    {said("action.ask-statin", "doctor=Dr.Ejemplo"), []string{at + "/values/doctor format"}},
		"credentials":         {said("action.ask-statin", "doctor=Ana Modelo MD"), []string{at + "/values/doctor format"}},
		"a title within":      {said("action.ask-statin", "doctor.title=dr", "doctor.name=Dr. Ejemplo"), []string{at + "/values/doctor/name format"}},
		"another title":       {said("action.ask-statin", "doctor.title=rev", "doctor.name=Ejemplo"), []string{at + "/values/doctor/title enum"}},
		"a title alone":       {said("action.ask-statin", "doctor.title=dr"), []string{at + "/values/doctor/name required"}},
		"more than a name":    {said("action.ask-statin", "doctor.title=dr", "doctor.name=Ejemplo", "doctor.npi=x"), []string{at + "/values/doctor/npi unknown-member"}},
		"no count":            {said("action.refill-on-time", "drug=metformin", "days=a few"), []string{at + "/values/days format"}},
		"a count of nothing":  {said("action.refill-on-time", "drug=metformin", "days=0"), []string{at + "/values/days format"}},
		"half a day":          {said("action.refill-on-time", "drug=metformin", "days=0.5"), []string{at + "/values/days format"}},
		"no day":              {said("action.visit", "doctor=Ana Modelo", "date=2026-02-30"), []string{at + "/values/date date"}},
		"a written day":       {said("action.visit", "doctor=Ana Modelo", "date=April 1"), []string{at + "/values/date date"}},
		"no phone number":     {said("action.questions", "phone=555-0103"), []string{at + "/values/phone format"}},
		"a measure as string": {said("action.call-low-blood-pressure", "doctor=Ana Modelo", "level=90/60 mmHg"), []string{at + "/values/level type"}},
		"no unit":             {said("action.call-low-blood-pressure", "doctor=Ana Modelo", "level.value=90/60"), []string{at + "/values/level/unit required"}},
		"another unit":        {said("action.call-low-blood-pressure", "doctor=Ana Modelo", "level.value=90", "level.unit=mg/dL"), []string{at + "/values/level/unit enum"}},
		"no pressure":         {said("action.call-low-blood-pressure", "doctor=Ana Modelo", "level.value=90/60/1", "level.unit=mmHg"), []string{at + "/values/level/value format"}},
		"a pressure of four":  {said("action.call-low-blood-pressure", "doctor=Ana Modelo", "level.value=1300/80", "level.unit=mmHg"), []string{at + "/values/level/value format"}},
		"a zero behind":       {said("topic.a1c", "level.value=7.0", "level.unit=%", "date=2026-01-09"), []string{at + "/phrase phrase-use", at + "/values/level/value format"}},
		"all at once": {said("topic.a1c", "level.value=x", "level.unit=mmol", "day=2026-01-09"), []string{at + "/phrase phrase-use",
			at + "/values/level/unit enum", at + "/values/day unknown-value", at + "/values/date required"}},
		"no glyph":           {said("action.with-food", "drug=met\U0001F600formin"), []string{at + "/values/drug glyph"}},
		"no glyph in a part": {said("action.ask-statin", "doctor.title=dr", "doctor.name=Ej\U0001F600"), []string{at + "/values/doctor/name glyph"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := d.Judge(request(t, "summary.json", func(l *letter.Letter) { l.ToDos[0].Actions[0] = c.text }))
			same(t, "faults", faults, c.want...)
		})
	}
}

// A phrase is looked at wherever a text may stand, and fits its own place alone.
func TestPhraseOfEachUse(t *testing.T) {
	d := open(t).desk()
	text := func(id string) *letter.Text { x := said(id); return &x }
	phrase := map[letter.Use]string{letter.UseTopic: "topic.eye-exam", letter.UseAction: "action.weigh", letter.UseReason: "reason.pain",
		letter.UseDirections: "directions.as-labeled", letter.UseStopped: "stopped.cost", letter.UseSubstance: "substance.latex",
		letter.UseReaction: "reaction.hives", letter.UseOther: "other.pacemaker", letter.UseUnable: "unable.illness"}
	for place, put := range map[letter.Use]func(*letter.Letter, string){
		letter.UseTopic:      func(l *letter.Letter, id string) { l.ToDos[0].Topic = *text(id) },
		letter.UseAction:     func(l *letter.Letter, id string) { l.ToDos[0].Actions[0] = *text(id) },
		letter.UseReason:     func(l *letter.Letter, id string) { l.Medications[0].Reason = text(id) },
		letter.UseDirections: func(l *letter.Letter, id string) { l.Medications[0].Directions.Words = text(id) },
		letter.UseStopped:    func(l *letter.Letter, id string) { l.Medications[0].StoppedReason = text(id) },
		letter.UseSubstance: func(l *letter.Letter, id string) {
			l.SideEffectsStatus, l.SideEffects = letter.Listed, []letter.Reaction{{Substance: *text(id)}}
		},
		letter.UseReaction: func(l *letter.Letter, id string) {
			l.AllergiesStatus, l.Allergies = letter.Listed, []letter.Reaction{{Substance: said("substance.eggs"), Reaction: text(id)}}
		},
		letter.UseOther:  func(l *letter.Letter, id string) { l.OtherInformation = text(id) },
		letter.UseUnable: func(l *letter.Letter, id string) { l.Review.UnableToParticipate = text(id) },
	} {
		for use, id := range phrase {
			_, faults := d.Judge(request(t, "summary.json", func(l *letter.Letter) { put(l, id) }))
			if refused := len(faults) == 1 && faults[0].Code == CodePhraseUse && strings.HasSuffix(faults[0].Pointer, "/phrase"); refused != (use != place) {
				t.Errorf("%s as %s: %v", id, place, faults)
			}
		}
	}
}

// What is near is named from the catalogue; nothing of the request is repeated.
func TestHintsOfPhrases(t *testing.T) {
	d := open(t).desk()
	for name, c := range map[string]struct {
		text letter.Text
		want []string
	}{
		"misspelt":    {said("action.chek-blood-sugr"), []string{"action.check-blood-sugar", "letterpress phrases --use action"}},
		"wrong words": {said("action.sugar-diary"), []string{"action.check-blood-sugar", "action.low-blood-sugar"}},
		"wrong use":   {said("reason.high-blood-pressure"), []string{"a phrase for reason stands where one for action is wanted", "action.check-blood-pressure"}},
		"value":       {said("action.with-food", "drgu=canarymetformin"), []string{"did you mean drug?"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := d.Judge(request(t, "summary.json", func(l *letter.Letter) { l.ToDos[0].Actions[0] = c.text }))
			if len(faults) == 0 {
				t.Fatal("no fault")
			}
			for _, w := range c.want {
				if !strings.Contains(faults[0].Detail, w) {
					t.Errorf("%q does not say %q", faults[0].Detail, w)
				}
			}
			if strings.Contains(faults.Error(), "canary") || strings.Contains(faults[0].Detail, "chek") {
				t.Errorf("repeats the request: %v", faults)
			}
		})
	}
}

// Faults of phrases are told together with those of shape.
func TestPhrasesFurther(t *testing.T) {
	d := open(t).desk()
	l := request(t, "summary.json", func(l *letter.Letter) { l.ToDos[0].Topic = said("topic.nowhere") })
	same(t, "faults", d.Further(l, nil), "/to_dos/0/topic/phrase unknown-phrase")
}
