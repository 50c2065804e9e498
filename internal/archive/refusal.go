package archive

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"

	"github.com/aws/aws-sdk-go-v2/aws"
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

// credentialsError tells a failure to find credentials from one to reach the
// archive: looking for them may ask other servers, whose answers look alike.
type credentialsError struct{ err error }

func (e *credentialsError) Error() string { return "look for credentials: " + e.err.Error() }
func (e *credentialsError) Unwrap() error { return e.err }

// RetryableError tells the SDK that looking again at once is of no use.
func (e *credentialsError) RetryableError() bool { return false }

// namedCredentials gives a provider's errors their name.
type namedCredentials struct{ aws.CredentialsProvider }

// Retrieve implements aws.CredentialsProvider.
func (n namedCredentials) Retrieve(ctx context.Context) (aws.Credentials, error) {
	c, err := n.CredentialsProvider.Retrieve(ctx)
	if err != nil {
		return c, &credentialsError{err}
	}
	return c, nil
}

func lacksCredentials(err error) bool {
	var c *credentialsError
	return errors.As(err, &c)
}

// status returns the HTTP status of the archive's answer, 0 without one.
func status(err error) int {
	var r *smithyhttp.ResponseError
	if lacksCredentials(err) || !errors.As(err, &r) || r.Response == nil {
		return 0
	}
	return r.HTTPStatusCode()
}

// code returns the archive's word for what is wrong, such as AccessDenied.
func code(err error) string {
	var e smithy.APIError
	if lacksCredentials(err) || !errors.As(err, &e) {
		return ""
	}
	return e.ErrorCode()
}

// isTaken means that the key has an object, or that another writer is storing
// one right now.
func isTaken(err error) bool {
	s := status(err)
	return s == http.StatusPreconditionFailed || s == http.StatusConflict
}

// mayBeLocked means that the server refuses and there are locks: some say so, in
// place of "taken", of a key whose object is locked.
func (b *bucket) mayBeLocked(err error) bool {
	s := status(err)
	return b.at.terms.locks() && (s == http.StatusBadRequest || s == http.StatusForbidden)
}

// isSettled means that the answer of confirm is about an object that is there.
func isSettled(err error) bool {
	var b *breach
	return err == nil || fault.KindOf(err) == fault.Conflict || errors.As(err, &b)
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

// failPut is fail for a put. An object that is stored against the terms of the
// address stays where it is and is on no record.
func (b *bucket) failPut(ctx context.Context, key string, err error) error {
	var breach *breach
	if !errors.As(err, &breach) {
		return b.fail(ctx, "store "+key, err)
	}
	return failure(fault.Unavailable, b, key+" is not stored as "+breach.demand+" demands", breach).
		WithHint("the server or its bucket must keep locks and encryption; docs/operations.md says how")
}

// describe says what happened: the server's status and code, or what the
// network or the credentials lacked.
func describe(err error) string {
	if lacksCredentials(err) {
		return "no AWS credentials"
	}
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
	switch {
	case lacksCredentials(err):
		return "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
	case code(err) == "NoSuchBucket":
		return "create the bucket first"
	}
	switch s := status(err); s {
	case 0:
		return "is the server running, and is it the one that was meant?"
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden:
		return "the server refuses: check the credentials, the rights to put and get in the bucket, and its locks"
	case http.StatusMovedPermanently, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return "the bucket is in another region: add region=NAME to the address"
	case http.StatusNotImplemented:
		return "the server must support conditional writes (If-None-Match) and SHA-256 checksums"
	}
	return ""
}
