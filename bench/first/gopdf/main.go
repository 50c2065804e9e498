// Command gopdf makes one document with gopdf.
package main

import (
	"letterpress/bench/first/one"
	"letterpress/bench/gopdf"
)

func main() { one.Main(gopdf.New) }
