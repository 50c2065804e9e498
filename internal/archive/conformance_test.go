package archive

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"letterpress/internal/fault"
)

// conform holds an adapter to the promises of Archive. open returns the same
// empty archive at each call of one test, through a client of its own, as
// another process would have it.
func conform(t *testing.T, open func(t *testing.T) func() Archive) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, open func() Archive)
	}{
		{"put then get", putThenGet},
		{"an empty object", emptyObject},
		{"the same bytes again", sameAgain},
		{"other bytes conflict", otherBytes},
		{"another process sees it", anotherProcess},
		{"64 racers with the same bytes", racersAlike},
		{"64 racers with different bytes", racersApart},
		{"64 keys at once", manyKeys},
		{"a missing key", missingKey},
		{"invalid keys", invalidKeys},
		{"a cancelled context", cancelled},
		{"check", checks},
		{"errors carry no bytes", errorsCarryNoBytes},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// aKey returns the n-th key of a fictional tenant.
func aKey(n int) string {
	return fmt.Sprintf("tenant-%d/2025/02/00000000-0000-5000-8000-%012d.pdf", n%3, n)
}

// aLetter returns bytes of about a letter's size that differ from call to call.
func aLetter() []byte {
	data := make([]byte, 45_000)
	rand.Read(data)
	return data
}

func put(a Archive, key string, data []byte) (bool, error) {
	return a.PutOnce(context.Background(), key, data, sha256.Sum256(data))
}

// mustPut puts data and wants created to be as given.
func mustPut(t *testing.T, a Archive, key string, data []byte, created bool) {
	t.Helper()
	got, err := put(a, key, data)
	if err != nil {
		t.Fatalf("PutOnce: %v", err)
	}
	if got != created {
		t.Fatalf("PutOnce: created is %v, want %v", got, created)
	}
}

// mustHold wants key to hold exactly data, by Get and by Stat.
func mustHold(t *testing.T, a Archive, key string, data []byte) {
	t.Helper()
	got, err := a.Get(context.Background(), key)
	if err != nil {
		t.Fatalf("Get: %v", err)
	}
	if !bytes.Equal(got, data) {
		t.Fatalf("Get: %d bytes, not the %d bytes stored", len(got), len(data))
	}
	size, sum, err := a.Stat(context.Background(), key)
	if err != nil {
		t.Fatalf("Stat: %v", err)
	}
	if size != int64(len(data)) || sum != sha256.Sum256(data) {
		t.Fatalf("Stat: size %d, sum %x, not those of the %d bytes stored", size, sum, len(data))
	}
}

func wantKind(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	if got := fault.KindOf(err); got != kind {
		t.Fatalf("error of kind %d, want %d: %v", got, kind, err)
	}
}

func putThenGet(t *testing.T, open func() Archive) {
	a, data := open(), aLetter()
	mustPut(t, a, aKey(1), data, true)
	mustHold(t, a, aKey(1), data)
	mustPut(t, a, "manifest.json", []byte("{}"), true)
	mustHold(t, a, "manifest.json", []byte("{}"))
}

func emptyObject(t *testing.T, open func() Archive) {
	a := open()
	mustPut(t, a, "empty.csv", nil, true)
	mustPut(t, a, "empty.csv", []byte{}, false)
	mustHold(t, a, "empty.csv", nil)
}

func sameAgain(t *testing.T, open func() Archive) {
	a, data := open(), aLetter()
	mustPut(t, a, aKey(1), data, true)
	mustPut(t, a, aKey(1), data, false)
	mustPut(t, a, aKey(1), bytes.Clone(data), false)
	mustHold(t, a, aKey(1), data)
}

func otherBytes(t *testing.T, open func() Archive) {
	a, data := open(), aLetter()
	mustPut(t, a, aKey(1), data, true)
	sameSize := bytes.Clone(data)
	sameSize[len(sameSize)-1] ^= 1
	for _, other := range [][]byte{sameSize, data[:len(data)-1], append(bytes.Clone(data), 0), nil} {
		created, err := put(a, aKey(1), other)
		wantKind(t, err, fault.Conflict)
		if created {
			t.Error("created is true beside a conflict")
		}
		if !strings.Contains(err.Error(), aKey(1)) {
			t.Errorf("the error does not name the key: %v", err)
		}
	}
	mustHold(t, a, aKey(1), data)
	mustPut(t, a, aKey(1), data, false)
}

func anotherProcess(t *testing.T, open func() Archive) {
	data := aLetter()
	mustPut(t, open(), aKey(1), data, true)
	a := open()
	mustHold(t, a, aKey(1), data)
	mustPut(t, a, aKey(1), data, false)
	_, err := put(a, aKey(1), aLetter())
	wantKind(t, err, fault.Conflict)
}

const racers = 64

func racersAlike(t *testing.T, open func() Archive) {
	data := aLetter()
	errs, created := race(open, func(int) []byte { return data })
	for _, err := range errs {
		if err != nil {
			t.Errorf("PutOnce: %v", err)
		}
	}
	if created != 1 {
		t.Errorf("%d puts say that they created the object, want 1", created)
	}
	mustHold(t, open(), aKey(1), data)
}

func racersApart(t *testing.T, open func() Archive) {
	all := make([][]byte, racers)
	for i := range all {
		all[i] = aLetter()
	}
	errs, created := race(open, func(i int) []byte { return all[i] })
	winner := -1
	for i, err := range errs {
		if err == nil {
			winner = i
			continue
		}
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("PutOnce: %v, want a conflict", err)
		}
	}
	if created != 1 || winner < 0 {
		t.Fatalf("%d puts say that they created the object, want 1", created)
	}
	mustHold(t, open(), aKey(1), all[winner])
}

