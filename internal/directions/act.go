package directions

import "letterpress/internal/letter"

// act is what is done in one step, as it is spoken of.
type act struct {
	verb  string // id of the verb: steps.VERB.self
	kind  string // take, puff, inject, patch or use: the verbs of warnings
	after string // id of a sentence that belongs to it, "" for none
}

// actOf finds the verb for an action, its route and what is counted. Spanish
// has another for a tablet under the tongue (póngase) than for one that is
// swallowed (tome), and inhales puffs otherwise than powders.
func actOf(s *letter.Step) act {
	unit := s.Dose.Unit
	switch {
	case s.Route == "other" && s.Site == "" && (s.Action == "apply" || s.Action == "place" || s.Action == "instill"):
		return act{verb: "use", kind: "use"} // there is no place to name
	case unit == "":
		return bare(s.Action)
	case unit == "patch":
		return act{verb: "put", kind: "patch"}
	case s.Route == "under-tongue":
		return underTongue(unit)
	case s.Route == "inhaled" || s.Action == "inhale":
		return inhaled(unit)
	case s.Action == "inject" || injects(s.Route):
		return act{verb: "inject", kind: "inject"}
	case s.Route == "mouth":
		return byMouth(s.Action, unit)
	case s.Action == "insert" && !one(unit):
		return act{verb: "apply", kind: "use"}
	}
	return bare(s.Action)
}

// bare is the verb of an action whatever it is done with.
func bare(action string) act {
	switch action {
	case "apply", "insert", "use", "spray":
		return act{verb: action, kind: "use"}
	}
	return act{verb: "put", kind: "use"}
}

func underTongue(unit string) act {
	switch {
	case unit == "spray":
		return act{verb: "spray", kind: "use"}
	case one(unit):
		return act{verb: "put", kind: "use", after: "steps.melt"}
	}
	return act{verb: "put", kind: "use"}
}

func inhaled(unit string) act {
	switch unit {
	case "puff":
		return act{verb: "puff", kind: "puff"}
	case "capsule":
		return act{verb: "inhale", kind: "use", after: "steps.inhale-inside"}
	}
	return act{verb: "inhale", kind: "use"}
}

func injects(route string) bool { return route == "under-skin" || route == "muscle" || route == "vein" }

func byMouth(action, unit string) act {
	switch {
	case action == "chew":
		return act{verb: "chew", kind: "take"}
	case action == "dissolve" && (unit == "packet" || unit == "gram"):
		return act{verb: "mix", kind: "take", after: "steps.drink"}
	case action == "dissolve", unit == "lozenge", action == "place" && one(unit):
		return act{verb: "dissolve", kind: "take"}
	case (action == "take" || action == "use") && unit == "capsule":
		return act{verb: "take", kind: "take", after: "steps.whole"}
	case action == "take", action == "use" && unit != "spray" && unit != "applicator":
		return act{verb: "take", kind: "take"}
	}
	return bare(action)
}

// one reports whether a unit is a solid piece.
func one(unit string) bool {
	switch unit {
	case "tablet", "capsule", "lozenge", "suppository":
		return true
	}
	return false
}

// place returns the end of the id of the place that follows the verb, "" for
// none: a verb may name it already.
func (a act) place(s *letter.Step) string {
	inhales := a.verb == "puff" || a.verb == "inhale"
	switch {
	case s.Site == "affected-area" && s.Route == "mouth":
		return "affected-mouth"
	case s.Site == "nostril" && inhales:
		return "through-nostril"
	case s.Site != "":
		return s.Site
	case s.Route == "nose" && inhales:
		return "through-nose"
	case s.Route == "inhaled", s.Route == "other", a.verb == "chew", a.verb == "dissolve", a.verb == "mix":
		return ""
	case s.Route == "mouth" && a.verb != "take":
		return "in-mouth"
	}
	return s.Route
}
