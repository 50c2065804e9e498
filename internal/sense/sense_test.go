package sense

import (
	"slices"
	"strings"
	"testing"

	"letterpress/internal/letter"
)

// summary is a letter without findings, to be changed.
func summary(lang letter.Lang) *letter.Letter {
	words := func(en, es string) letter.Text {
		return letter.Text{Words: []letter.Worded{{Lang: letter.English, Text: en}, {Lang: letter.Spanish, Text: es}}}
	}
	take := words("Take 1 tablet by mouth once a day.", "Tome 1 tableta por la boca una vez al día.")
	return &letter.Letter{
		Kind: letter.CMRSummary, Language: lang, Date: letter.Date{Year: 2026, Month: 3, Day: 2},
		Member: &letter.Member{Name: letter.Name{First: "Ana", Last: "Sample"}, BirthDate: letter.Date{Year: 1948, Month: 7, Day: 9}},
		Review: &letter.Review{By: letter.Reviewer{Name: "Pilar Ejemplar"}},
		ToDos:  []letter.ToDo{{Topic: words("Your blood sugar", "El azúcar en la sangre"), Actions: []letter.Text{words("Walk each day.", "Camine todos los días.")}}},
		Medications: []letter.Medication{
			{Name: "metformin", Strength: "500 mg", Directions: letter.Directions{Words: &take}, Prescribers: []letter.Person{{Name: "Inés Modelo"}}},
			{Name: "lisinopril", Brand: "Zestril", Strength: "2.5 mg", Directions: letter.Directions{Words: &take}},
		},
	}
}

// codesOf returns "pointer code" of each finding, the list below a topic's
// actions and texts included.
func codesOf(found []Finding) []string {
	var out []string
	for _, f := range found {
		out = append(out, f.Pointer+" "+f.Code)
	}
	return out
}

func TestALetterWithoutFindings(t *testing.T) {
	for _, lang := range []letter.Lang{letter.English, letter.Spanish} {
		if found := Look(summary(lang)); found != nil {
			t.Errorf("%s: %v", lang, codesOf(found))
		}
	}
	if found := Look(&letter.Letter{}); found != nil {
		t.Errorf("nothing: %v", codesOf(found))
	}
}

// action returns what is found in the words of an action in lang.
func action(lang letter.Lang, words string) []string {
	l := summary(lang)
	l.ToDos[0].Actions[0] = letter.Text{Words: []letter.Worded{{Lang: lang, Text: words}}}
	var out []string
	for _, f := range Look(l) {
		if f.Pointer != "/to_dos/0/actions/0/"+string(lang) {
			out = append(out, "elsewhere: "+f.Pointer)
		}
		if strings.Contains(f.Detail, words) {
			out = append(out, "the detail repeats the words")
		}
		out = append(out, f.Code)
	}
	return out
}

// Each text has the one finding of its rule, or none.
func TestTexts(t *testing.T) {
	for _, c := range textCases {
		t.Run(c.code+" "+string(c.lang), func(t *testing.T) {
			if len(c.found) < 10 || len(c.passed) < 10 {
				t.Errorf("%d and %d cases, want 10 each way", len(c.found), len(c.passed))
			}
			for _, words := range c.found {
				if got := action(c.lang, words); !slices.Contains(got, c.code) || len(slices.Compact(got)) != 1 {
					t.Errorf("%q: got %v", words, got)
				}
			}
			for _, words := range c.passed {
				if got := action(c.lang, words); len(got) > 0 {
					t.Errorf("%q: got %v, want nothing", words, got)
				}
			}
		})
	}
}

