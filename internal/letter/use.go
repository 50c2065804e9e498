package letter

// Use says what a text does in its letter. Words written for one use are
// seldom right for another: a phrase of the catalogue has exactly one.
type Use string

// The uses of a text.
const (
	UseTopic          Use = "topic"          // of a to-do: what was talked about
	UseAction         Use = "action"         // of a to-do: what to do
	UseReason         Use = "reason"         // why a medicine is used
	UseDirections     Use = "directions"     // how a medicine is used
	UseSymptom        Use = "symptom"        // what a medicine as needed is for
	UseDevice         Use = "device"         // what a medicine is used with
	UseNote           Use = "note"           // what else to mind about a medicine
	UseStopped        Use = "stopped"        // why a medicine was stopped
	UseSubstance      Use = "substance"      // what an allergy or side effect came from
	UseReaction       Use = "reaction"       // what an allergy or side effect did
	UseOther          Use = "other"          // other information on a medication list
	UseUnable         Use = "unable"         // why the member could not take part in a review
	UseFinding        Use = "finding"        // of an intervention: what was found
	UseRecommendation Use = "recommendation" // of an intervention: what is recommended
	UseRationale      Use = "rationale"      // of an intervention: why it is recommended
)

// placed is the uses in the order in which they are listed, with the member
// that takes each as the contract writes it.
var placed = []struct {
	use    Use
	member string
}{
	{UseTopic, "to_dos[].topic"},
	{UseAction, "to_dos[].actions[]"},
	{UseReason, "medications[].reason"},
	{UseDirections, "medications[].directions"},
	{UseSymptom, "medications[].directions.steps[].prn.for"},
	{UseDevice, "medications[].directions.device"},
	{UseNote, "medications[].directions.note"},
	{UseStopped, "medications[].stopped_reason"},
	{UseSubstance, "allergies[].substance, side_effects[].substance"},
	{UseReaction, "allergies[].reaction, side_effects[].reaction"},
	{UseOther, "other_information"},
	{UseUnable, "review.unable_to_participate"},
	{UseFinding, "interventions[].finding"},
	{UseRecommendation, "interventions[].recommendation"},
	{UseRationale, "interventions[].reason"},
}

// Uses returns every use of a text, those of a summary first.
func Uses() []Use {
	out := make([]Use, len(placed))
	for i, p := range placed {
		out[i] = p.use
	}
	return out
}

// Member returns the member of a request that takes texts of the use, as the
// contract writes it, or "" for what is no use.
func (u Use) Member() string {
	for _, p := range placed {
		if p.use == u {
			return p.member
		}
	}
	return ""
}

// Use returns what the text at p is for.
func (p Place) Use() Use {
	switch p.list + p.inner + p.last {
	case "/review/unable_to_participate":
		return UseUnable
	case "/to_dos/topic":
		return UseTopic
	case "/to_dos/actions":
		return UseAction
	case "/medications/directions":
		return UseDirections
	case "/medications/directions/steps/prn/for":
		return UseSymptom
	case "/medications/directions/device":
		return UseDevice
	case "/medications/directions/note":
		return UseNote
	case "/medications/reason":
		return UseReason
	case "/medications/stopped_reason":
		return UseStopped
	case "/allergies/substance", "/side_effects/substance":
		return UseSubstance
	case "/allergies/reaction", "/side_effects/reaction":
		return UseReaction
	case "/interventions/finding":
		return UseFinding
	case "/interventions/recommendation":
		return UseRecommendation
	case "/interventions/reason":
		return UseRationale
	}
	return UseOther
}
