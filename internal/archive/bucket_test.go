package archive

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"letterpress/internal/fault"
)

func TestBucketConformance(t *testing.T) {
	at := testServer(t)
	conform(t, func(t *testing.T) func() Archive {
		own := at
		own.prefix = randomPrefix()
		return func() Archive { return openAt(t, own) }
	})
}

// testServer returns the address of the S3 server to test with, and skips the
// test when there is none.
func testServer(t *testing.T) address {
	t.Helper()
	s := os.Getenv("LETTERPRESS_TEST_S3")
	if s == "" {
		t.Skip("skipped: the archive in S3. Run it with a server:\n  tools/s3server/run go test ./internal/archive/...")
	}
	at, err := parseAddress(s)
	if err != nil {
		t.Fatalf("LETTERPRESS_TEST_S3: %v", err)
	}
	return at
}

func randomPrefix() string { return "test/" + strings.ToLower(rand.Text()) }

// hasty bounds calls so that tests of dead servers end soon.
var hasty = patience{
	attempts: 4,
	pause:    50 * time.Millisecond,
	dial:     time.Second,
	attempt:  time.Second,
	call:     20 * time.Second,
}

func openAt(t *testing.T, at address) *bucket {
	t.Helper()
	b, err := openBucket(context.Background(), at, hasty)
	if err != nil {
		t.Fatalf("open %s: %v", at, err)
	}
	return b
}

func TestOpenBucketByAddress(t *testing.T) {
	at := testServer(t)
	s := os.Getenv("LETTERPRESS_TEST_S3")
	prefix := randomPrefix()
	a, err := Open(context.Background(), strings.Replace(s, at.String(), at.String()+"/"+prefix, 1), "not used")
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, a, aKey(1), []byte("x"), true)
	at.prefix = strings.Trim(at.prefix+"/"+prefix, "/")
	mustHold(t, openAt(t, at), aKey(1), []byte("x"))
}

func TestBucketMissing(t *testing.T) {
	at := testServer(t)
	at.bucket = "no-such-bucket-here"
	b := openAt(t, at)
	_, err := put(b, aKey(1), []byte("x"))
	wantKind(t, err, fault.Unavailable)
	if fault.HintOf(err) != "create the bucket first" {
		t.Errorf("hint %q for %v", fault.HintOf(err), err)
	}
	_, err = b.Get(context.Background(), aKey(1))
	wantKind(t, err, fault.Unavailable)
	wantKind(t, b.Check(context.Background()), fault.Unavailable)
}

func TestBucketRefusesTheCredentials(t *testing.T) {
	at := testServer(t)
	t.Setenv("AWS_SECRET_ACCESS_KEY", "CANARY-wrong")
	b := openAt(t, at)
	_, err := put(b, aKey(1), []byte("x"))
	wantKind(t, err, fault.Unavailable)
	if !strings.Contains(err.Error(), "403 SignatureDoesNotMatch") || !strings.Contains(fault.HintOf(err), "credentials") {
		t.Errorf("%v\nhint: %s", err, fault.HintOf(err))
	}
	if strings.Contains(err.Error(), "CANARY") || strings.Contains(err.Error(), os.Getenv("AWS_ACCESS_KEY_ID")) {
		t.Errorf("the error repeats credentials: %v", err)
	}
}

func TestBucketRefusesAWrongSum(t *testing.T) {
	own := testServer(t)
	own.prefix = randomPrefix()
	b := openAt(t, own)
	_, err := b.PutOnce(context.Background(), aKey(1), []byte("x"), sha256.Sum256([]byte("y")))
	wantKind(t, err, fault.Unavailable)
	_, err = b.Get(context.Background(), aKey(1))
	wantKind(t, err, fault.NotFound)
}

// The tests below need no S3 server: they ask what happens when there is none,
// or one that breaks its word.

// testCredentials gives the client something to sign with.
func testCredentials(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
}

func TestBucketUnreachable(t *testing.T) {
	testCredentials(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	b := openAt(t, address{bucket: "letters", endpoint: "http://" + l.Addr().String(), pathStyle: true})
	for _, err := range callAll(b) {
		wantKind(t, err, fault.Unavailable)
		if !strings.Contains(err.Error(), "connection refused") || fault.HintOf(err) == "" {
			t.Errorf("%v\nhint: %s", err, fault.HintOf(err))
		}
	}
}

// Looking for credentials asks other servers; what they say is not the
// archive's word.
func TestBucketWithoutCredentials(t *testing.T) {
	metadata := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(metadata.Close)
	b := answering(t, func(http.ResponseWriter, *http.Request) { t.Error("a request without credentials") })
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"} {
		t.Setenv(name, "")
	}
	t.Setenv("AWS_CONFIG_FILE", os.DevNull)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	t.Setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.URL)
	for _, err := range callAll(openAt(t, b.at)) {
		wantKind(t, err, fault.Unavailable)
		if !strings.Contains(err.Error(), "no AWS credentials") || !strings.Contains(fault.HintOf(err), "AWS_PROFILE") {
			t.Errorf("%v\nhint: %s", err, fault.HintOf(err))
		}
	}
}

// callAll returns what each call of a says.
func callAll(a Archive) []error {
	_, put := put(a, aKey(1), []byte("x"))
	_, get := a.Get(context.Background(), aKey(1))
	_, _, stat := a.Stat(context.Background(), aKey(1))
	return []error{put, get, stat, a.Check(context.Background())}
}

