package main

import (
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"letterpress/internal/fault"
)

// fromEnvironment reads the common flags, and those of what runs for long, from
// variables such as LETTERPRESS_DATA. The command line goes before them; an empty
// variable counts as unset.
//
// LETTERPRESS_DB_FILE names a file that holds the value of LETTERPRESS_DB, and so
// on: a secret in a file is neither in the list of processes nor in what a
// container's settings show.
func fromEnvironment(env func(string) string) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, at *kong.Path, flag *kong.Flag) (any, error) {
		if !isSetting(at, flag) {
			return nil, nil
		}
		name := "LETTERPRESS_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		v, err := setting(env, name)
		if v == "" || err != nil {
			return nil, err
		}
		return v, nil
	})
}

// isSetting tells a flag that belongs to an installation from one that belongs
// to a single run of a command.
func isSetting(at *kong.Path, flag *kong.Flag) bool {
	if flag.Group != nil && flag.Group.Key == common {
		return true
	}
	c := at.Command
	return c != nil && (c.Name == "serve" || c.Name == "work" || c.Name == "probe")
}

// setting is the value of a variable or of the file that its double names; ""
// without either.
func setting(env func(string) string, name string) (string, error) {
	v, file := env(name), env(name+"_FILE")
	if file == "" {
		return v, nil
	}
	if v != "" {
		return "", fault.New(fault.Usage, "both %s and %s_FILE are set", name, name)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", fault.Wrap(fault.Usage, err, name+"_FILE")
	}
	if v = strings.TrimRight(string(data), "\r\n"); v == "" {
		return "", fault.New(fault.Usage, "%s_FILE: the file is empty", name)
	}
	return v, nil
}
