package archive

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// terms is on what conditions objects are kept: locked for how long, encrypted
// by which key. The zero value demands nothing.
type terms struct {
	years, days int                  // of a lock, from the put on; one of them, or none
	mode        types.ObjectLockMode // empty: governance, once there is a lock
	sse         types.ServerSideEncryption
	kmsKey      string // id or ARN of the key; empty: the account's own
}

// maxYears and maxDays are S3's longest lock.
const (
	maxYears = 100
	maxDays  = 36500
)

// set takes one parameter of an address.
func (t *terms) set(name, v string) error {
	switch name {
	case "retention":
		return t.setRetention(v)
	case "lock":
		t.mode = types.ObjectLockMode(strings.ToUpper(v))
		if v != "governance" && v != "compliance" {
			return errors.New("lock is governance or compliance")
		}
	case "sse":
		t.sse = types.ServerSideEncryption(v)
		if t.sse != types.ServerSideEncryptionAwsKms && t.sse != types.ServerSideEncryptionAes256 {
			return errors.New("sse is aws:kms or AES256")
		}
	case "kms-key":
		t.kmsKey = v
		// The answer names the key itself, so an alias could not be verified.
		if strings.HasPrefix(v, "alias/") || strings.Contains(v, ":alias/") {
			return errors.New("kms-key is the id or the ARN of a key, no alias")
		}
	}
	return nil
}

func (t *terms) setRetention(v string) error {
	number, unit := v[:len(v)-1], v[len(v)-1]
	n, err := strconv.ParseUint(number, 10, 16)
	switch {
	case err == nil && unit == 'y' && 0 < n && n <= maxYears:
		t.years = int(n)
	case err == nil && unit == 'd' && 0 < n && n <= maxDays:
		t.days = int(n)
	default:
		return fmt.Errorf("retention is 1y to %dy or 1d to %dd", maxYears, maxDays)
	}
	return nil
}

// check refuses terms that cannot be meant together.
func (t *terms) check() error {
	var faults []error
	if t.mode != "" && !t.locks() {
		faults = append(faults, errors.New("lock needs retention"))
	}
	if t.kmsKey != "" && t.sse != types.ServerSideEncryptionAwsKms {
		faults = append(faults, errors.New("kms-key needs sse=aws:kms"))
	}
	return errors.Join(faults...)
}

func (t *terms) locks() bool   { return t.years+t.days > 0 }
func (t *terms) demands() bool { return t.locks() || t.sse != "" }

// until is the day to which an object is locked that is put now.
func (t *terms) until(now time.Time) time.Time {
	return now.UTC().AddDate(t.years, 0, t.days)
}

func (t *terms) lockMode() types.ObjectLockMode {
	if t.mode == "" {
		return types.ObjectLockModeGovernance
	}
	return t.mode
}

// ask puts the terms into a request.
func (t *terms) ask(in *s3.PutObjectInput, now time.Time) {
	if t.locks() {
		in.ObjectLockMode = t.lockMode()
		in.ObjectLockRetainUntilDate = aws.Time(t.until(now))
	}
	in.ServerSideEncryption = t.sse
	if t.kmsKey != "" {
		in.SSEKMSKeyId = aws.String(t.kmsKey)
	}
}

// encrypted returns nil when what a server says of an object is the encryption
// that was demanded. Some servers accept the demand and store plain bytes.
func (t *terms) encrypted(sse types.ServerSideEncryption, key *string) error {
	switch have := aws.ToString(key); {
	case t.sse == "":
	case sse == "":
		return &breach{"it is not encrypted", "sse=" + string(t.sse)}
	case sse != t.sse:
		return &breach{"it is encrypted by " + string(sse), "sse=" + string(t.sse)}
	case t.kmsKey != "" && !sameKey(have, t.kmsKey):
		return &breach{"it is encrypted by another key", "kms-key"}
	}
	return nil
}

// sameKey reports whether a server's answer names the key that was asked for by
// its id or its ARN. Servers that are not AWS's may write no region and account.
func sameKey(have, want string) bool {
	return have == want || strings.HasSuffix(have, ":key/"+want) || have == "arn:aws:kms:"+want
}

// tardy is how much earlier than demanded a lock may end: it counts from the
// client's clock, servers keep whole seconds, and years that count from either
// side of a leap day's midnight end a day apart.
const tardy = 25 * time.Hour

// locked returns nil when an object is locked as it was demanded, from its put
// on. An object that was put under shorter terms does not fulfil longer ones.
func (t *terms) locked(head *s3.HeadObjectOutput) error {
	if !t.locks() {
		return nil
	}
	until, put := aws.ToTime(head.ObjectLockRetainUntilDate), aws.ToTime(head.LastModified)
	switch {
	case head.ObjectLockMode == "":
		return &breach{"it is not locked", "retention"}
	case head.ObjectLockMode == types.ObjectLockModeGovernance && t.lockMode() == types.ObjectLockModeCompliance:
		return &breach{"its lock is of mode governance", "lock=compliance"}
	case until.Before(t.until(put).Add(-tardy)):
		return &breach{"its lock ends on " + until.Format(time.DateOnly), "retention"}
	}
	return nil
}

// kept returns nil when a stored object is as demanded.
func (t *terms) kept(head *s3.HeadObjectOutput) error {
	if err := t.encrypted(head.ServerSideEncryption, head.SSEKMSKeyId); err != nil {
		return err
	}
	return t.locked(head)
}

// String writes the terms as an address does, in one order.
func (t *terms) String() string {
	s := fmt.Sprintf("retention=%dy%dd", t.years, t.days)
	if t.locks() {
		s += "&lock=" + strings.ToLower(string(t.lockMode()))
	}
	return s + "&sse=" + string(t.sse) + "&kms-key=" + t.kmsKey
}

// breach is how a stored object differs from the terms of the address.
type breach struct {
	what   string
	demand string // the parameter that asks for more
}

func (b *breach) Error() string { return b.what }
