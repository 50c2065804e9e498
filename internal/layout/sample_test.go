package layout

import (
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

// in makes an inline of words with **strong** parts and ~ for a no-break space.
func in(s string) doc.Inline {
	var out doc.Inline
	for i, part := range strings.Split(strings.ReplaceAll(s, "~", "\u00a0"), "**") {
		if part != "" {
			out = append(out, doc.Span{Text: part, Strong: i%2 == 1, Source: page.Wording})
		}
	}
	return out
}

func inl(lines ...string) []doc.Inline {
	var out []doc.Inline
	for _, l := range lines {
		out = append(out, in(l))
	}
	return out
}

func para(s string) *doc.Para              { return &doc.Para{Text: in(s)} }
func toned(s string, t doc.Tone) *doc.Para { return &doc.Para{Text: in(s), Tone: t} }
func heading(s string) *doc.Heading        { return &doc.Heading{Level: 2, Text: in(s)} }
func title(s string) *doc.Title            { return &doc.Title{Text: in(s)} }
func bullets(items ...string) *doc.List    { return &doc.List{Items: inl(items...)} }
func ticks(items ...string) *doc.Checklist { return &doc.Checklist{Items: inl(items...)} }
func box(lines int, blocks ...doc.Block) *doc.Box {
	return &doc.Box{Cells: []doc.BoxCell{{Blocks: blocks, Lines: lines}}}
}

func cells(cols ...string) doc.Row {
	var r doc.Row
	for _, c := range cols {
		cell := doc.Cell{}
		if c != "" {
			cell.Lines = inl(strings.Split(c, "|")...)
		}
		r.Cells = append(r.Cells, cell)
	}
	return r
}

func topic(talked string, actions ...string) *doc.Box {
	return &doc.Box{Cells: []doc.BoxCell{
		{Tint: true, Blocks: []doc.Block{toned("What we talked about:", doc.Strong), para(talked)}},
		{Blocks: []doc.Block{toned("What I should do:", doc.Strong), ticks(actions...)}},
	}}
}

func letterhead() doc.Letterhead {
	return doc.Letterhead{
		Plan:    doc.Inline{{Text: "Example Health Medicare", Source: page.Program}},
		Return:  []doc.Inline{in("Medication Therapy Management"), in("PO Box 100"), in("Springfield, IL 62701")},
		Address: []doc.Inline{in("SAMPLE MEMBER"), in("100 EXAMPLE ST APT 2"), in("SPRINGFIELD IL 62701-0001")},
		Aside:   []doc.Inline{in("Your medication review"), in("March~6, 2025"), in("Reference: EX-1")},
	}
}

func form() doc.FormLine {
	return doc.FormLine{
		Left: "Form CMS-10396", Right: "OMB No. 0938-1154",
		Page: doc.PageLabel{Before: "Page ", Between: " of "},
	}
}

func letterOf(parts ...doc.Part) *doc.Document {
	return &doc.Document{
		Title: "Sample letter", Subject: "Medicines", Lang: "en-US", Date: "2025-03-06",
		LetterID: "7b1c2d3e-4f50-5a6b-8c7d-9e0f1a2b3c4d", Letterhead: letterhead(), Parts: parts,
	}
}

func opening(blocks ...doc.Block) doc.Part {
	return doc.Part{ID: "cover-letter", Title: "Cover Letter", Continued: "Cover Letter (Continued)", Opening: true, Form: form(), Blocks: blocks}
}

func partOf(blocks ...doc.Block) doc.Part {
	return doc.Part{ID: "sheet", Title: "Sample Sheet", Continued: "Sample Sheet (Continued)", Form: form(), Blocks: blocks}
}

// sheetOf is a letter of one part that nobody is addressed in.
func sheetOf(blocks ...doc.Block) *doc.Document {
	d := letterOf(partOf(blocks...))
	d.Letterhead.Address = nil
	return d
}

// packet is a CMR summary of ordinary length: eight medicines, four topics.
func packet() *doc.Document {
	return letterOf(coverLetter(), toDoList(), medicationList())
}

func coverLetter() doc.Part {
	mtm := in("Medicare’s Medication Therapy Management (")
	mtm = append(mtm, doc.Span{Text: "MTM", Markup: &doc.Markup{Expand: "Medication Therapy Management"}, Source: page.Wording})
	mtm = append(mtm, in(") program helps you know your medicines and use them safely. There is no cost to you for being in it.")...)
	return opening(
		para("Dear Sample Member:"),
		para("Thank you for talking with me on March~4, 2025, about your health and your medicines."),
		&doc.Para{Text: mtm},
		&doc.Keep{Blocks: []doc.Block{
			para("With this letter you will find two lists made for you:"),
			bullets("Your **Recommended To-Do List** has steps to help your medicines work well for you.",
				"Your **Medication List** helps you keep track of what you take and how to take it."),
		}},
		&doc.Keep{Blocks: []doc.Block{
			para("Here is how to use them:"),
			bullets("Have both at hand when you talk with your doctors, pharmacists and other health care providers.",
				"Ask them to update both lists at each visit.",
				"Take your Medication List with you if you go to the hospital or the emergency room.",
				"Give a copy to your family or to the people who help you."),
		}},
		para("If you have questions about your medicines or about this letter, call Pat Example at **1-800-555-0100** (TTY~**711**), Monday to Friday, 8~a.m. to 5~p.m. Eastern time."),
		para("I wish you good health, and so does everyone at Example Health Medicare."),
		&doc.Signature{Closing: in("Sincerely,"), Signer: inl("Pat Example, PharmD", "Clinical Pharmacist", "Example Health Medicare")},
		para("Enclosed: Recommended To-Do List; Medication List"),
	)
}

func toDoList() doc.Part {
	p := partOf(
		title("Recommended To-Do List\nFor Sample Member, born May~1, 1950"),
		toned("Prepared on: March~6, 2025", doc.Meta),
		para("Doing the things on this list can help you get the most from your medicines. Check off each one when it is done."),
		para("Bring it when you see your doctor, and share it with your family or the people who help you."),
		heading("My To-Do List"),
		topic("Your blood pressure was above your goal at two visits, and you have felt dizzy when you stand up quickly.",
			"Check your blood pressure each morning before breakfast and write it down.",
			"Call Dr.~Example if the top number stays over 150 for three days."),
		topic("You sometimes forget your evening apixaban.",
			"Set a phone alarm for 8~p.m.", "Keep a weekly pill box beside your toothbrush.",
			"If you miss a dose, take it the same day as soon as you remember. Do not take two at once."),
		topic("Your knee pain medicine can raise your blood pressure and hurt your kidneys when you take it every day.",
			"Use acetaminophen first, and no more than 6 tablets in 24 hours.",
			"Ask Dr.~Example if you should still take ibuprofen."),
		topic("You have not had a flu shot this season.", "Ask at the pharmacy counter for a flu shot. It costs you nothing."),
		para("If you have any questions about this list, call Pat Example at **1-800-555-0100** (TTY~**711**), Monday to Friday, 8~a.m. to 5~p.m. Eastern time."),
	)
	p.ID, p.Title, p.Continued = "to-do-list", "Recommended To-Do List", "Recommended To-Do List (Continued)"
	return p
}

func medicationTable(rows ...doc.Row) *doc.Table {
	return &doc.Table{
		Columns: []doc.Column{
			{Head: in("Medication"), Width: 29, RowHeader: true}, {Head: in("How I take it"), Width: 33},
			{Head: in("Why I use it"), Width: 20}, {Head: in("Prescriber"), Width: 18},
		},
		Rows:  rows,
		Blank: 4, BlankAs: "blank, to write in",
		Invite: in("Add anything else you take: prescription and over-the-counter medicines, herbals, vitamins and minerals."),
	}
}

func medications() []doc.Row {
	return []doc.Row{
		cells("**lisinopril**|20~mg tablet", "Take 1 tablet by mouth once a day in the morning.", "High blood pressure", "A.~Example,~MD"),
		cells("**empagliflozin**|Jardiance, 10~mg tablet", "Take 1 tablet by mouth once a day in the morning.", "Diabetes, heart failure", "B.~Sample,~NP"),
		cells("**apixaban**|Eliquis, 5~mg tablet", "Take 1 tablet by mouth 2 times a day.", "Irregular heartbeat", "A.~Example,~MD"),
		cells("**acetaminophen**|500~mg tablet", "Take 2 tablets by mouth every 8 hours, only if you need them for knee pain. No more than 6 tablets in 24 hours.", "Knee pain", ""),
		cells("**sulfamethoxazole-trimethoprim**|Bactrim, 400-80~mg tablet", "Take 1 tablet by mouth 3 times a week, on Monday, Wednesday and Friday.", "To prevent infection", "C.~Illustration,~MD"),
		cells("**atorvastatin**|40~mg tablet", "Take 1 tablet by mouth once a day at bedtime.", "High cholesterol", "A.~Example,~MD"),
		cells("**albuterol**|ProAir, 90~mcg inhaler", "Inhale 2 puffs every 4 to 6 hours, only if you need them for wheezing. Use a spacer.", "", "B.~Sample,~NP"),
		cells("**cholecalciferol**|vitamin D3, 1,000~unit capsule", "Take 1 capsule by mouth once a day with food.", "Bone health", "I chose it myself"),
	}
}

func medicationList() doc.Part {
	p := partOf(
		title("Medication List\nFor Sample Member, born May~1, 1950"),
		toned("Prepared on: March~6, 2025", doc.Meta),
		para("Bring this list when you go to the doctor, the hospital or the emergency room. Share it with the people who help you."),
		para("Write down any changes, and cross out what you no longer take."),
		medicationTable(medications()...),
		box(0, toned("Allergies:", doc.Strong), bullets("penicillin (hives)")),
		box(2, toned("Side effects I have had:", doc.Strong)),
		box(0, toned("Other information:", doc.Strong), para("You use a pill box and a home blood pressure monitor.")),
		box(3, toned("My notes and questions:", doc.Strong)),
		para("If you have any questions about this list, call Pat Example at **1-800-555-0100** (TTY~**711**), Monday to Friday, 8~a.m. to 5~p.m. Eastern time."),
		&doc.Notice{Text: in("Under the Paperwork Reduction Act of 1995, no one has to answer a request for information unless it shows a valid OMB control number. The number for this form is 0938-1154. We estimate that this form takes 40 minutes for each answer. That includes the time to read the instructions, look up what is known, and fill in and check the form.")},
	)
	p.ID, p.Title, p.Continued = "medication-list", "Medication List", "Medication List (Continued)"
	return p
}
