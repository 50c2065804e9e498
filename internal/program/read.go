package program

import (
	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// DefaultBlankRows is how many rows a medication list has to write in when the
// program file does not say. It is a setting, not a fact of a plan.
const DefaultBlankRows = 4

// DefaultBlankListRows is how many rows the blank medication list has when the
// program file does not say: they fill its first page.
const DefaultBlankListRows = 10

// mostBlankRows is the most rows to write in that a program may ask for.
const mostBlankRows = 40

// Contract years before the form and after this century's plans are typing errors.
const firstYear, lastYear = 2013, 2099

// decoder reads the values of one program file.
type decoder struct {
	r     yaml.Reader
	marks marks
}

func (d *decoder) program(n *yaml.Node) *Program {
	p := &Program{}
	o := d.r.Object(n)
	d.identity(o, p)
	d.settings(o, p)
	d.reach(o, p)
	p.Criteria = d.criteria(o.Get("criteria"), p.PlanTypes)
	d.routes(o, p)
	p.CMR = d.cmr(o.Get("cmr"))
	p.TMR = d.tmr(o.Get("tmr"))
	p.Prescribers = d.prescribers(o.Get("prescriber_letters"))
	d.member(o, p)
	d.papers(o, p)
	d.materials(o, p)
	o.End()
	return p
}

// identity reads what the program is called and whom it serves.
func (d *decoder) identity(o *yaml.Object, p *Program) {
	p.ID = d.slug(o.Need("id"))
	p.Name = d.localized(o.Need("name"))
	p.ContractYear = d.whole(o.Need("contract_year"), "a contract year", firstYear, lastYear)
	p.Live = o.Bool("live")
	p.Edition = d.code(o.Get("edition"), "edition of the form", Editions)
	p.PlanTypes = d.codes(o.Get("plan_types"), "plan type", PlanTypes)
	p.ProgramName = d.localized(o.Get("program_name"))
	p.Vendor = d.text(o.Get("vendor"))
	p.Reviewer = d.code(o.Get("reviewer"), "reviewer", Reviewers)
}

// settings reads what the plan may choose freely.
func (d *decoder) settings(o *yaml.Object, p *Program) {
	p.TimeZone = d.code(o.Get("time_zone"), "time zone", TimeZones)
	p.MailProfile = d.slug(o.Get("mail_profile"))
	p.Languages = d.languages(o.Need("languages"))
	p.ListName = d.code(o.Get("list_name"), "list name", ListNames)
	p.BlankRows = DefaultBlankRows
	if n := o.Get("blank_rows"); n != nil {
		p.BlankRows = d.whole(n, "a number of rows", 0, mostBlankRows)
	}
}

// member reads how the plan gets in touch, how a member is enrolled and leaves.
func (d *decoder) member(o *yaml.Object, p *Program) {
	p.FirstContact = d.firstContact(o.Get("first_contact"))
	p.Enrollment = d.code(o.Get("enrollment"), "way of enrollment", Enrollments)
	p.OptOut = d.codes(o.Get("opt_out"), "way to opt out", OptOutWays)
	p.Statements = d.codes(o.Get("statements"), "statement", Statements)
}

func (d *decoder) firstContact(n *yaml.Node) FirstContact {
	var f FirstContact
	if n == nil {
		return f
	}
	o := d.r.Object(n)
	f.Kind = d.code(o.Get("kind"), "first contact", FirstContacts)
	f.By = d.codes(o.Get("by"), "way of contact", ContactWays)
	f.MayFollow = d.codes(o.Get("may_follow"), "way of contact", ContactWays)
	f.FromNumbers = each(d, o.Get("from_numbers"), d.phone)
	o.End()
	return f
}

// papers reads what goes with letters and what the plan's page offers.
func (d *decoder) papers(o *yaml.Object, p *Program) {
	p.Enclosures = d.enclosures(o.Get("enclosures"))
	p.BlankList = d.blankList(o.Get("blank_medication_list"))
	p.Samples = each(d, o.Get("samples"), d.sample)
	p.Disposal = d.codes(o.Get("disposal"), "disposal topic", DisposalTopics)
	p.PageNames = each(d, o.Get("page_names"), d.text)
}

func (d *decoder) enclosures(n *yaml.Node) map[letter.Kind][]string {
	var out map[letter.Kind][]string
	for _, pair := range d.r.Pairs(n) {
		kind := d.code(pair.Key, "kind of letter with enclosures", words(enclosing))
		if out == nil {
			out = map[letter.Kind][]string{}
		}
		out[letter.Kind(kind)] = d.codes(pair.Value, "enclosure", EnclosureCodes)
	}
	return out
}

func (d *decoder) blankList(n *yaml.Node) BlankList {
	b := BlankList{Rows: DefaultBlankListRows}
	if n == nil {
		return b
	}
	o := d.r.Object(n)
	b.Offered = o.Bool("offered")
	b.Several = o.Bool("several_versions")
	if rows := o.Get("rows"); rows != nil {
		b.Rows = d.whole(rows, "a number of rows", 1, mostBlankRows)
	}
	o.End()
	return b
}

func (d *decoder) sample(n *yaml.Node) Sample {
	o := d.r.Object(n)
	s := Sample{
		Document:  d.code(o.Need("document"), "sample document", SampleDocuments),
		Languages: d.languages(o.Need("languages")),
	}
	o.End()
	return s
}

func (d *decoder) materials(o *yaml.Object, p *Program) {
	p.PageMaterialID = d.text(o.Get("page_material_id"))
	for _, pair := range d.r.Pairs(o.Get("material_ids")) {
		kind := letter.Kind(d.code(pair.Key, "kind of letter", words(letterKinds)))
		if p.MaterialIDs == nil {
			p.MaterialIDs = map[letter.Kind]map[letter.Lang]string{}
		}
		p.MaterialIDs[kind] = d.localized(pair.Value)
	}
}
