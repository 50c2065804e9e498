// Command fpdf makes one document with fpdf.
package main

import (
	"letterpress/bench/first/one"
	"letterpress/bench/peer"
	"letterpress/bench/plainfpdf"
)

func main() {
	one.Main(func() (peer.Maker, error) { return peer.Func(plainfpdf.Make), nil })
}
