package archive

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"letterpress/internal/fault"
)

// encrypting returns the address of a new bucket with Object Lock on a server that
// encrypts, and of what terms say, and skips the test when there is none.
func encrypting(t *testing.T, terms string) address {
	t.Helper()
	s := os.Getenv("LETTERPRESS_TEST_KMS")
	if s == "" {
		t.Skip("skipped: encryption by a real server. Run it with one:\n  tools/kmsserver/run go test ./internal/archive/...")
	}
	at, err := parseAddress(s + terms)
	if err != nil {
		t.Fatalf("LETTERPRESS_TEST_KMS: %v", err)
	}
	at.bucket = strings.ReplaceAll(randomPrefix(), "/", "-")
	_, err = openAt(t, at).client.CreateBucket(context.Background(), &s3.CreateBucketInput{
		Bucket: &at.bucket, ObjectLockEnabledForBucket: aws.Bool(true)})
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// Another make of server than the one that the other tests use keeps the promises
// of an archive, too, also when it locks and encrypts.
func TestEncryptingBucketConformance(t *testing.T) {
	for _, terms := range []string{"", "&sse=AES256", "&retention=10y&lock=compliance&sse=aws:kms&kms-key=letters"} {
		t.Run(terms, func(t *testing.T) {
			at := encrypting(t, terms)
			conform(t, func(t *testing.T) func() Archive {
				own := at
				own.prefix = randomPrefix()
				return func() Archive { return openAt(t, own) }
			})
		})
	}
}

// A letter is encrypted by the key that the address names, however it names it.
func TestLettersAreEncrypted(t *testing.T) {
	const kms, ours = "aws:kms", "arn:aws:kms:letters"
	for terms, want := range map[string][2]string{
		"":                             {"", ""},
		"&sse=AES256":                  {"AES256", ""},
		"&sse=aws:kms":                 {kms, ours},
		"&sse=aws:kms&kms-key=letters": {kms, ours},
		"&sse=aws:kms&kms-key=" + ours: {kms, ours},
		"&retention=1d&sse=aws%3Akms":  {kms, ours},
	} {
		b, data := openAt(t, encrypting(t, terms)), aLetter()
		if err := b.Check(context.Background()); err != nil {
			t.Errorf("%s: %v", terms, err)
		}
		mustPut(t, b, aKey(1), data, true)
		head, err := b.head(context.Background(), aKey(1))
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{string(head.ServerSideEncryption), aws.ToString(head.SSEKMSKeyId)}; got != want {
			t.Errorf("%s: encrypted by %q, want %q", terms, got, want)
		}
		mustHold(t, b, aKey(1), data)
	}
}

// A key that the server does not have lets no letter through.
func TestUnknownKey(t *testing.T) {
	at := encrypting(t, "&sse=aws:kms&kms-key=another")
	b := openAt(t, at)
	wantKind(t, b.Check(context.Background()), fault.Unavailable)
	_, err := put(b, aKey(1), aLetter())
	wantKind(t, err, fault.Unavailable)
	at.terms = terms{}
	_, err = openAt(t, at).Get(context.Background(), aKey(1))
	wantKind(t, err, fault.NotFound)
}

// An object that was stored before the address demanded encryption, or by another
// kind of it, is not taken for one that is kept.
func TestEncryptionOfAnEarlierObject(t *testing.T) {
	at := encrypting(t, "&sse=aws:kms")
	before, data := at, aLetter()
	for key, sse := range map[string]string{aKey(1): "", aKey(2): "AES256"} {
		if before.terms = (terms{}); sse != "" {
			if err := before.terms.set("sse", sse); err != nil {
				t.Fatal(err)
			}
		}
		mustPut(t, openAt(t, before), key, data, true)
		_, err := put(openAt(t, at), key, data)
		wantKind(t, err, fault.Unavailable)
		if !strings.Contains(err.Error(), "is not stored as sse=aws:kms demands") {
			t.Error(err)
		}
	}
}

// The lock of an encrypted letter ends when it should.
func TestLockOfAnEncryptedLetter(t *testing.T) {
	b := openAt(t, encrypting(t, "&retention=10y&lock=governance&sse=aws:kms"))
	put := time.Now().UTC().Truncate(time.Second)
	b.now = func() time.Time { return put }
	mustPut(t, b, aKey(1), aLetter(), true)
	head, err := b.head(context.Background(), aKey(1))
	if err != nil {
		t.Fatal(err)
	}
	if until := aws.ToTime(head.ObjectLockRetainUntilDate); string(head.ObjectLockMode) != "GOVERNANCE" || !until.Equal(put.AddDate(10, 0, 0)) {
		t.Errorf("locked by %s until %s", head.ObjectLockMode, until)
	}
}
