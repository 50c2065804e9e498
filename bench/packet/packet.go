// Package packet makes the requests that the benchmark renders: the reference
// packet, a comprehensive medication review's summary with 8 medications and 4
// to-dos, and the welcome letter.
//
// It owns which requests are measured and their variety. The words come from the
// sample requests, so that what is measured is what the samples look like. The
// same seed gives the same bytes; nothing here asks a clock.
package packet

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
)

// The reference packet's size.
const (
	Medications = 8
	ToDos       = 4
)

// Set is a seeded source of requests.
type Set struct {
	rnd  *rand.Rand
	pool *pool
	made int
}

// New returns the set of a seed, or why the samples could not be read.
func New(seed uint64) (*Set, error) {
	p, err := readPool()
	if err != nil {
		return nil, err
	}
	return &Set{rnd: rand.New(rand.NewPCG(seed, 0x6c6574746572)), pool: p}, nil
}

// Summaries returns n reference packets, each fifth of them in Spanish.
func (s *Set) Summaries(n int) [][]byte {
	out := make([][]byte, n)
	for i := range out {
		out[i] = s.Summary(Medications, ToDos)
	}
	return out
}

// Summary returns a packet of another size. More medications than the samples
// have are named apart by a number.
func (s *Set) Summary(medications, toDos int) []byte {
	r := s.start("cmr-summary")
	pl := pick(s.rnd, plans)
	pl.open(r, s.rnd)
	doctors := s.doctors()
	r["review"] = s.review(pl)
	r["to_dos"] = draw(s, s.pool.toDos, toDos)
	r["medications"] = s.medications(medications, doctors)
	r["allergies_status"], r["allergies"] = "listed", []any{pick(s.rnd, s.pool.allergies)}
	r["side_effects_status"], r["side_effects"] = "listed", []any{pick(s.rnd, s.pool.sideEffects)}
	return encode(r)
}

// Welcomes returns n welcome letters.
func (s *Set) Welcomes(n int) [][]byte {
	out := make([][]byte, n)
	for i := range out {
		r := s.start("welcome")
		pick(s.rnd, short).open(r, s.rnd)
		r["welcome"] = object{"route": pick(s.rnd, []string{"criteria", "at-risk"})}
		out[i] = encode(r)
	}
	return out
}

type object = map[string]any

// start returns a request with what every letter to a member has.
func (s *Set) start(kind string) object {
	s.made++
	lang := "en"
	if s.made%5 == 0 {
		lang = "es"
	}
	r := object{"key": fmt.Sprintf("bench-%s-%06d", kind, s.made), "kind": kind, "language": lang, "member": s.member()}
	if lang == "es" {
		r["translation"] = object{"source": "human", "reviewed": true}
	}
	return r
}

func (s *Set) member() object {
	first := pick(s.rnd, firstNames)
	return object{
		"id":         fmt.Sprintf("M-%06d", s.made),
		"name":       object{"prefix": first.prefix, "first": first.name, "last": pick(s.rnd, lastNames)},
		"birth_date": fmt.Sprintf("%d-%02d-%02d", 1932+s.rnd.IntN(26), 1+s.rnd.IntN(12), 1+s.rnd.IntN(28)),
		"plan_type":  "mapd",
		"address": object{"lines": []string{fmt.Sprintf("%d %s", 100+s.rnd.IntN(900), pick(s.rnd, streets))},
			"city": "SPRINGFIELD", "state": "IL", "postal_code": fmt.Sprintf("627%02d", 1+s.rnd.IntN(98))},
	}
}

func (s *Set) review(pl plan) object {
	return object{
		"type": "cmr", "date": pl.day(s.rnd, 1), "method": pick(s.rnd, []string{"telephone", "telehealth"}),
		"participants": []any{object{"role": "member"}},
		"by":           object{"name": pick(s.rnd, pharmacists), "credentials": "PharmD"},
		"sources":      []string{"claims", "member"},
	}
}

// doctors are the two prescribers of one member.
func (s *Set) doctors() [2]object {
	var d [2]object
	for i := range d {
		d[i] = object{"name": pick(s.rnd, prescribers), "credentials": "MD"}
	}
	return d
}

func (s *Set) medications(n int, doctors [2]object) []any {
	out := draw(s, s.pool.medications, n)
	for i, m := range out {
		m := clone(m.(object))
		if m["prescriber_status"] == nil {
			m["prescribers"] = []any{doctors[s.rnd.IntN(2)]}
		}
		if round := i / len(s.pool.medications); round > 0 {
			m["name"] = fmt.Sprintf("%s %d", m["name"], round+1)
		}
		out[i] = m
	}
	return out
}

// draw returns n of list in random order, from the start again when it runs out.
func draw(s *Set, list []object, n int) []any {
	out := make([]any, 0, n)
	for len(out) < n {
		for _, i := range s.rnd.Perm(len(list))[:min(n-len(out), len(list))] {
			out = append(out, list[i])
		}
	}
	return out
}

func pick[T any](rnd *rand.Rand, list []T) T { return list[rnd.IntN(len(list))] }

func clone(m object) object {
	out := make(object, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

// encode cannot fail: a request is strings, numbers, lists and objects.
func encode(r object) []byte {
	data, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return data
}
