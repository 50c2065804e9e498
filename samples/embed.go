// Package samples carries the reference programs inside the binary.
//
// It owns no code: programs/ holds the public facts of five plans' programs, and
// requests/ (not embedded) letters to fictional members.
package samples

import "embed"

// Programs holds the reference program files, under programs/.
//
//go:embed programs/*.yaml
var Programs embed.FS
