// Package samples carries the reference programs and sample requests inside the
// binary.
//
// It owns no code: programs/ holds the public facts of five plans' programs, and
// requests/ letters to fictional members.
package samples

import "embed"

// Programs holds the reference program files, under programs/.
//
//go:embed programs/*.yaml
var Programs embed.FS

// Requests holds the sample requests, under requests/, a folder a program.
//
//go:embed requests/*/*.json
var Requests embed.FS
