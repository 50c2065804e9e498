package packet

import (
	"encoding/json"
	"fmt"

	"letterpress/samples"
)

// pool is what packets are drawn from: the medications, to-dos and reactions of
// the samples that carry both languages.
type pool struct {
	medications, toDos     []object
	allergies, sideEffects []object
}

// mostActions of a to-do keep the packet at its length.
const mostActions = 2

// drawn are the samples that the pool is made of.
var drawn = []string{
	"hard/reference-packet-en.json", "bcbsm-2023/cmr-summary-es.json", "cigna-2024/cmr-summary-es.json",
	"connecticare-2025/cmr-summary-es.json", "health-partners-2023/cmr-summary-es.json", "hard/structured-directions-en.json",
}

func readPool() (*pool, error) {
	p := &pool{}
	seen := map[string]bool{}
	for _, name := range drawn {
		data, err := samples.Requests.ReadFile("requests/" + name)
		if err != nil {
			return nil, err
		}
		var r request
		if err := json.Unmarshal(data, &r); err != nil {
			return nil, fmt.Errorf("sample %s: %w", name, err)
		}
		for _, m := range r.Medications {
			if plain(m) && !known(seen, m["name"]) {
				p.medications = append(p.medications, m)
			}
		}
		for _, t := range r.ToDos {
			if actions, _ := t["actions"].([]any); len(actions) <= mostActions && !known(seen, t["topic"]) {
				p.toDos = append(p.toDos, t)
			}
		}
		p.allergies = append(p.allergies, r.Allergies...)
		p.sideEffects = append(p.sideEffects, r.SideEffects...)
	}
	return p, nil
}

// request is what the pool takes from a sample.
type request struct {
	Medications []object `json:"medications"`
	ToDos       []object `json:"to_dos"`
	Allergies   []object `json:"allergies"`
	SideEffects []object `json:"side_effects"`
}

// known reports whether a name or text was seen before.
func known(seen map[string]bool, text any) bool {
	key := fmt.Sprint(text)
	before := seen[key]
	seen[key] = true
	return before
}

// plain reports whether a medication may stand on any list: one on hold, out of
// use or sensitive says something of its own member.
func plain(m object) bool {
	return m["status"] == nil && m["stopped"] == nil && m["sensitive"] == nil && m["started"] == nil
}
