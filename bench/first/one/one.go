// Package one makes one document and ends: what a cold process is measured by.
package one

import (
	"fmt"
	"os"

	"letterpress/bench/content"
	"letterpress/bench/peer"
)

// Main reads the content that the first argument names and writes its PDF to the
// second.
func Main(open func() (peer.Maker, error)) {
	if err := run(open, os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(open func() (peer.Maker, error), in, out string) error {
	d, err := content.Read(in)
	if err != nil {
		return err
	}
	m, err := open()
	if err != nil {
		return err
	}
	pdf, err := m.Make(peer.Input{Content: d})
	if err != nil {
		return err
	}
	return os.WriteFile(out, pdf, 0o600)
}
