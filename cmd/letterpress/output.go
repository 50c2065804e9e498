package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"letterpress/internal/fault"
)

// takes refuses to send a PDF to a terminal, before any work is done.
func (s *session) takes(output string, text bool) error {
	if output == "-" && !text && isTerminal(s.out) {
		return fault.New(fault.Usage, "a PDF does not belong on a terminal").
			WithHint("name a file: -o OUT.pdf")
	}
	return nil
}

// put writes a result to a file, or to standard output for "-". A file appears
// whole or not at all, and only its owner can read it: it holds what a letter
// holds.
func (s *session) put(output string, data []byte) error {
	if output == "-" {
		_, err := s.out.Write(data)
		return written(err)
	}
	if info, err := os.Stat(output); err == nil && !info.Mode().IsRegular() {
		return wrote(output, os.WriteFile(output, data, 0o600)) // a device or a pipe
	}
	return wrote(output, replaceFile(output, data))
}

func replaceFile(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".letterpress-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // after the rename there is none
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// wrote gives a failure to write a file its kind: a full disk is nobody's
// mistake, any other is one of the name that was given. The temporary file's
// name stays out of the message.
func wrote(name string, err error) error {
	if err == nil {
		return nil
	}
	kind := fault.Usage
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		kind = fault.Unavailable
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		err = l.Err
	}
	return &fault.Error{Kind: kind, Message: "write " + name, Err: err}
}
