package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"time"

	"letterpress/internal/fault"
)

// probeCmd asks a running service whether it is ready, for containers that hold
// this program and nothing else.
type probeCmd struct {
	Listen string `placeholder:"ADDR" default:"127.0.0.1:8080" help:"The address that the service was told to listen on (default: 127.0.0.1:8080)."`
}

// Help is the long help of the command.
func (*probeCmd) Help() string {
	return "Ready means that database and archive answer. It is the check of a container's health.\n\n" +
		exitCodes(exitDone, exitUsage, exitUnavailable)
}

// probeTime is how long an answer may take.
const probeTime = 5 * time.Second

// Run carries the command out.
func (c *probeCmd) Run(ctx context.Context, s *session) error {
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil || port == "0" {
		return fault.New(fault.Usage, "--listen: no address that can be asked").WithHint("the one that the service has, such as 127.0.0.1:8080")
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	return s.ask(ctx, "http://"+net.JoinHostPort(host, port)+"/readyz")
}

// ask prints that the service is ready, or says why it cannot be.
func (s *session) ask(ctx context.Context, url string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return fault.New(fault.Usage, "--listen: no address that can be asked")
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return fault.Wrap(fault.Unavailable, err, "the service does not answer")
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, res.Body) // a problem, which is in the service's log
	if res.StatusCode != http.StatusOK {
		return fault.New(fault.Unavailable, "the service is not ready: %s", res.Status).WithHint("its log says why")
	}
	return s.printf("ready\n")
}
