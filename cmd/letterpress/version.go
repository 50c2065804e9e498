package main

import (
	"runtime"
	"runtime/debug"
	"strings"

	"letterpress/internal/render"
)

// versionCmd says which letterpress this is.
type versionCmd struct{}

// Help is the long help of the command.
func (*versionCmd) Help() string {
	return "The code is a hash of the source that decides the bytes of a letter, as it stands in each letter's record.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage)
}

// Run carries the command out.
func (*versionCmd) Run(s *session) error {
	v := struct {
		Version string `json:"version"`
		Go      string `json:"go"`
		Code    string `json:"code"`
	}{moduleVersion(), runtime.Version(), render.Code()}
	if s.JSON {
		return s.object(v)
	}
	return s.printf("letterpress %s, %s, code %s\n", v.Version, v.Go, short(v.Code))
}

// moduleVersion is the version of the module, or devel for a working copy.
func moduleVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "devel"
	}
	return strings.Trim(info.Main.Version, "()")
}
