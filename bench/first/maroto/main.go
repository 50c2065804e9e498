// Command maroto makes one document with maroto.
package main

import (
	"letterpress/bench/first/one"
	"letterpress/bench/maroto"
)

func main() { one.Main(maroto.New) }