var textCases = []struct {
	code          string
	lang          letter.Lang
	found, passed []string
}{
	{CodeAbbreviation, letter.English, []string{
		"Take 1 tablet QD.", "Take 1 tablet BID with food", "1 tablet tid", "Use it Q.I.D.", "take prn for pain", "Take 2 tabs PO.",
		"Inject 10 U before dinner", "Inject 10u at night", "Take 1000 IU of vitamin D", "Take 5 cc of syrup", "Drink 5cc.",
		"Take 50 µg each day", "Take 50 μg each day", "For HTN", "Your DM2 is well kept", "for T2DM.", "Take it q6h.", "Take it q4-6h for pain",
		"every other day, QOD", "Take b.i.d. with food.", "Take it a.c.", "1 tablet QHS",
	}, []string{
		"Take 1 tablet once a day.", "Call Dr. U. Example.", "Uber or bus: both go there.", "Write to PO Box 100.", "Write to P.O. Box 100.", "Call Dr. Po at the office.",
		"Take vitamin B12.", "Your A1C was 7.2.", "Use U-100 syringes.", "Inject 10 units.", "Take 5 mL.", "Take 50 mcg.",
		"Ask about COPD and GERD.", "You have a heart problem called heart failure (CHF).", "Bring a copy, cc Dr. Modelo.", "Tidy up the pill box.", "Get your IUD checked.",
		"Open at 8 a.m., closed at 5 p.m.", "Use Robitussin DM at night.", "Go to the ICU desk.",
	}},
	{CodeAbbreviation, letter.Spanish, []string{
		"Tome 1 tableta QD.", "Tome 1 tableta BID", "Use 1 TID", "Tome 1 tableta PRN", "Inyéctese 10 U antes del desayuno.", "Inyéctese 10u por la noche",
		"Tome 1000 UI de vitamina D", "Tome 1000 IU de vitamina D", "Tome 5 cc de jarabe.", "Tome 50 µg al día", "Para la HTN", "Para la HTA", "Su DM2 va bien", "Tómelo q8h",
	}, []string{
		"Tome 7 u 8 tabletas a la semana.", "Tome 1 tableta una vez al día.", "Hable con la Dra. Modelo.", "Inyéctese 10 unidades.", "Tome 5 mL.", "Tome 50 mcg al día.",
		"Tiene EPOC.", "Tome vitamina B12.", "Su prueba A1C fue de 7.2.", "Vive en EE. UU.", "Va a la sala 5 C.", "Uno u otro.", "Tome calcio y vitamina D3.",
	}},
	{CodeDecimal, letter.English, []string{
		"Take .5 mg.", "Take .25 mg at night", "Use .5 mL", "(.5 mg)", "Take 1 or .5 tablet", "Take 5.0 mg", "Take 1.0 tablet", "Take 2.00 mL", "Inject 10.0 units",
		"5.0mg at night", "Take 1-.5 mg",
	}, []string{
		"Take 0.5 mg.", "Take 5 mg.", "Take 2.5 mL.", "Your A1C was 7.0 in May.", "Keep it at 7.0 or less.", "Take 1,000 mg.", "It costs $5.00.", "Take 10.05 mg.",
		"Stay within 98.6 degrees.", "Take one.5 more is too much.", "Section 3.1 tells how.", "Walk 2.0 miles.",
	}},
	{CodeDiagnosis, letter.English, []string{
		"For E11.9", "For I10", "Diabetes (E11.65)", "F41.1 worries you", "Z79.4 is on file.", "Code E119", "See I5022", "J44 and more", "M17.0, both knees", "ICD-10 says so",
		"Your claim said N18.3.",
	}, []string{
		"Take vitamin B12.", "Take vitamin D3.", "Take coenzyme Q10.", "Wear an N95 mask.", "Use U100 insulin.", "Your A1C is high.", "Take vitamin K2.", "Go to room A12.",
		"Take E1000 vitamin.", "Eat foods with B6.", "Call 1-800-555-0100.", "You have an ICD in your chest.", "Vitamin C500 is too much.",
	}},
	{CodeClaims, letter.English, []string{
		"Take METFORMIN 500MG with food", "METFORMIN HCL ER TB24", "Use the SOLN twice", "Take the TBEC whole", "Change the PTCH", "LISINOPRIL 20MG", "Take 10MEQ", "Use 5ML at night",
		"Put on OINT", "Shake the SUSP well", "Take 50MCG each morning",
	}, []string{
		"Take metformin 500 mg with food.", "Take metformin 500mg with food.", "Use the solution twice.", "Take the ER tablet whole.", "Change the patch.", "Ask about HCL.", "Take 10 mEq.", "Put on the gel.",
		"Keep the CAP on.", "Use a pill PACK.", "Pick up your KIT.", "Bring your TENS unit.",
	}},
	{CodeEnglish, letter.Spanish, []string{
		"Tome 1 tableta once al día.", "Tome una tableta daily.", "Take 1 tableta al día.", "Once al día", "Tome ONCE al día", "Úselo once por semana", "Tómelo daily con comida", "take una pastilla",
		"Tome once tabletas.", "Inyéctese once unidades.", "Hace once años.", "DAILY",
	}, []string{
		"Tome 1 tableta a las once de la noche.", "Llame entre las 9 y las once.", "Vaya al día Take Back.", "Tome 11 tabletas.", "Tome onces con té.", "Use Once-A-Day en casa.", "Tome 1 al día.",
		"Inyéctese 11 unidades.", "Desde las once no coma.", "Use Daily-Vite.", "Vea el take-back local.", "Tómelo todos los días.",
	}},
	{CodeEnglishLooking, letter.Spanish, []string{
		"Call your doctor", "Use one tablet by mouth every day", "Tome con food and water", "High blood pressure", "for pain", "Use it when needed", "Walk each day.", "Pain", "Your sugar",
		"Drink water before each meal", "Do not stop this medicine",
	}, []string{
		"Llame a su equipo médico.", "Use su inhalador con calma.", "Tome metformin con comida.", "Vaya a Walmart Pharmacy on Main.", "Pida el programa Extra Help.", "Lea la carta de Medicare Part D.",
		"Siga con Advair Diskus.", "Compre The Original Pill Box.", "Hable de su stress y su sueño.", "Use MyChart en la web.", "No come sal.", "Tiene dolor en un pie.",
		"Pregunte por omeprazole y por famotidine.", "Anote su peso en su calendario.",
	}},
	{CodeNoPrescriber, letter.English, []string{
		"Stop taking ibuprofen.", "Stop metformin.", "Stop your water pill.", "Stop the patch.", "Stop Advil.", "Lower your dose.", "Lower your metformin dose.", "Cut the dose in half.",
		"Reduce your dose to 5 mg.", "Discontinue lisinopril.", "Stop using this cream.", "Quit taking aspirin.", "Stop this heart medicine on Friday.", "Stop it now.", "Raise your dose by one unit.", "Double the dose for a week.",
	}, []string{
		"Ask your doctor before you stop taking ibuprofen.", "Do not stop taking metformin.", "Never stop your heart medicine.", "Stop smoking.", "Stop at the pharmacy.", "Press to stop the bleeding.",
		"Dr. Modelo asked you to stop metformin.", "Ask about a lower dose.", "Your cardiologist will lower your dose.", "Eat less salt to lower your blood pressure.", "Do not double the dose.",
		"Stop by the clinic.", "Call Modelo before you lower your dose.", "Change your patch every 3 days.", "Walk until you are tired, then stop and rest.", "Stop the car if you feel sleepy.",
	}},
	{CodeNoPrescriber, letter.Spanish, []string{
		"Deje de tomar ibuprofeno.", "Suspenda metformin.", "Deje de usar la crema.", "Deje la pastilla de agua.", "Pare de tomar aspirina.", "Baje la dosis.", "Baje su dosis a 5 mg.", "Reduzca la dosis a la mitad.",
		"Disminuya su dosis.", "Suspenda el parche.", "Suspenda Advil.", "Interrumpa su medicamento.", "Aumente la dosis una unidad.",
	}, []string{
		"Pregunte a su médico antes de dejar de tomar ibuprofeno.", "No deje de tomar metformin.", "Nunca deje su medicamento.", "Deje de fumar.", "Pare en la farmacia.", "Deje el alcohol.",
		"La Dra. Modelo le pidió que suspenda metformin.", "Pregunte por una dosis más baja.", "Su cardióloga le dirá si baja la dosis.", "Baje la sal para bajar su presión.", "No tome más de 6 tabletas.",
		"No duplique la dosis.", "Hable con quien le receta antes de bajar su dosis.", "Deje la puerta abierta.", "Deje su bastón cerca de la cama.",
	}},
	{CodeBlaming, letter.English, []string{
		"You were non-compliant.", "You are noncompliant with it", "You failed to refill it", "Due to non-adherence", "You refused the shot", "It is your own fault", "You were careless", "Patient denies pain",
		"You ignored the advice", "You are nonadherent", "He fails each time",
	}, []string{
		"You have heart failure.", "Kidney failure runs in the family.", "You missed some doses.", "A pill box can help.", "Failing that, call us.", "Comply with the label.", "Adherence helps.",
		"The store refuels at noon.", "Default settings are fine.", "Your plan may deny it.", "Care for your feet.", "Ignore the ring tone at night.",
	}},
	{CodeBlaming, letter.Spanish, []string{
		"Por su incumplimiento", "Usted no cumple con su tratamiento.", "No cumplió lo indicado.", "Se negó a la vacuna.", "Fue su culpa.", "Es un descuido suyo.", "Ignoró el consejo.", "El tratamiento fracasó",
		"Rehusó la vacuna", "Se queja de dolor.", "Usted falló.",
	}, []string{
		"Tiene insuficiencia cardíaca.", "Tiene una falla del corazón.", "No tomó algunas dosis.", "Un pastillero puede ayudarle.", "Usted cumple los requisitos.", "Mañana cumple 70 años.", "No cumple los requisitos.",
		"La adherencia ayuda.", "El plan negó la cobertura.", "Cuide sus pies.", "Presente una queja si quiere.", "No falte a su cita.",
	}},
}