// answering returns an archive on a server that answers each request as told.
func answering(t *testing.T, answer http.HandlerFunc) *bucket {
	testCredentials(t)
	s := httptest.NewServer(answer)
	t.Cleanup(s.Close)
	return openAt(t, address{bucket: "letters", endpoint: s.URL, pathStyle: true})
}

func TestBucketRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		code   string
		hint   string
	}{
		"no right":      {403, "AccessDenied", "the server refuses"},
		"locked":        {403, "ObjectLocked", "the server refuses"},
		"locked, 400":   {400, "InvalidRequest", "the server refuses"},
		"other region":  {301, "PermanentRedirect", "another region"},
		"no such thing": {501, "NotImplemented", "conditional writes"},
		"server broken": {500, "InternalError", ""},
		"busy":          {503, "SlowDown", ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := answering(t, func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(c.status)
				w.Write([]byte("<Error><Code>" + c.code + "</Code><Message>CANARY</Message></Error>"))
			})
			_, err := put(b, aKey(1), []byte("x"))
			wantKind(t, err, fault.Unavailable)
			if !strings.Contains(err.Error(), c.code) || strings.Contains(err.Error(), "CANARY") {
				t.Errorf("want the code %s and no more of the answer: %v", c.code, err)
			}
			if hint := fault.HintOf(err); !strings.Contains(hint, c.hint) || (hint == "") != (c.hint == "") {
				t.Errorf("hint %q, want %q", hint, c.hint)
			}
		})
	}
}

// Some servers take the condition and overwrite: Check finds out before the
// first letter.
func TestBucketOnAServerThatOverwrites(t *testing.T) {
	b := answering(t, func(w http.ResponseWriter, r *http.Request) {})
	err := b.Check(context.Background())
	wantKind(t, err, fault.Unavailable)
	if !strings.Contains(err.Error(), "ignores If-None-Match") {
		t.Error(err)
	}
}

// A server that says "taken" and then "no such object" is asked again, not for
// ever.
func TestBucketOnAServerThatContradictsItself(t *testing.T) {
	puts := 0
	b := answering(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			puts++
			w.WriteHeader(http.StatusPreconditionFailed)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	})
	_, err := put(b, aKey(1), []byte("x"))
	wantKind(t, err, fault.Unavailable)
	if puts != rounds {
		t.Errorf("%d puts, want %d", puts, rounds)
	}
}

// Another writer is at it (409), then done (412), and the server keeps no
// checksum: the object is read and hashed.
func TestBucketOnAServerWithoutChecksums(t *testing.T) {
	data, other := aLetter(), aLetter()
	puts := 0
	serve := func(stored []byte) *bucket {
		puts = 0
		return answering(t, func(w http.ResponseWriter, r *http.Request) {
			switch puts++; {
			case r.Method != http.MethodPut:
				w.Write(stored)
			case r.Header.Get("If-None-Match") != "*":
				t.Error("a put without its condition")
			case puts < 3:
				w.WriteHeader(http.StatusConflict)
			default:
				w.WriteHeader(http.StatusPreconditionFailed)
			}
		})
	}
	mustPut(t, serve(data), aKey(1), data, false)
	_, err := put(serve(other), aKey(1), data)
	wantKind(t, err, fault.Conflict)
}

// An answer that breaks off is asked for again.
func TestBucketGetOfABrokenAnswer(t *testing.T) {
	data := aLetter()
	gets := 0
	b := answering(t, func(w http.ResponseWriter, r *http.Request) {
		if gets++; gets < 3 {
			w.Header().Set("Content-Length", "45000")
			w.Write(data[:20_000])
			panic(http.ErrAbortHandler)
		}
		w.Write(data)
	})
	mustHold(t, b, aKey(1), data)
}

// Bytes that do not match the checksum the server keeps are no letter.
func TestBucketGetOfDamagedBytes(t *testing.T) {
	b := answering(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("x-amz-checksum-sha256", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=") // of "abc"
		w.Write([]byte("abd"))
	})
	_, err := b.Get(context.Background(), aKey(1))
	wantKind(t, err, fault.Unavailable)
}

func TestBucketSilentServer(t *testing.T) {
	testCredentials(t)
	quiet := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-quiet }))
	t.Cleanup(s.Close)
	t.Cleanup(func() { close(quiet) })
	brief := hasty
	brief.attempt, brief.call = 50*time.Millisecond, 300*time.Millisecond
	b, err := openBucket(context.Background(), address{bucket: "letters", endpoint: s.URL, pathStyle: true}, brief)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range callAll(b) {
		wantKind(t, err, fault.Unavailable)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err = b.PutOnce(ctx, aKey(1), []byte("x"), sha256.Sum256([]byte("x")))
	wantKind(t, err, fault.Interrupted)
}

func TestBucketNeedsARegionForAWS(t *testing.T) {
	t.Setenv("AWS_REGION", "")
	t.Setenv("AWS_DEFAULT_REGION", "")
	t.Setenv("AWS_CONFIG_FILE", os.DevNull)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	_, err := Open(context.Background(), "s3://letters", "not used")
	wantKind(t, err, fault.Usage)
	a, err := Open(context.Background(), "s3://letters/p?region=us-east-2", "not used")
	if err != nil {
		t.Fatal(err)
	}
	if a.String() != "s3://letters/p" {
		t.Errorf("String: %s", a)
	}
}
