// Package presstest makes letter requests for tests and benchmarks: any number
// of them, all different, about people who plainly do not exist.
//
// It owns what such a crowd looks like: kinds, languages, programs and routes in
// a mixture, with large print, held and unmailed letters among them. All are in
// order. It refuses to be random: the same seed and number give the same bytes
// on any machine. It knows the contract of a request and nothing of the program
// that reads it.
package presstest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
)

// Requests returns n requests, each with a key of its own. A longer list of the
// same seed begins with the same requests.
func Requests(seed uint64, n int) [][]byte {
	out := make([][]byte, n)
	for i := range out {
		out[i] = Request(seed, i)
	}
	return out
}

// Request returns the i-th request of a seed, counted from 0, for lists too long
// to be held in memory.
func Request(seed uint64, i int) []byte {
	c := &clerk{Rand: rand.New(rand.NewPCG(seed, uint64(i))), n: i, offer: offers[i%len(offers)]}
	c.language = []string{"en", "es"}[i/len(offers)%2]
	r := object{
		"key": fmt.Sprintf("presstest-%d-%06d", seed, i), "kind": c.offer.kind, "program": c.offer.program,
		"language": c.language, "date": c.day(20), "member": c.member(),
	}
	if c.IntN(12) == 0 {
		r["format"] = "large-print"
	}
	if c.offer.kind == "welcome" {
		r["welcome"] = object{"route": c.offer.route}
	} else {
		c.summary(r)
	}
	c.handle(r)
	data, err := json.Marshal(r)
	if err != nil {
		panic(err) // strings and numbers cannot fail
	}
	return data
}

type object map[string]any

// text is words in both languages.
type text struct {
	English string `json:"en"`
	Spanish string `json:"es"`
}

// clerk writes one request.
type clerk struct {
	*rand.Rand
	n        int
	offer    offer
	language string
}

func pick[T any](c *clerk, list []T) T { return list[c.IntN(len(list))] }

// some picks n different ones of a list, in its order.
func some[T any](c *clerk, list []T, n int) []T {
	out := make([]T, 0, n)
	for i, v := range list {
		if left := len(list) - i; c.IntN(left) < n-len(out) {
			out = append(out, v)
		}
	}
	return out
}

// day is a day of April of the contract year.
func (c *clerk) day(n int) string { return fmt.Sprintf("%d-04-%02d", c.offer.year, n) }

func (c *clerk) member() object {
	m := object{
		"id":         fmt.Sprintf("M-%07d", c.n),
		"name":       object{"first": pick(c, firstNames), "last": pick(c, lastNames)},
		"birth_date": fmt.Sprintf("%d-%02d-%02d", 1932+c.IntN(25), 1+c.IntN(12), 1+c.IntN(28)),
		"plan_type":  pick(c, c.offer.plans),
		"contract":   object{"id": "H0000", "pbp": fmt.Sprintf("%03d", 900+c.IntN(90))},
		"mtm":        object{"targeted_on": c.day(1), "enrolled_on": c.day(2)},
		"address": object{
			"lines": []string{fmt.Sprintf("%d %s", 100+c.n, pick(c, streets))}, "city": "SAMPLETON",
			"state": pick(c, []string{"CT", "MI", "MN", "PA", "TN"}), "postal_code": fmt.Sprintf("%05d", 10000+c.IntN(80000)),
		},
	}
	if c.offer.route == "snp" {
		m["snp"] = "dsnp"
	}
	return m
}

// summary adds what a CMR summary takes.
func (c *clerk) summary(r object) {
	r["review"] = object{
		"type": "cmr", "date": c.day(10 + c.IntN(8)), "method": pick(c, []string{"telephone", "in-person", "telehealth"}),
		"participants": []object{{"role": "member"}},
		"by":           object{"name": pick(c, reviewers), "credentials": "PharmD"},
		"sources":      []string{"claims", "member"},
	}
	r["to_dos"] = some(c, toDos, c.IntN(len(toDos)+1))
	r["medications"] = c.medications()
	r["allergies_status"], r["side_effects_status"] = "none-known", "none-reported"
	if c.IntN(2) == 0 {
		r["allergies_status"] = "listed"
		r["allergies"] = []object{{"substance": text{"penicillin", "penicilina"}, "reaction": text{"hives", "ronchas en la piel"}}}
	}
}

func (c *clerk) medications() []object {
	var out []object
	for _, m := range some(c, medicines, 1+c.IntN(len(medicines))) {
		out = append(out, object{
			"name": m.name, "strength": m.strength, "form": m.form, "type": "prescription",
			"directions": m.directions, "reason": m.reason,
			"prescribers": []object{{"name": pick(c, prescribers), "credentials": "MD"}},
		})
	}
	return out
}

// handle makes some letters wait, and some stay unmailed.
func (c *clerk) handle(r object) {
	switch c.IntN(40) {
	case 0:
		r["translation"] = object{"source": "machine"}
	case 1:
		r["delivery"] = object{"channel": "none"}
	case 2:
		r["delivery"] = object{"hold_until": c.day(28)}
	}
}