// fieldCase sets one member of a letter.
type fieldCase struct {
	code          string
	at            string
	set           func(*letter.Letter, string)
	found, passed []string
}

func TestMembers(t *testing.T) {
	for _, c := range fieldCases {
		t.Run(c.code+" "+c.at, func(t *testing.T) {
			if len(c.found) < 10 || len(c.passed) < 10 {
				t.Errorf("%d and %d cases, want 10 each way", len(c.found), len(c.passed))
			}
			for _, s := range c.found {
				l := summary(letter.English)
				c.set(l, s)
				if got := codesOf(Look(l)); !slices.Contains(got, c.at+" "+c.code) {
					t.Errorf("%q: got %v", s, got)
				}
			}
			for _, s := range c.passed {
				l := summary(letter.English)
				c.set(l, s)
				if got := codesOf(Look(l)); slices.Contains(got, c.at+" "+c.code) {
					t.Errorf("%q: got %v", s, got)
				}
			}
		})
	}
}

func setLast(l *letter.Letter, s string)    { l.Member.Name.Last = s }
func setDisplay(l *letter.Letter, s string) { l.Member.Name.Display = s }

var fieldCases = []fieldCase{
	{CodeNobody, "/member/name/last", setLast, []string{
		"DECEASED", "Sample (deceased)", "TEST", "Test", "Sample TEST", "UNKNOWN", "Unknown", "ESTATE OF", "Estate of Sample", "TEST-MEMBER", "TEST1", "EST OF SAMPLE", "Fallecido", "Sucesión de Muestra",
	}, []string{
		"Sample", "Testa", "Testerman", "Contest", "Estate", "Real-Estate", "Unknownson", "Deceasedly", "de la Muestra", "O'Testa", "Este", "Detest", "Estes",
	}},
	{CodeNameCapitals, "/member/name/display", setDisplay, []string{
		"MARIA DEL CARMEN O'NEIL-RODRIGUEZ", "JOHN SAMPLE", "ANA SAMPLE", "JOSÉ MUÑOZ", "ÁNGEL ÑANDÚ", "SAMPLE", "J. SAMPLE", "SAMPLE, JOHN", "JOHN SAMPLE JR", "D'ANGELO", "LEE",
	}, []string{
		"Maria del Carmen O'Neil-Rodriguez", "John Sample", "José Muñoz", "J. R. R.", "AJ", "McDonald", "John SAMPLE", "van der Example", "DeShawn Example", "Li", "Ng", "John Sample III",
	}},
	{CodeNameCut, "/member/name/display", setDisplay, []string{
		capitals(25), capitals(30), capitals(35), "MARIA DEL CARMEN RODRIGUEZ"[:25], "ANA MARIA DE LA MUESTRA-E", "ÑANDÚ" + capitals(20), "O'NEIL" + capitals(24), "MARIA " + capitals(19), "A-" + capitals(33), "JOSE LUIS " + capitals(20),
	}, []string{
		capitals(24), capitals(26), capitals(29), capitals(31), capitals(34), capitals(36), "Maria del Carmen Rodriguezz", strings.Repeat("a", 25), "Ana", "SAMPLE", strings.Repeat("B", 20), "Maria" + capitals(20),
	}},
	{CodeClaims, "/medications/0/name", func(l *letter.Letter, s string) { l.Medications[0].Name = s }, []string{
		"METFORMIN HCL ER 500MG TB24", "METFORMIN TAB", "metformin hcl er 500mg tb24", "LISINOPRIL 20MG", "KETOCONAZOLE 2% CREA", "metformin 500mg", "ALBUTEROL AERS", "OMEPRAZOLE CPDR", "POTASSIUM 10MEQ",
		"INSULIN SOPN", "ONETOUCH STRP", "FLUTICASONE SUSP", "Vitamin D3 25mcg",
	}, []string{
		"metformin", "Toprol XL", "Wellbutrin XL", "Advair Diskus", "Humulin 70/30", "K-Tab", "Theo-24", "vitamin B12", "One A Day", "Lantus SoloStar", "Tylenol PM", "metformin ER", "omega-3", "Voltaren 1%", "Z-Pak",
	}},
	{CodeClaims, "/medications/0/strength", func(l *letter.Letter, s string) { l.Medications[0].Strength = s }, []string{
		"500MG", "500mg", "10MEQ", "5ML", "25mcg", "10mg/5mL", "0.5mg", "1g", "100units/mL", "20 mg/5ML",
	}, []string{
		"500 mg", "2.5 mg", "10 mg/5 mL", "100 units/mL", "1 %", "1%", "70/30", "1,000 mg", "0.05%", "", "10 mEq",
	}},
	{CodeDecimal, "/medications/0/strength", func(l *letter.Letter, s string) { l.Medications[0].Strength = s }, []string{
		".5 mg", "5.0 mg", "1.0 g", ".25 mg", "10.0 mL", "2.00 mg", "1 mg/.5 mL", "(.5 mg)", "50.0 mcg", ".125 mg",
	}, []string{
		"0.5 mg", "5 mg", "2.5 mg", "1,000 mg", "10 mL", "0.125 mg", "1.25 mg", "10.05 mg", "7.0", "0.05 %",
	}},
	{CodeAbbreviation, "/medications/0/strength", func(l *letter.Letter, s string) { l.Medications[0].Strength = s }, []string{
		"1000 IU", "1,000 IU", "100 U/mL", "100U/mL", "50 µg", "50µg", "50 μg", "5 cc", "400iu", "50 ug",
	}, []string{
		"1000 units", "100 units/mL", "U-100", "50 mcg", "5 mL", "500 mg", "1 g", "70/30", "2%", "10 mEq",
	}},
	{CodeBirthDate, "/member/birth_date", func(l *letter.Letter, s string) { l.Member.BirthDate, _ = letter.ParseDate(s) }, []string{
		"1900-01-01", "1900-01-02", "1899-12-31", "1909-12-31", "1910-03-02", "2008-03-03", "2010-01-01", "2020-01-01", "2026-03-01", "1850-06-15",
	}, []string{
		"1910-03-03", "1911-01-01", "1948-07-09", "2008-03-02", "2000-01-01", "1990-02-28", "1925-12-31", "1930-01-01", "2007-12-31", "1966-04-04",
	}},
}

