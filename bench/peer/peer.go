// Package peer is what is measured: makers of PDFs, ours and others, behind one
// interface.
//
// Each peer is a package of its own below, so that a program that uses one
// carries no other.
package peer

import "letterpress/bench/content"

// Input is one letter to make: the request for us, the words of the finished
// letter for the others, who are spared to judge, translate and expand it.
type Input struct {
	Request []byte            `json:",omitempty"`
	Content *content.Document `json:",omitempty"`
}

// Maker makes PDFs, one after another. Each thread of a run has its own.
type Maker interface {
	// Make returns the PDF of one letter. The bytes are good until the next.
	Make(Input) ([]byte, error)
	// Close ends what the maker started.
	Close() error
}

// Func is a maker that keeps nothing from letter to letter.
type Func func(*content.Document) ([]byte, error)

// Make makes one letter.
func (f Func) Make(in Input) ([]byte, error) { return f(in.Content) }

// Close does nothing.
func (Func) Close() error { return nil }
