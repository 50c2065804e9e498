package intake

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"letterpress/internal/blueprint"
	"letterpress/internal/letter"
)

const emoji = "\U0001F600"

func TestGlyphs(t *testing.T) {
	d := open(t).desk()
	for name, c := range map[string]struct {
		letter string
		change func(*letter.Letter)
		want   string // pointer
	}{
		"name":               {"welcome.json", func(l *letter.Letter) { l.Member.Name.Display = "Ana " + emoji }, "/member/name/display"},
		"salutation":         {"summary.json", func(l *letter.Letter) { l.Recipient.Name.Salutation = "Estimada " + emoji }, "/recipient/name/salutation"},
		"second street line": {"welcome.json", func(l *letter.Letter) { l.Member.Address.Lines[1] = emoji }, "/member/address/lines/1"},
		"reviewer's line":    {"summary.json", func(l *letter.Letter) { l.Review.By.Contact.Phone = emoji }, "/review/by/contact/phone"},
		"participant":        {"summary.json", func(l *letter.Letter) { l.Review.Participants[1].Name = emoji }, "/review/participants/1/name"},
		"why not":            {"summary.json", func(l *letter.Letter) { l.Review.UnableToParticipate = words("x", "y "+emoji) }, "/review/unable_to_participate/es"},
		"action":             {"summary.json", func(l *letter.Letter) { l.ToDos[0].Actions[0] = *words("x", emoji) }, "/to_dos/0/actions/0/es"},
		"bare text": {"summary.json", func(l *letter.Letter) {
			l.Language = letter.English
			l.ToDos[0].Topic = letter.Text{Bare: true, Words: words("x "+emoji, "").Words}
		}, "/to_dos/0/topic"},
		"prescriber":                {"summary.json", func(l *letter.Letter) { l.Medications[0].Prescribers[0].Credentials = emoji }, "/medications/0/prescribers/0/credentials"},
		"strength":                  {"summary.json", func(l *letter.Letter) { l.Medications[0].Strength = "5 mcg " + emoji }, "/medications/0/strength"},
		"reaction":                  {"summary.json", func(l *letter.Letter) { l.Allergies[0].Reaction = words("x", emoji) }, "/allergies/0/reaction/es"},
		"copy":                      {"summary.json", func(l *letter.Letter) { l.CC = append(l.CC, emoji) }, "/cc/1"},
		"site":                      {"welcome.json", func(l *letter.Letter) { l.Sites[1].Address = emoji }, "/disposal/sites/1/address"},
		"Hebrew":                    {"welcome.json", func(l *letter.Letter) { l.Member.Name.First = "שרה" }, "/member/name/first"},
		"a mark that cannot be set": {"welcome.json", func(l *letter.Letter) { l.Member.Name.First = "Q\u0301" }, "/member/name/first"},
		"a capital that is missing": {"welcome.json", func(l *letter.Letter) { l.Member.Name.First = "\u023f" }, "/member/name/first"},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := d.Judge(request(t, c.letter, c.change))
			same(t, "faults", faults, c.want+" "+CodeGlyph)
		})
	}
}

// The detail names the character and its place among the characters, which is
// what a person needs to find it.
func TestGlyphDetail(t *testing.T) {
	_, faults := open(t).desk().Judge(request(t, "welcome.json", func(l *letter.Letter) { l.Member.Name.First = "Zoë " + emoji + emoji }))
	if len(faults) != 1 || faults[0].Detail != "the fonts have no character U+1F600 (character 5)" {
		t.Errorf("got %v", faults)
	}
}

// Words in another language than the letter's are not printed, and not judged.
func TestGlyphsOfTheOtherLanguage(t *testing.T) {
	_, faults := open(t).desk().Judge(request(t, "summary.json", func(l *letter.Letter) { l.OtherInformation = words(emoji, "nada") }))
	same(t, "faults", faults)
}

// Letters of many alphabets that the fonts do have.
func TestGlyphsThatPrint(t *testing.T) {
	d := open(t).desk()
	for _, name := range []string{"Łukasz Żółć", "İsmail Ağaoğlu", "Nguyễn Thị Mẫn", "Þórður Ægir", "Đorđe Šaćirović", "Ιωάννα Παπαδοπούλου",
		"Юлия Щербакова", "Kaʻiulani", "Straße", "D’Angelo-Núñez", "**Ana** {{.x}} <b>"} {
		if _, faults := d.Judge(request(t, "welcome.json", func(l *letter.Letter) { l.Member.Name.Display = name })); len(faults) > 0 {
			t.Errorf("%q: %v", name, faults)
		}
	}
}

// leaf is a string somewhere in a letter.
type leaf struct {
	path  string
	value reflect.Value
}