// capitals returns a fictional name of n capitals.
func capitals(n int) string { return strings.Repeat("MUESTRA", 6)[:n] }

// A recipient answers for a member under age.
func TestUnderAgeWithRecipient(t *testing.T) {
	l := summary(letter.English)
	l.Member.BirthDate = letter.Date{Year: 2015, Month: 1, Day: 1}
	l.Recipient = &letter.Recipient{Kind: "representative", Name: letter.Name{Last: "Sample"}}
	if got := codesOf(Look(l)); len(got) > 0 {
		t.Errorf("got %v", got)
	}
}

// All people of a request are looked at, each at its place. A facility is no
// person, and an address may be in capitals.
func TestPlacesOfNames(t *testing.T) {
	l := summary(letter.English)
	l.Member.Name = letter.Name{First: "ESTATE", Middle: "OF", Last: "Sample", Salutation: "Dear SAMPLE"}
	l.Member.Address = letter.Address{Lines: []string{"1 TEST ST"}, City: "UNKNOWN"}
	l.Recipient = &letter.Recipient{Kind: "facility", Name: letter.Name{Display: "Test Home"}}
	l.Review.By.Name = "PILAR EJEMPLAR"
	l.Review.Participants = []letter.Participant{{Role: "member"}, {Role: "caregiver", Name: "unknown"}}
	l.Medications[0].Prescribers[0].Name = "UNKNOWN PRESCRIBER"
	want := []string{
		"/member/name/first name-capitals", "/member/name/first not-a-person", "/member/name/salutation name-capitals",
		"/review/by/name name-capitals", "/review/participants/1/name not-a-person",
		"/medications/0/prescribers/0/name not-a-person", "/medications/0/prescribers/0/name name-capitals",
	}
	if got := codesOf(Look(l)); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// What only professionals read is written as they write.
func TestPrescriberLetter(t *testing.T) {
	l := summary(letter.Spanish)
	l.Kind = letter.PrescriberIntervention
	l.Medications = nil
	say := func(s string) letter.Text {
		return letter.Text{Words: []letter.Worded{{Lang: letter.Spanish, Text: s}}}
	}
	l.ToDos = nil
	l.Interventions = []letter.Intervention{{Finding: say("HTA, lisinopril 20MG QD, I10"), Recommendation: say("Suspenda .5 mg PRN"), Medications: []letter.InterventionDrug{{Name: "LISINOPRIL 20MG TABS"}}}}
	if got := codesOf(Look(l)); len(got) > 0 {
		t.Errorf("got %v", got)
	}
	l.Interventions[0].Finding = say("Take daily")
	if got := codesOf(Look(l)); !slices.Equal(got, []string{"/interventions/0/finding/es english-word", "/interventions/0/finding/es english-word"}) {
		t.Errorf("got %v", got)
	}
}

// A product of the member's list keeps its English name in a Spanish text.
func TestNamesOfTheRequest(t *testing.T) {
	l := summary(letter.Spanish)
	l.Medications[0].Brand = "Centrum Daily"
	l.ToDos[0].Actions[0].Words[1].Text = "Siga con su Centrum Daily."
	if got := codesOf(Look(l)); len(got) > 0 {
		t.Errorf("got %v", got)
	}
}

// A bare string has no language in its pointer.
func TestPointerOfABareText(t *testing.T) {
	l := summary(letter.English)
	l.OtherInformation = &letter.Text{Bare: true, Words: []letter.Worded{{Lang: letter.English, Text: "Takes it BID and PRN"}}}
	if got := codesOf(Look(l)); !slices.Equal(got, []string{"/other_information abbreviation", "/other_information abbreviation"}) {
		t.Errorf("got %v", got)
	}
}

func TestSameDrug(t *testing.T) {
	type med = letter.Medication
	stopped := letter.Date{Year: 2026, Month: 1, Day: 1}
	for name, c := range map[string]struct {
		a, b med
		want bool
	}{
		"brand and generic":           {med{Name: "Glucophage"}, med{Name: "metformin"}, true},
		"generic and brand":           {med{Name: "metformin"}, med{Name: "Glucophage"}, true},
		"in another case":             {med{Name: "METFORMIN"}, med{Name: "GLUCOPHAGE"}, true},
		"slow release":                {med{Name: "metformin ER"}, med{Name: "Glucophage XR"}, true},
		"a salt":                      {med{Name: "atorvastatin calcium"}, med{Name: "Lipitor"}, true},
		"the request's own brand":     {med{Name: "newdrug", Brand: "Newbrand"}, med{Name: "Newbrand"}, true},
		"the other's own brand":       {med{Name: "Newbrand"}, med{Name: "newdrug", Brand: "newbrand"}, true},
		"nonprescription":             {med{Name: "ibuprofen"}, med{Name: "Advil"}, true},
		"insulin":                     {med{Name: "Lantus SoloStar"}, med{Name: "insulin glargine"}, true},
		"one with its brand":          {med{Name: "metformin", Brand: "Glucophage"}, med{Name: "metformin"}, true},
		"a combination":               {med{Name: "lisinopril/hydrochlorothiazide"}, med{Name: "Zestoretic"}, true},
		"brand known, generic not":    {med{Name: "metformin, slow", Brand: "Glucophage"}, med{Name: "Glucophage XR"}, true},
		"two drugs":                   {med{Name: "metformin"}, med{Name: "lisinopril"}, false},
		"two strengths":               {med{Name: "metformin", Strength: "500 mg"}, med{Name: "metformin", Strength: "1,000 mg"}, false},
		"two strengths of a brand":    {med{Name: "Synthroid"}, med{Name: "Synthroid"}, false},
		"with brand, two strengths":   {med{Name: "metformin", Brand: "Glucophage"}, med{Name: "metformin", Brand: "Glucophage"}, false},
		"part of a combination":       {med{Name: "lisinopril"}, med{Name: "Zestoretic"}, false},
		"another salt":                {med{Name: "metoprolol tartrate"}, med{Name: "Toprol XL"}, false},
		"two insulins":                {med{Name: "Lantus"}, med{Name: "Humalog"}, false},
		"one is stopped":              {med{Name: "Glucophage", Stopped: stopped}, med{Name: "metformin"}, false},
		"the other is stopped":        {med{Name: "Glucophage"}, med{Name: "metformin", Stopped: stopped}, false},
		"unknown names":               {med{Name: "newdrug"}, med{Name: "otherdrug"}, false},
		"a name within another":       {med{Name: "Advil"}, med{Name: "Advil PM"}, false},
		"two of one class":            {med{Name: "Lipitor"}, med{Name: "rosuvastatin"}, false},
		"a vitamin and its namesake":  {med{Name: "potassium chloride"}, med{Name: "losartan potassium"}, false},
		"the same brand on two drugs": {med{Name: "albuterol"}, med{Name: "levalbuterol"}, false},
	} {
		l := summary(letter.English)
		l.Medications = []med{c.a, c.b}
		got := codesOf(Look(l))
		if want := []string{"/medications/1 same-drug"}; c.want != slices.Equal(got, want) || !c.want && len(got) > 0 && !strings.Contains(name, "case") {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// Every rule is reached by a finding, has a code of its own and says what it is
// about.
func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Code] || r.About == "" || r.Refuses && !r.Strict {
			t.Errorf("%+v", r)
		}
		seen[r.Code] = true
	}
	for _, c := range textCases {
		delete(seen, c.code)
	}
	for _, c := range fieldCases {
		delete(seen, c.code)
	}
	delete(seen, CodeSameDrug)
	if len(seen) > 0 {
		t.Errorf("no test finds %v", seen)
	}
}

// No name of the table stands for two drugs.
func TestBrands(t *testing.T) {
	seen, pairs := map[string]bool{}, 0
	for line := range strings.SplitSeq(strings.TrimSpace(brandList), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		generic, list, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("not a line of the table: %q", line)
		}
		for _, name := range append(strings.Split(list, ", "), generic) {
			if seen[strings.ToLower(name)] {
				t.Errorf("%q stands twice", name)
			}
			seen[strings.ToLower(name)] = true
			pairs++
		}
		pairs--
	}
	if pairs < 120 {
		t.Errorf("%d pairs", pairs)
	}
}
