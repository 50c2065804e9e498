// Package archive keeps the finished letters, each stored once under its key,
// in a folder or in S3.
//
// It owns the promise of put-once: an object appears whole or not at all, what
// was acknowledged is durable, and the bytes under a key never change. It
// refuses to overwrite, to delete, to list and to log, and it takes no key that
// could carry more than ids. Where an address demands a lock or encryption it
// fails closed: no letter is sent to a server that was not seen to keep them.
// It is the only package that imports the S3 client.
package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"letterpress/internal/fault"
)

// Archive is a put-once store of objects. All methods may be called from many
// goroutines, and many processes may share one archive.
//
// Errors have the kinds fault.Unavailable (unreachable, full, or access
// refused: the same call may succeed later), fault.Conflict, fault.NotFound and
// fault.Interrupted (ctx was cancelled). An invalid key is a fault of the
// program and has no kind. Errors name the archive and the key, nothing else.
type Archive interface {
	// PutOnce stores data under key unless the key is taken. The same bytes
	// again are success with created false; other bytes are fault.Conflict and
	// change nothing. Nil means that the bytes are durable. sum must be the
	// SHA-256 of data: S3 refuses another, a folder does not spend the time of
	// a second hash on it.
	//
	// An error other than Conflict leaves open whether the bytes were stored:
	// the answer may have been lost. Calling again with the same bytes settles
	// it. For the same reason created may be false although this call, in an
	// earlier attempt of its own, stored the object.
	PutOnce(ctx context.Context, key string, data []byte, sum [sha256.Size]byte) (created bool, err error)

	// Get returns the bytes under key. The caller compares their hash with its
	// record: a folder keeps none beside them.
	Get(ctx context.Context, key string) ([]byte, error)

	// Stat returns size and SHA-256 of the bytes under key: a folder reads and
	// hashes them, S3 tells the checksum that it keeps and watches over.
	Stat(ctx context.Context, key string) (size int64, sum [sha256.Size]byte, err error)

	// Check returns nil when the archive can be reached and written to, and
	// keeps put-once. It is meant for readiness, and before a long run.
	Check(ctx context.Context) error

	// String names the archive in messages, without secrets.
	String() string
}

// Open opens the archive at address, or in the folder dir when address is
// empty. An address is one of
//
//	DIR, file:DIR, file:///DIR
//	s3://BUCKET/PREFIX?endpoint=URL&path-style=1&region=NAME
//
// A bucket's address may also say on which terms each object is kept, and S3
// must answer that it does:
//
//	retention=10y      locked from its put for that many years (y) or days (d)
//	lock=governance    by which of S3's modes: governance (default) or compliance
//	sse=aws:kms        encrypted by a key of KMS, or by the server's own: AES256
//	kms-key=ID         by this key of KMS: its id or its whole ARN
//
// A malformed one is a fault.Usage that names all its faults. A folder is made
// when it is missing. S3 is not contacted before the first call, its bucket must
// exist, and credentials come from the AWS environment or configuration files.
func Open(ctx context.Context, address, dir string) (Archive, error) {
	if address == "" {
		return openFolder(dir)
	}
	at, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	if at.bucket == "" {
		return openFolder(at.dir)
	}
	return openBucket(ctx, at, defaultPatience)
}

// admit refuses an invalid key and a call that nobody waits for.
func admit(ctx context.Context, a Archive, key string) error {
	if err := ValidKey(key); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return interrupted(ctx, a)
	}
	return nil
}

// interrupted tells a user who stopped the run from a deadline that passed.
func interrupted(ctx context.Context, a Archive) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return failure(fault.Interrupted, a, "stopped", ctx.Err())
	}
	return failure(fault.Unavailable, a, "no answer in time", ctx.Err())
}

func notFound(a Archive, key string) error {
	return failure(fault.NotFound, a, "there is no "+key, nil)
}

// compare returns nil when the bytes already under key are the wanted ones.
func compare(a Archive, key string, have, want []byte) error {
	if bytes.Equal(have, want) {
		return nil
	}
	return conflict(a, key)
}

func conflict(a Archive, key string) error {
	return failure(fault.Conflict, a, key+" already holds other bytes, which were kept", nil)
}

// failure gives every error of the package one shape: which archive, what
// failed for which key, why.
func failure(kind fault.Kind, a fmt.Stringer, what string, cause error) *fault.Error {
	return &fault.Error{Kind: kind, Message: fmt.Sprintf("archive %s: %s", a, what), Err: cause}
}