// race puts from all racers at once under one key, through two clients.
func race(open func() Archive, data func(i int) []byte) (errs []error, created int64) {
	clients := []Archive{open(), open()}
	errs = make([]error, racers)
	var winners atomic.Int64
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i := range racers {
		wg.Go(func() {
			<-start
			won, err := put(clients[i%len(clients)], aKey(1), data(i))
			if errs[i] = err; won {
				winners.Add(1)
			}
		})
	}
	close(start)
	wg.Wait()
	return errs, winners.Load()
}

func manyKeys(t *testing.T, open func() Archive) {
	a := open()
	all := make([][]byte, 3*racers)
	var wg sync.WaitGroup
	for i := range all {
		all[i] = aLetter()
		wg.Go(func() {
			if created, err := put(a, aKey(i), all[i]); err != nil || !created {
				t.Errorf("PutOnce of key %d: created %v, %v", i, created, err)
			}
		})
	}
	wg.Wait()
	for i := range all {
		mustHold(t, a, aKey(i), all[i])
	}
}

func missingKey(t *testing.T, open func() Archive) {
	a := open()
	mustPut(t, a, aKey(1), aLetter(), true)
	for _, key := range []string{aKey(2), "no-such-tenant/2025/02/x.pdf", "x.pdf"} {
		_, err := a.Get(context.Background(), key)
		wantKind(t, err, fault.NotFound)
		_, _, err = a.Stat(context.Background(), key)
		wantKind(t, err, fault.NotFound)
	}
}

func invalidKeys(t *testing.T, open func() Archive) {
	a := open()
	for _, key := range []string{"", "/", "a", "../a.pdf", "a/../b.pdf", "/a.pdf", ".tmp/a.pdf", "a.pdf/b.pdf"} {
		_, err := put(a, key, []byte("x"))
		wantKind(t, err, fault.Internal)
		_, err = a.Get(context.Background(), key)
		wantKind(t, err, fault.Internal)
		_, _, err = a.Stat(context.Background(), key)
		wantKind(t, err, fault.Internal)
	}
}

func cancelled(t *testing.T, open func() Archive) {
	a, data := open(), aLetter()
	mustPut(t, a, aKey(1), data, true)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, put1 := a.PutOnce(ctx, aKey(1), data, sha256.Sum256(data))
	_, put2 := a.PutOnce(ctx, aKey(2), data, sha256.Sum256(data))
	_, get := a.Get(ctx, aKey(1))
	_, _, stat := a.Stat(ctx, aKey(1))
	for _, err := range []error{put1, put2, get, stat, a.Check(ctx)} {
		wantKind(t, err, fault.Interrupted)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("not context.Canceled: %v", err)
		}
	}
	_, err := a.Get(context.Background(), aKey(2))
	wantKind(t, err, fault.NotFound)
}

func checks(t *testing.T, open func() Archive) {
	a := open()
	for range 3 {
		if err := a.Check(context.Background()); err != nil {
			t.Fatalf("Check: %v", err)
		}
	}
	if err := open().Check(context.Background()); err != nil {
		t.Fatalf("Check: %v", err)
	}
}

func errorsCarryNoBytes(t *testing.T, open func() Archive) {
	a := open()
	mustPut(t, a, aKey(1), []byte("CANARY-ONE"), true)
	_, conflict := put(a, aKey(1), []byte("CANARY-TWO"))
	_, invalid := put(a, "CANARY Name.pdf", []byte("CANARY-TWO"))
	for _, err := range []error{conflict, invalid} {
		if err == nil || strings.Contains(err.Error(), "CANARY") {
			t.Errorf("an error repeats what was stored or asked: %v", err)
		}
	}
}
