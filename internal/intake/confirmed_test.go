package intake

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/blueprint"
	"letterpress/internal/letter"
	"letterpress/internal/wording"
	"letterpress/locales"
	"letterpress/templates"
)

// verified is the built-in wording under a pack in which a compliance office has
// confirmed every fixed string of the form as it is.
func verified(t testing.TB) *wording.Catalogue {
	t.Helper()
	builtIn, err := wording.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	pack := fstest.MapFS{}
	for _, lang := range builtIn.Languages() {
		var b strings.Builder
		fmt.Fprintf(&b, "language: %s\nmessages:\n", lang)
		for _, id := range builtIn.Unverified(lang) {
			text := builtIn.Language(lang).Text(id).Raw
			fmt.Fprintf(&b, "  %s: {text: %s, verified_against: the form of 2022}\n", id, strconv.Quote(text))
		}
		pack[string(lang)+".yaml"] = &fstest.MapFile{Data: []byte(b.String())}
	}
	words, err := wording.Load(locales.FS, pack)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(words.Unverified(letter.Spanish)); n > 0 {
		t.Fatalf("%d strings are still not confirmed", n)
	}
	return words
}

// dated is the built-in templates with an expiration date of the form in force.
func dated(t testing.TB, words *wording.Catalogue) *blueprint.Set {
	t.Helper()
	const name = "editions/2022.yaml"
	data, err := fs.ReadFile(templates.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	with := strings.Replace(string(data), `expires: ""`, "expires: 01/31/2027", 1)
	set, err := blueprint.Load(words, templates.FS, fstest.MapFS{name: {Data: []byte(with)}})
	if err != nil {
		t.Fatal(err)
	}
	return set
}
