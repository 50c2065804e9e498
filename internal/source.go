// Package internal holds the source of the pure core, so that a letter's record
// can say which code made it: the code's part of a fingerprint is a hash of the
// very files that were compiled.
package internal

import "embed"

// Source is the source of every package that decides a letter's bytes, with the
// data that is compiled in.
//
//go:embed blueprint/*.go doc/*.go face/*.go intake/*.go layout/*.go letter/*.go sheetmark/*.go page/*.go pdf/*.go pdf/stored
//go:embed program/*.go render/*.go sense/*.go sense/*.txt wording/*.go yaml/*.go
var Source embed.FS
