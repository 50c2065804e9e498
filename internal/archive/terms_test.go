package archive

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"letterpress/internal/fault"
)

func TestParseTerms(t *testing.T) {
	const arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	for in, want := range map[string]terms{
		"":                             {},
		"retention=10y":                {years: 10},
		"retention=3650d":              {days: 3650},
		"retention=1d&lock=governance": {days: 1, mode: types.ObjectLockModeGovernance},
		"retention=100y&lock=compliance&sse=AES256": {
			years: 100, mode: types.ObjectLockModeCompliance, sse: types.ServerSideEncryptionAes256},
		"sse=aws:kms": {sse: types.ServerSideEncryptionAwsKms},
		"sse=aws%3Akms&kms-key=" + arn: {
			sse: types.ServerSideEncryptionAwsKms, kmsKey: arn},
	} {
		got, err := parseAddress("s3://letters?" + in)
		if err != nil || got.terms != want {
			t.Errorf("%s: %+v, %v", in, got.terms, err)
		}
	}
}

func TestParseTermsRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"retention=10":                  "retention is",
		"retention=y":                   "retention is",
		"retention=0y":                  "retention is",
		"retention=-1y":                 "retention is",
		"retention=101y":                "retention is",
		"retention=36501d":              "retention is",
		"retention=10 y":                "retention is",
		"retention=ä":                   "retention is",
		"retention=1y&lock=GOVERNANCE":  "lock is",
		"lock=compliance":               "lock needs retention",
		"sse=kms":                       "sse is",
		"kms-key=1234abcd":              "kms-key needs sse=aws:kms",
		"sse=AES256&kms-key=1234abcd":   "kms-key needs sse=aws:kms",
		"sse=aws:kms&kms-key=alias/mtm": "no alias",
		"sse=aws:kms&kms-key=arn:aws:kms:us-east-1:111122223333:alias/mtm": "no alias",
	} {
		_, err := parseAddress("s3://letters?" + in)
		wantKind(t, err, fault.Usage)
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", in, err, want)
		}
	}
}

// Years that count from either side of a midnight end as they should.
func TestLocksEndOnTheirDay(t *testing.T) {
	for _, c := range []struct{ retention, put, until string }{
		{"10y", "2026-11-25T15:00:00Z", "2036-11-25T15:00:00Z"},
		{"1d", "2027-12-31T23:59:59Z", "2028-01-01T23:59:59Z"},
		{"1y", "2028-02-29T12:00:00Z", "2029-03-01T12:00:00Z"},
		{"10y", "2026-11-25T23:00:00-05:00", "2036-11-26T04:00:00Z"},
	} {
		var own terms
		if err := own.set("retention", c.retention); err != nil {
			t.Fatal(err)
		}
		put, err := time.Parse(time.RFC3339, c.put)
		if err != nil {
			t.Fatal(err)
		}
		if got := own.until(put).Format(time.RFC3339); got != c.until {
			t.Errorf("%s from %s: %s, want %s", c.retention, c.put, got, c.until)
		}
	}
}

// What a server says of a stored object is held against what was demanded.
func TestTermsKept(t *testing.T) {
	put := time.Date(2028, 3, 1, 0, 10, 0, 0, time.UTC) // the clock before it was on a leap day
	head := func(mode types.ObjectLockMode, until time.Time, sse types.ServerSideEncryption, key string) *s3.HeadObjectOutput {
		return &s3.HeadObjectOutput{LastModified: &put, ObjectLockMode: mode, ObjectLockRetainUntilDate: &until,
			ServerSideEncryption: sse, SSEKMSKeyId: &key}
	}
	const arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd"
	ten := put.AddDate(10, 0, 0)
	for _, c := range []struct {
		terms string
		head  *s3.HeadObjectOutput
		want  string // the parameter that is not kept
	}{
		{"", head("", time.Time{}, "", ""), ""},
		{"retention=10y", head("GOVERNANCE", ten, "", ""), ""},
		{"retention=10y", head("COMPLIANCE", ten.AddDate(1, 0, 0), "AES256", ""), ""},
		{"retention=10y", head("GOVERNANCE", ten.Add(-time.Hour), "", ""), ""},
		{"retention=10y", head("GOVERNANCE", ten.AddDate(0, 0, -2), "", ""), "retention"},
		{"retention=10y", head("GOVERNANCE", time.Time{}, "", ""), "retention"},
		{"retention=10y", head("", ten, "", ""), "retention"},
		{"retention=10y&lock=compliance", head("GOVERNANCE", ten, "", ""), "lock=compliance"},
		{"retention=10y&lock=compliance", head("COMPLIANCE", ten, "", ""), ""},
		{"sse=AES256", head("", time.Time{}, "", ""), "sse=AES256"},
		{"sse=AES256", head("", time.Time{}, "AES256", ""), ""},
		{"sse=aws:kms", head("", time.Time{}, "AES256", ""), "sse=aws:kms"},
		{"sse=aws:kms", head("", time.Time{}, "aws:kms", arn), ""},
		{"sse=aws:kms&kms-key=1234abcd", head("", time.Time{}, "aws:kms", arn), ""},
		{"sse=aws:kms&kms-key=" + arn, head("", time.Time{}, "aws:kms", arn), ""},
		{"sse=aws:kms&kms-key=1234abcd", head("", time.Time{}, "aws:kms", "1234abcd"), ""},
		{"sse=aws:kms&kms-key=1234abcd", head("", time.Time{}, "aws:kms", "arn:aws:kms:1234abcd"), ""},
		{"sse=aws:kms&kms-key=1234abcd", head("", time.Time{}, "aws:kms", "arn:aws:kms:us-east-1:1234abcd"), "kms-key"},
		{"sse=aws:kms&kms-key=abcd", head("", time.Time{}, "aws:kms", arn), "kms-key"},
		{"sse=aws:kms&kms-key=1234abcd", head("", time.Time{}, "aws:kms", ""), "kms-key"},
		{"retention=10y&sse=aws:kms", head("GOVERNANCE", ten, "", ""), "sse=aws:kms"},
	} {
		at, err := parseAddress("s3://letters?" + c.terms)
		if err != nil {
			t.Fatal(err)
		}
		got, demand := at.terms.kept(c.head), ""
		if b, ok := got.(*breach); ok {
			demand = b.demand
		}
		if demand != c.want || (got == nil) != (c.want == "") {
			t.Errorf("%s, %s until %s, %s by %s: %v (%s), want %q", c.terms, c.head.ObjectLockMode,
				c.head.ObjectLockRetainUntilDate, c.head.ServerSideEncryption, *c.head.SSEKMSKeyId, got, demand, c.want)
		}
	}
}

