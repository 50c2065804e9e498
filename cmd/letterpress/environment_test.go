package main

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// docs/operations.md has a line for every flag that belongs to an installation,
// with the variable that stands for it.
func TestOperationsPageNamesEverySetting(t *testing.T) {
	page, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	var c cli
	parser, err := newParser(&c, os.Getenv, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	look := func(at *kong.Path, flags []*kong.Flag) {
		for _, f := range flags {
			if !isSetting(at, f) || f.Name == "help" {
				continue
			}
			variable := "LETTERPRESS_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
			if !strings.Contains(string(page), "`--"+f.Name) || !strings.Contains(string(page), "`"+variable+"`") {
				t.Errorf("no line about --%s or %s", f.Name, variable)
			}
			named++
		}
	}
	look(&kong.Path{App: parser.Model}, parser.Model.Flags)
	for _, n := range parser.Model.Children {
		look(&kong.Path{Command: n}, n.Flags)
	}
	if named < 10 {
		t.Errorf("looked at %d settings", named)
	}
}
