// Package letter holds what a letter is: the request for one letter, its kinds,
// the rules of its shape, and its identity.
//
// It decodes requests with every fault and its place, and refuses what the
// contract refuses by shape alone. It knows no program, wording, font or page;
// what a request must satisfy against those belongs to intake.
package letter

// Lang is a letter's language, a key of the locales.
type Lang string

// The languages that the contract names.
const (
	English Lang = "en"
	Spanish Lang = "es"
)

// Kind says which letter is asked for.
type Kind string

// The kinds of letter.
const (
	Welcome                Kind = "welcome"
	CMRSummary             Kind = "cmr-summary"
	MedicationList         Kind = "medication-list"
	ToDoList               Kind = "to-do-list"
	TMRMember              Kind = "tmr-member"
	PrescriberIntervention Kind = "prescriber-intervention"
	SafeDisposal           Kind = "safe-disposal"
	BlankMedicationList    Kind = "blank-medication-list"
)

// Format says how the member reads: print sizes we make, or a form that a
// vendor makes and for which the letter is held.
type Format string

// The formats.
const (
	Standard   Format = "standard"
	LargePrint Format = "large-print"
	Braille    Format = "braille"
	Audio      Format = "audio"
	DataFile   Format = "data"
)

// Printed reports whether f is a size that we print ourselves.
func (f Format) Printed() bool { return f == Standard || f == LargePrint }

// Letter is one request for one letter.
type Letter struct {
	Key         string
	Kind        Kind
	Program     string
	Language    Lang
	Format      Format
	Date        Date
	Reference   string
	Translation *Translation

	Member    *Member
	Recipient *Recipient
	Route     Route // of a welcome letter
	Review    *Review

	ToDos             []ToDo
	Medications       []Medication
	NoneConfirmed     bool // a list without medicines was confirmed to be so
	AllergiesStatus   Status
	Allergies         []Reaction
	SideEffectsStatus Status
	SideEffects       []Reaction
	OtherInformation  *Text
	CC                []string

	Enclosures []string
	Sites      []Site // take-back sites near the member

	Prescriber    *Prescriber
	Interventions []Intervention

	Delivery Delivery
	Replaces *Replaces
}

// Translation says how the words in the letter's language came to be.
type Translation struct {
	Source   string // human or machine
	Reviewed bool
}

// Name is a person's name, as given. Only Last is required; Display and
// Salutation, when given, are printed exactly.
type Name struct {
	Display, Salutation                 string
	Prefix, First, Middle, Last, Suffix string
}

// Member is the health plan's member.
type Member struct {
	ID         string
	Name       Name
	BirthDate  Date
	PlanType   string // mapd or pdp
	SNP        string // "", dsnp, csnp, isnp
	Contract   Contract
	TargetedOn Date // zero when not given
	EnrolledOn Date
	Preference *Preference
	Address    Address
}

// Contract is the plan's CMS contract and plan benefit package.
type Contract struct{ ID, PBP string }

// Preference is the member's standing wish for a language and a format.
type Preference struct {
	Language Lang
	Format   Format
	Since    Date
}

// Address is a US postal address, printed as given.
type Address struct {
	CareOf       string
	Urbanization string // Puerto Rico, above the street
	Lines        []string
	City         string
	State        string
	PostalCode   string
}

// Recipient gets the letter instead of the member.
type Recipient struct {
	Kind         string // representative, caregiver, facility
	Name         Name
	Relationship string
	Authority    string
	Address      Address
}

// Route is the way by which the member qualifies.
type Route string

// The routes into a program.
const (
	RouteCriteria Route = "criteria"
	RouteAtRisk   Route = "at-risk"
	RouteBoth     Route = "both"
	RouteSNP      Route = "snp"
)

// Review is the medication review that a letter follows.
type Review struct {
	Type                string // cmr or tmr
	Date                Date
	Method              string // telephone, in-person, telehealth, records-only
	Participants        []Participant
	By                  Reviewer
	UnableToParticipate *Text
	Sources             []string
}

// Participant is someone who took part in a review.
type Participant struct {
	Role         string // member, representative, caregiver, prescriber, facility-nurse
	Name         string
	Relationship string
}

// Reviewer did the review and signs the letter.
type Reviewer struct {
	Name, Credentials, Title string
	Contact                  *Contact // nil: the program's line for the plan type
}

// Contact is a phone line with everything a caller needs.
type Contact struct {
	Phone string
	TTY   string
	Hours []Hours
	Zone  string // such as ET; optional
}

// Hours are the opening hours on some days of the week, "15:04" local time.
type Hours struct{ Days, Open, Close string }

// ToDo is one topic with what the member should do.
type ToDo struct {
	Topic   Text
	Actions []Text
}

// Medication is one medicine on the list.
type Medication struct {
	Name, Brand, Strength, Form string
	Type                        string
	Directions                  Directions
	Reason                      *Text
	Prescribers                 []Person
	PrescriberStatus            string // known, self, unknown
	Status                      string // active, on-hold
	Started, Stopped            Date
	StoppedReason               *Text
	RxCUI, NDC, Schedule        string
	Sensitive                   []string
}

// Current reports whether the medicine is still used on the letter's date.
func (m *Medication) Current(on Date) bool {
	return m.Stopped.IsZero() || m.Stopped.After(on)
}

// Person is a prescriber as printed on a list.
type Person struct{ Name, Credentials string }

// Directions say how a medicine is taken: words, or structured steps.
type Directions struct {
	Words *Text
	Steps *Steps // the contract, section 2
}

// Status says whether a list was asked for and what was answered.
type Status string

// The statuses of allergies and side effects.
const (
	Listed       Status = "listed"
	NoneKnown    Status = "none-known"
	NoneReported Status = "none-reported"
	NotAsked     Status = "not-asked"
)

// Reaction is an allergy or a side effect: what caused it and what happened.
type Reaction struct {
	Substance Text
	Reaction  *Text
}

// Site is a place that takes back unused medicines.
type Site struct{ Name, Address, Phone, DistanceMiles string }

// Prescriber gets an intervention letter.
type Prescriber struct {
	Name, Credentials, NPI, Practice string
	Address                          Address
	Phone, Fax                       string
}

// Intervention is one finding for a prescriber.
type Intervention struct {
	Category, Severity string
	Medications        []InterventionDrug
	Finding            Text
	Recommendation     Text
	Reason             *Text
	Reference          string
	RespondBy          Date
}

// InterventionDrug is a medicine that an intervention concerns.
type InterventionDrug struct {
	Name, Strength string
	LastFilled     Date
	Quantity       string
	DaysSupply     int
	Schedule       string
	Sensitive      []string
}

// Delivery says how the letter goes out.
type Delivery struct {
	Channel      string // mail, hand, fax, portal, none
	HoldUntil    Date
	Confidential bool
}

// Replaces names the letter that this one takes the place of.
type Replaces struct{ Letter, Reason string }