// lockedBucket makes a bucket with Object Lock on the real server.
func lockedBucket(t *testing.T, mode string) address {
	t.Helper()
	at := testServer(t)
	at.bucket = strings.ReplaceAll(randomPrefix(), "/", "-")
	at.terms = terms{years: 10}
	if err := at.terms.set("lock", mode); err != nil {
		t.Fatal(err)
	}
	_, err := openAt(t, at).client.CreateBucket(context.Background(), &s3.CreateBucketInput{
		Bucket: &at.bucket, ObjectLockEnabledForBucket: aws.Bool(true)})
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// All that holds of an archive holds of one with locks: a server may refuse to
// look at a put whose key is locked, and that is no failure either.
func TestLockedBucketConformance(t *testing.T) {
	at := lockedBucket(t, "governance")
	conform(t, func(t *testing.T) func() Archive {
		own := at
		own.prefix = randomPrefix()
		return func() Archive { return openAt(t, own) }
	})
}

// A letter is locked for as long as the address says, from its put on, and the
// server does not let it go.
func TestLockedBucketKeepsLetters(t *testing.T) {
	for _, mode := range []string{"governance", "compliance"} {
		t.Run(mode, func(t *testing.T) {
			b, data := openAt(t, lockedBucket(t, mode)), aLetter()
			put := time.Now().UTC().Truncate(time.Second) // the server's clock, too, says when it was
			b.now = func() time.Time { return put }
			mustPut(t, b, aKey(1), data, true)
			head, err := b.head(context.Background(), aKey(1))
			if err != nil {
				t.Fatal(err)
			}
			until := aws.ToTime(head.ObjectLockRetainUntilDate)
			if string(head.ObjectLockMode) != strings.ToUpper(mode) || !until.Equal(put.AddDate(10, 0, 0)) {
				t.Errorf("locked by %s until %s", head.ObjectLockMode, until)
			}
			_, err = b.client.DeleteObject(context.Background(), &s3.DeleteObjectInput{Bucket: &b.at.bucket, Key: aws.String(b.prefix + aKey(1))})
			if s := status(err); s != http.StatusForbidden && s != http.StatusBadRequest {
				t.Errorf("a locked letter was deleted: %v", err)
			}
			mustHold(t, b, aKey(1), data)
		})
	}
}

// A bucket without Object Lock is found out before a letter is sent to it.
func TestLockOnABucketWithout(t *testing.T) {
	own := testServer(t)
	own.prefix, own.terms = randomPrefix(), terms{years: 10}
	b := openAt(t, own)
	wantKind(t, b.Check(context.Background()), fault.Unavailable)
	_, err := put(b, aKey(1), []byte("x"))
	wantKind(t, err, fault.Unavailable)
	_, err = b.Get(context.Background(), aKey(1))
	wantKind(t, err, fault.NotFound)
}

// An object that was stored before the address demanded locks is not taken for
// one that is kept.
func TestLockOfAnEarlierObject(t *testing.T) {
	at := lockedBucket(t, "governance")
	before := at
	before.terms = terms{}
	data := aLetter()
	mustPut(t, openAt(t, before), aKey(1), data, true)
	_, err := put(openAt(t, at), aKey(1), data)
	wantKind(t, err, fault.Unavailable)
	if !strings.Contains(err.Error(), "is not stored as retention demands: it is not locked") {
		t.Error(err)
	}
	_, err = put(openAt(t, at), aKey(1), data[1:])
	wantKind(t, err, fault.Conflict)
}

// The real server accepts the demand of encryption and stores plain bytes: no
// letter gets there.
func TestEncryptionOnAServerWithout(t *testing.T) {
	for _, sse := range []string{"AES256", "aws:kms"} {
		own := testServer(t)
		own.prefix = randomPrefix()
		if err := own.terms.set("sse", sse); err != nil {
			t.Fatal(err)
		}
		b := openAt(t, own)
		for _, err := range []error{b.Check(context.Background()), second(put(b, aKey(1), []byte("x")))} {
			wantKind(t, err, fault.Unavailable)
			if !strings.Contains(err.Error(), "not stored as sse="+sse+" demands: it is not encrypted") {
				t.Error(err)
			}
		}
		own.terms = terms{}
		_, err := openAt(t, own).Get(context.Background(), aKey(1))
		wantKind(t, err, fault.NotFound)
	}
}

func second(_ bool, err error) error { return err }

// kms is a server that encrypts by what says, and counts the letters it is sent.
func kms(t *testing.T, what func(r *http.Request) (sse, key string)) (*bucket, *atomic.Int64) {
	var letters atomic.Int64
	b := answering(t, func(w http.ResponseWriter, r *http.Request) {
		isMarker := strings.Contains(r.URL.Path, "letterpress-archive-")
		if !isMarker {
			letters.Add(1)
		}
		sse, key := what(r)
		w.Header().Set("x-amz-server-side-encryption", sse)
		w.Header().Set("x-amz-server-side-encryption-aws-kms-key-id", key)
		if r.Method == http.MethodHead {
			w.Header().Set("x-amz-checksum-sha256", markerSum)
			w.Header().Set("Content-Length", "42")
			return
		}
		if isMarker && r.Method == http.MethodPut {
			w.WriteHeader(http.StatusPreconditionFailed)
		}
	})
	b.at.terms = terms{sse: types.ServerSideEncryptionAwsKms, kmsKey: "1234abcd"}
	return b, &letters
}

// markerSum is the SHA-256 of the marker's bytes.
const markerSum = "Bxqgjf5yGLwmTPP7F68KEcZ7t1eAb2LHwgaqLktq3aE="

func TestEncryptionByKMS(t *testing.T) {
	b, letters := kms(t, func(r *http.Request) (string, string) {
		if r.Method == http.MethodPut && (r.Header.Get("x-amz-server-side-encryption") != "aws:kms" ||
			r.Header.Get("x-amz-server-side-encryption-aws-kms-key-id") != "1234abcd") {
			t.Error("a put that does not ask for encryption")
		}
		return "aws:kms", "arn:aws:kms:us-east-1:111122223333:key/1234abcd"
	})
	mustPut(t, b, aKey(1), aLetter(), true)
	mustPut(t, b, aKey(2), aLetter(), true)
	if n := letters.Load(); n != 2 {
		t.Errorf("%d letters", n)
	}
}

// Each answer is looked at: a server that stops to encrypt, or takes another
// key, ends the run before the letter is on record. One that never did is sent
// no letter at all.
func TestEncryptionFailsClosed(t *testing.T) {
	for name, c := range map[string]struct {
		sse, key string
		always   bool
		want     string
	}{
		"none, from the start":  {"", "", true, "sse=aws:kms"},
		"none, later":           {"", "", false, "sse=aws:kms"},
		"another, later":        {"AES256", "", false, "sse=aws:kms"},
		"other key, from start": {"aws:kms", "arn:aws:kms:us-east-1:111122223333:key/ffff", true, "kms-key"},
		"other key, later":      {"aws:kms", "arn:aws:kms:us-east-1:111122223333:key/ffff", false, "kms-key"},
	} {
		t.Run(name, func(t *testing.T) {
			b, letters := kms(t, func(r *http.Request) (string, string) {
				if !c.always && strings.Contains(r.URL.Path, "letterpress-archive-") {
					return "aws:kms", "arn:aws:kms:us-east-1:111122223333:key/1234abcd"
				}
				return c.sse, c.key
			})
			_, err := put(b, aKey(1), aLetter())
			wantKind(t, err, fault.Unavailable)
			if !strings.Contains(fault.MessageOf(err), "is not stored as "+c.want+" demands") || fault.HintOf(err) == "" {
				t.Errorf("%v\nhint: %s", err, fault.HintOf(err))
			}
			if n := letters.Load(); (n == 0) != c.always {
				t.Errorf("%d letters were sent", n)
			}
		})
	}
}
