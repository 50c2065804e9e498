package archive

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"letterpress/internal/fault"
)

// refusal is an error of the S3 client in few words. It leaves out what the
// server wrote in prose, which is not ours to repeat in logs.
type refusal struct {
	text string
	err  error
}

func (r *refusal) Error() string { return r.text }
func (r *refusal) Unwrap() error { return r.err }

// status returns the HTTP status of the server's answer, 0 without one.
func status(err error) int {
	var r *smithyhttp.ResponseError
	if errors.As(err, &r) && r.Response != nil {
		return r.HTTPStatusCode()
	}
	return 0
}

// code returns the server's word for what is wrong, such as AccessDenied.
func code(err error) string {
	var e smithy.APIError
	if errors.As(err, &e) {
		return e.ErrorCode()
	}
	return ""
}

// isTaken means that the key has an object, or that another writer is storing
// one right now.
func isTaken(err error) bool {
	s := status(err)
	return s == http.StatusPreconditionFailed || s == http.StatusConflict
}

// isMissing means that the bucket has no such object; without the bucket, all
// is missing and nothing can be said of the object.
func isMissing(err error) bool {
	return status(err) == http.StatusNotFound && code(err) != "NoSuchBucket"
}

// fail makes the error of a call: fault.Interrupted when the user stopped it,
// else fault.Unavailable.
func (b *bucket) fail(ctx context.Context, what string, err error) error {
	if ctx.Err() != nil {
		return interrupted(ctx, b)
	}
	e := failure(fault.Unavailable, b, what, &refusal{text: describe(err), err: err})
	if h := hint(err); h != "" {
		return e.WithHint("%s", h)
	}
	return e
}

// describe says what happened: the server's status and code, or what the
// network or the credentials lacked.
func describe(err error) string {
	if s := status(err); s != 0 {
		if c := code(err); c != "" {
			return fmt.Sprintf("%d %s", s, c)
		}
		return fmt.Sprintf("%d %s", s, http.StatusText(s))
	}
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Error()
	}
	var u *url.Error // its own text repeats the whole address
	if errors.As(err, &u) {
		return u.Err.Error()
	}
	return err.Error()
}

// hint says what to do about an error. Servers refuse a locked object, a bad
// key and a missing right with 400 as well as 403, so both get one answer.
func hint(err error) string {
	if code(err) == "NoSuchBucket" {
		return "create the bucket first"
	}
	switch s := status(err); s {
	case 0:
		return "is the server running, and are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile, set?"
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden:
		return "the server refuses: check the credentials, the rights to put and get in the bucket, and its locks"
	case http.StatusMovedPermanently, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return "the bucket is in another region: add region=NAME to the address"
	case http.StatusNotImplemented:
		return "the server must support conditional writes (If-None-Match) and SHA-256 checksums"
	}
	return ""
}
