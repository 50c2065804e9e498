// Package locales holds the built-in wording, a folder a language.
package locales

import "embed"

// FS is the folder as built in.
//
//go:embed en es
var FS embed.FS
