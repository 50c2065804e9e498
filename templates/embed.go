// Package templates holds the letter templates, editions of the CMS form and
// mail profiles that are built in.
package templates

import "embed"

// FS is the folder as built in.
//
//go:embed letters parts shared editions profiles
var FS embed.FS
