package api

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/press"
)

const (
	// chunkBytes ends a chunk of long requests before it has its number.
	chunkBytes = 4 << 20
	// rest ends a chunk when the sender pauses: a caller may wait for the answers
	// to what it sent before it sends more.
	rest = 20 * time.Millisecond
)

// BulkAnswer is a line of the answer to a bulk upload: what became of the
// request in a line of the upload. An open one was not judged: sending the
// upload again settles it.
type BulkAnswer struct {
	Line   int          `json:"line"`
	Status string       `json:"status" enum:"accepted,queued,held,stored,batched,handed-off,mailed,returned,pulled,failed,void,superseded,refused,open"`
	Letter string       `json:"letter,omitempty"`
	Key    string       `json:"key,omitempty"`
	Sum    string       `json:"sha256,omitempty"`
	Again  bool         `json:"repeated,omitempty"`
	Errors fault.Fields `json:"errors,omitempty"`
	Warn   fault.Fields `json:"warnings,omitempty"`
}

const statusOpen = "open"

// line is a request with its place in the upload. too is set when it was too
// long to be kept.
type line struct {
	n    int
	data []byte
	too  bool
}

// bulk accepts requests, one a line, and answers a line for each, in order. It
// holds a few chunks and no more, however long the upload is.
func (s *service) bulk(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	_ = control.EnableFullDuplex() // HTTP/2 has it always
	ctx, stop := context.WithCancel(r.Context())
	defer stop()
	lines, ended := make(chan line, press.ChunkSize), make(chan error, 1)
	body := &patient{r.Body, control, s.Idle, s.Now}
	go func() { // ends with the body, or when nobody takes its lines any more
		defer close(lines)
		ended <- read(ctx, body, lines)
	}()
	w.Header().Set("Content-Type", "application/x-ndjson")
	u := &upload{service: s, tenant: callerOf(ctx).Tenant, out: json.NewEncoder(w), flush: control.Flush}
	err := u.run(ctx, lines)
	stop()
	if err == nil {
		err = <-ended
	}
	if err != nil {
		panic(http.ErrAbortHandler) // the answer is not whole, and the sender is to see it
	}
}

// patient reads a body whose sender may pause, but not for ever.
type patient struct {
	io.Reader
	control *http.ResponseController
	idle    time.Duration
	now     func() time.Time
}

func (p *patient) Read(b []byte) (int, error) {
	_ = p.control.SetReadDeadline(p.now().Add(p.idle)) // not every connection has deadlines
	return p.Reader.Read(b)
}

// read cuts the body into lines. Empty ones are passed over.
func read(ctx context.Context, body io.Reader, lines chan<- line) error {
	in := bufio.NewReaderSize(body, 64<<10)
	for n := 1; ; n++ {
		data, too, err := readLine(in)
		if len(bytes.TrimSpace(data)) > 0 || too {
			select {
			case lines <- line{n, data, too}:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readLine returns the next line; of one that is too long, only that it was.
func readLine(in *bufio.Reader) (data []byte, too bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if !too {
			data = append(data, part...)
		}
		if len(data) > letter.MaxBytes+1 {
			data, too = nil, true
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return data, too, err
		}
	}
}

// upload is one bulk upload under way.
type upload struct {
	*service
	tenant string
	out    *json.Encoder
	flush  func() error
}

// run takes chunks of lines until there are no more.
func (u *upload) run(ctx context.Context, lines <-chan line) error {
	for {
		chunk, more := gather(lines, u.Press(u.tenant).Portion())
		if len(chunk) > 0 {
			if err := u.take(ctx, chunk); err != nil {
				return err
			}
		}
		if !more {
			return ctx.Err()
		}
	}
}

// gather waits for a line and takes those that follow it closely, most in all.
func gather(lines <-chan line, most int) (chunk []line, more bool) {
	first, ok := <-lines
	if !ok {
		return nil, false
	}
	chunk = append(chunk, first)
	pause := time.NewTimer(rest)
	defer pause.Stop()
	for size := len(first.data); len(chunk) < most && size < chunkBytes; {
		select {
		case l, ok := <-lines:
			if !ok {
				return chunk, false
			}
			chunk, size = append(chunk, l), size+len(l.data)
		case <-pause.C:
			return chunk, true
		}
	}
	return chunk, true
}

var tooLong = fault.Fields{{Code: letter.CodeTooLarge, Detail: "the line is longer than a request may be"}}

// take accepts the requests of a chunk and answers its lines.
func (u *upload) take(ctx context.Context, chunk []line) error {
	requests := make([][]byte, 0, len(chunk))
	for i := range chunk {
		if !chunk[i].too {
			requests = append(requests, chunk[i].data)
		}
	}
	outcomes, err := u.accept(ctx, requests)
	for i := range chunk {
		a := BulkAnswer{Line: chunk[i].n, Status: press.StatusRefused, Errors: tooLong}
		if !chunk[i].too {
			a = bulkAnswer(chunk[i].n, &outcomes[0])
			outcomes = outcomes[1:]
		}
		if err := u.out.Encode(a); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	return u.flush()
}

// accept tries a chunk a few times before it gives the upload up: a database may
// change hands in the middle of a long one.
func (u *upload) accept(ctx context.Context, requests [][]byte) ([]press.Outcome, error) {
	for pause := 100 * time.Millisecond; ; pause *= 2 {
		outcomes, err := u.Press(u.tenant).AcceptChunk(ctx, requests, u.Enlist(u.tenant, false))
		if err == nil || fault.KindOf(err) != fault.Unavailable || pause > 3*time.Second {
			if err != nil {
				err = u.failed(ctx, "bulk", err)
			}
			return outcomes, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return outcomes, ctx.Err()
		}
	}
}

func bulkAnswer(n int, o *press.Outcome) BulkAnswer {
	a := BulkAnswer{Line: n, Status: o.Status, Letter: o.Letter, Key: o.Key, Sum: o.Sum, Again: o.Repeated, Errors: o.Errors, Warn: o.Warnings}
	if a.Status == "" {
		a.Status = statusOpen
	}
	return a
}
