// Package fonts lays out the two fonts that all peers print with as files, for
// the peers that read them from a folder.
package fonts

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
)

const settings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>%s</dir><cachedir>%s/cache</cachedir></fontconfig>
`

// Settings is the name of fontconfig's file within the folder.
const Settings = "fonts.conf"

// Write writes the fonts and the settings into dir.
func Write(dir string) error {
	for name, data := range map[string][]byte{
		"LiberationSans-Regular.ttf": liberationsansregular.TTF,
		"LiberationSans-Bold.ttf":    liberationsansbold.TTF,
		Settings:                     fmt.Appendf(nil, settings, dir, dir),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