// leaves returns every string of v, codes included.
func leaves(v reflect.Value, path string) []leaf {
	var out []leaf
	switch v.Kind() {
	case reflect.String:
		return []leaf{{path, v}}
	case reflect.Pointer:
		if !v.IsNil() {
			out = leaves(v.Elem(), path)
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, leaves(v.Index(i), fmt.Sprintf("%s[%d]", path, i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			out = append(out, leaves(v.Field(i), strings.TrimPrefix(path+"."+v.Type().Field(i).Name, "."))...)
		}
	}
	return out
}

// unprinted is every string of the two letters that may hold anything: this
// release prints it nowhere. Codes among them come from closed lists.
var unprinted = map[string]string{
	"Key":                                 "becomes a UUID",
	"Format":                              "a code; one that is not printed holds the letter",
	"Translation.Source":                  "a code, for the hold",
	"Member.ID":                           "of the record",
	"Member.SNP":                          "a code, for the route",
	"Member.Contract.ID":                  "of the record",
	"Member.Contract.PBP":                 "of the record",
	"Member.Preference.Language":          "a code, for a rule of shape",
	"Member.Preference.Format":            "a code, for a rule of shape",
	"Recipient.Kind":                      "a code",
	"Recipient.Relationship":              "a code",
	"Recipient.Authority":                 "a code",
	"Review.Type":                         "a code",
	"Review.Method":                       "a code",
	"Review.Participants[0].Relationship": "a code",
	"Review.Participants[1].Relationship": "a code",
	"AllergiesStatus":                     "a code, chooses what is printed",
	"SideEffectsStatus":                   "a code, chooses what is printed",
	"Delivery.Channel":                    "a code",
	"Replaces.Letter":                     "of the record",
	"Replaces.Reason":                     "a code",
}

// unprintedEnds are those that any entry of a list has.
var unprintedEnds = map[string]string{
	".Words[0].Text":    "English, in a Spanish letter",
	".RxCUI":            "of the record",
	".NDC":              "of the record",
	".Schedule":         "a code, for prescriber letters",
	".Sensitive[0]":     "a code, for prescriber letters",
	".Type":             "a code",
	".Status":           "a code, chooses what is printed",
	".PrescriberStatus": "a code, chooses what is printed",
}

// unknown are codes that nothing is known by once they are changed: they leave
// no emoji in print, and shape would have refused them before.
var unknown = []string{".Role", "Sources[0]", "Sources[1]", ".Form", ".Zone", ".Days", ".Lang"}

// An emoji in any string of a letter is refused, or that string is printed
// nowhere.
func TestEveryStringIsJudgedOrUnprinted(t *testing.T) {
	c := open(t)
	for _, name := range []string{"welcome.json", "summary.json"} {
		for i := range leaves(reflect.ValueOf(request(t, name, nil)), "") {
			l := request(t, name, nil)
			leaf := leaves(reflect.ValueOf(l), "")[i]
			leaf.value.SetString(leaf.value.String() + emoji)
			c.judgedOrUnprinted(t, name+" "+leaf.path, leaf.path, l)
		}
	}
}

func (c counter) judgedOrUnprinted(t *testing.T, name, path string, l *letter.Letter) {
	t.Helper()
	v, faults := c.desk().Judge(l)
	_, listed := unprinted[path]
	for end := range unprintedEnds {
		listed = listed || strings.HasSuffix(path, end)
	}
	if len(faults) > 0 {
		if listed {
			t.Errorf("%s is said to be printed nowhere, and is refused: %v", name, faults)
		}
		return
	}
	d, err := c.set.Expand(l, "an-id", blueprint.NewView(v.Program, c.words.Language(l.Language)))
	switch {
	case err != nil:
		if !endsIn(path, unknown) {
			t.Errorf("%s is not refused, and cannot be expanded: %v", name, err)
		}
	case strings.Contains(d.Dump(), emoji):
		t.Errorf("%s is not refused, and printed", name)
	case !listed && !endsIn(path, unknown):
		t.Errorf("%s is neither refused nor printed: list it", name)
	}
}

func endsIn(path string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(path, e) {
			return true
		}
	}
	return false
}

// No fault and no warning repeats a value of the request, whatever is in it.
func TestNoValueInDetails(t *testing.T) {
	const canary = "Canary"
	d := open(t).desk()
	for _, name := range []string{"welcome.json", "summary.json"} {
		for _, value := range []string{canary, canary + emoji, emoji + canary} {
			all := request(t, name, nil)
			for i, leaf := range leaves(reflect.ValueOf(all), "") {
				if leaf.path == "Language" {
					continue // a code, and part of pointers
				}
				leaf.value.SetString(value)
				one := request(t, name, nil)
				leaves(reflect.ValueOf(one), "")[i].value.SetString(value)
				quiet(t, d, one, canary)
			}
			quiet(t, d, all, canary)
		}
	}
}

func quiet(t *testing.T, d *Desk, l *letter.Letter, canary string) {
	t.Helper()
	v, faults := d.Judge(l)
	if said := faults.Error() + v.Warnings.Error() + v.Hold; strings.Contains(said, canary) || strings.Contains(said, emoji) {
		t.Errorf("a value of the request is repeated in:\n%s", said)
	}
	for _, f := range faults {
		if strings.Contains(f.Code, canary) {
			t.Errorf("a value of the request in the code of %s", f.Pointer)
		}
	}
}
