package presstest

// offer is a letter that a reference program has.
type offer struct {
	kind, program, route string
	year                 int
	plans                []string
}

var (
	either = []string{"mapd", "pdp"}
	mapd   = []string{"mapd"}
)

// offers is what the requests of a list take in turn: as many summaries as
// welcome letters.
var offers = []offer{
	{"cmr-summary", "connecticare-2025", "", 2025, mapd},
	{"welcome", "connecticare-2025", "criteria", 2025, mapd},
	{"cmr-summary", "cigna-2024", "", 2024, either},
	{"welcome", "cigna-2024", "at-risk", 2024, mapd},
	{"cmr-summary", "bcbsm-2023", "", 2023, mapd},
	{"welcome", "bcbsm-2023", "both", 2023, mapd},
	{"cmr-summary", "health-partners-2023", "", 2023, mapd},
	{"welcome", "health-partners-2023", "snp", 2023, mapd},
	{"cmr-summary", "cigna-2024", "", 2024, mapd},
	{"welcome", "aetna-2021", "criteria", 2021, either},
}

var (
	firstNames  = []string{"Alma", "Bruno", "Clara", "Dorothy", "Emil", "Frances", "Gonzalo", "Harriet", "Inés", "José", "Lucía", "Mabel", "Néstor", "Olive", "Pearl", "Ramón"}
	lastNames   = []string{"Sample", "Example", "Specimen", "Placeholder", "Ejemplo", "Muestra", "Modelo", "Ejemplo Muestra", "Sample-Example"}
	streets     = []string{"EXAMPLE ST", "SAMPLE AVE", "PLACEHOLDER RD", "SPECIMEN LN", "MUESTRA BLVD"}
	reviewers   = []string{"Paula Placeholder", "Simón Muestra", "Edith Example"}
	prescribers = []string{"Elena Muestra", "Samuel Sample", "Petra Placeholder"}
)

type medicine struct {
	name, strength, form string
	directions, reason   text
}

var medicines = []medicine{
	{"metformin", "500 mg", "tablet", text{"Take 1 tablet by mouth twice a day, with breakfast and dinner.", "Tome 1 tableta por la boca dos veces al día, con el desayuno y con la cena."}, text{"Type 2 diabetes", "Diabetes tipo 2"}},
	{"lisinopril", "10 mg", "tablet", text{"Take 1 tablet by mouth once a day in the morning.", "Tome 1 tableta por la boca una vez al día, por la mañana."}, text{"High blood pressure", "Presión arterial alta"}},
	{"atorvastatin", "20 mg", "tablet", text{"Take 1 tablet by mouth once a day at bedtime.", "Tome 1 tableta por la boca una vez al día, a la hora de acostarse."}, text{"High cholesterol", "Colesterol alto"}},
	{"alendronate", "70 mg", "tablet", text{"Take 1 tablet by mouth once a week, on Sundays, with a full glass of plain water, 30 minutes before you eat.", "Tome 1 tableta por la boca una vez a la semana, los domingos, con un vaso lleno de agua sola, 30 minutos antes de comer."}, text{"Weak bones", "Huesos débiles"}},
	{"levothyroxine", "50 mcg", "tablet", text{"Take 1 tablet by mouth once a day on an empty stomach.", "Tome 1 tableta por la boca una vez al día, con el estómago vacío."}, text{"Thyroid", "Tiroides"}},
	{"furosemide", "20 mg", "tablet", text{"Take 1 tablet by mouth once a day in the morning. Weigh yourself first and write it down.", "Tome 1 tableta por la boca una vez al día, por la mañana. Pésese antes y anótelo."}, text{"Heart failure", "Insuficiencia cardíaca"}},
	{"metoprolol", "25 mg", "tablet", text{"Take 1 tablet by mouth twice a day with food.", "Tome 1 tableta por la boca dos veces al día, con comida."}, text{"Heart rate", "Ritmo del corazón"}},
	{"acetaminophen", "500 mg", "tablet", text{"Take 1 tablet by mouth every 6 hours only if you need it for pain.", "Tome 1 tableta por la boca cada 6 horas, solo si la necesita para el dolor."}, text{"Pain", "Dolor"}},
	{"sertraline", "50 mg", "tablet", text{"Take 1 tablet by mouth once a day.", "Tome 1 tableta por la boca una vez al día."}, text{"Mood", "Ánimo"}},
	{"tamsulosin", "0.4 mg", "capsule", text{"Take 1 capsule by mouth once a day, half an hour after dinner.", "Tome 1 cápsula por la boca una vez al día, media hora después de la cena."}, text{"Prostate", "Próstata"}},
}

type toDo struct {
	Topic   text   `json:"topic"`
	Actions []text `json:"actions"`
}

var toDos = []toDo{
	{text{"Your blood pressure was above your goal at your last visit.", "En su última consulta, su presión arterial estuvo por encima de su meta."},
		[]text{
			{"Check your blood pressure two mornings a week and write down the numbers.", "Mídase la presión dos mañanas por semana y anote los números."},
			{"Bring the numbers to your next visit.", "Lleve los números a su próxima consulta."},
		}},
	{text{"Some of your medicines make you dizzy when you stand up.", "Algunos de sus medicamentos le causan mareo al ponerse de pie."},
		[]text{{"Sit on the edge of the bed for a minute before you get up.", "Siéntese un minuto al borde de la cama antes de levantarse."}}},
	{text{"You sometimes miss your evening dose.", "A veces olvida la dosis de la noche."},
		[]text{
			{"Keep the bottle next to your toothbrush.", "Guarde el frasco junto a su cepillo de dientes."},
			{"Ask your pharmacist for a pill box with the days of the week.", "Pida en su farmacia un pastillero con los días de la semana."},
		}},
}
