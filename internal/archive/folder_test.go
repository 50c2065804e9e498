package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"letterpress/internal/fault"
)

func TestFolderConformance(t *testing.T) {
	conform(t, func(t *testing.T) func() Archive {
		dir := filepath.Join(t.TempDir(), "data", "archive")
		return func() Archive { return openDir(t, dir) }
	})
}

func openDir(t *testing.T, dir string) Archive {
	t.Helper()
	a, err := Open(context.Background(), "", dir)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return a
}

// files returns the slash-separated paths of all files below dir.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestOpenFolderByAddress(t *testing.T) {
	dir := t.TempDir()
	for _, address := range []string{dir + "/plain", "file:" + dir + "/file", "file://" + dir + "/url"} {
		a, err := Open(context.Background(), address, "not used")
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		mustPut(t, a, "a.pdf", []byte("x"), true)
	}
	for _, name := range []string{"plain", "file", "url"} {
		if got, err := os.ReadFile(filepath.Join(dir, name, "a.pdf")); err != nil || string(got) != "x" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestFolderHoldsFinishedLettersOnly(t *testing.T) {
	dir := t.TempDir()
	a := openDir(t, dir)
	mustPut(t, a, "t/2025/01/a.pdf", []byte("one"), true)
	mustPut(t, a, "t/2025/01/a.pdf", []byte("one"), false)
	if _, err := put(a, "t/2025/01/a.pdf", []byte("two")); err == nil {
		t.Error("other bytes are accepted")
	}
	if err := a.Check(context.Background()); err != nil {
		t.Error(err)
	}
	if got := files(t, dir); len(got) != 1 || got[0] != "t/2025/01/a.pdf" {
		t.Errorf("files: %q", got)
	}
	info, err := os.Stat(filepath.Join(dir, "t/2025/01/a.pdf"))
	if err != nil || info.Mode().Perm() != 0o400 {
		t.Errorf("mode %v, want read-only for its owner: %v", info.Mode(), err)
	}
}

func TestFolderRefusesAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below")} {
		_, err := Open(context.Background(), "", dir)
		wantKind(t, err, fault.Unavailable)
	}
}

// What a killed run left in the staging folder is never taken for a letter, and
// goes away once no running process can own it.
func TestFolderSweepsWhatCrashedRunsLeft(t *testing.T) {
	dir := t.TempDir()
	openDir(t, dir).Check(context.Background())
	old, young := filepath.Join(dir, staging, "OLD"), filepath.Join(dir, staging, "YOUNG")
	for _, name := range []string{old, young} {
		if err := os.WriteFile(name, []byte("half a let"), 0o400); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-2 * abandoned)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	a := openDir(t, dir)
	mustPut(t, a, aKey(1), aLetter(), true)
	got := files(t, dir)
	if len(got) != 2 || got[0] != staging+"/YOUNG" || got[1] != aKey(1) {
		t.Errorf("files: %q", got)
	}
}

// A run that died between link and sync leaves a whole object, which the next
// run takes for its own.
func TestFolderConfirmsWhatACrashedRunLinked(t *testing.T) {
	dir, data := t.TempDir(), aLetter()
	name := filepath.Join(dir, filepath.FromSlash(aKey(1)))
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o400); err != nil {
		t.Fatal(err)
	}
	a := openDir(t, dir)
	mustPut(t, a, aKey(1), data, false)
	_, err := put(a, aKey(1), data[1:])
	wantKind(t, err, fault.Conflict)
}

func TestFolderStatSeesDamage(t *testing.T) {
	dir, data := t.TempDir(), aLetter()
	a := openDir(t, dir)
	mustPut(t, a, aKey(1), data, true)
	_, before, _ := a.Stat(context.Background(), aKey(1))
	name := filepath.Join(dir, filepath.FromSlash(aKey(1)))
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	data[7] ^= 1
	if err := os.WriteFile(name, data, 0o400); err != nil {
		t.Fatal(err)
	}
	_, after, err := a.Stat(context.Background(), aKey(1))
	if err != nil || after == before {
		t.Errorf("the same sum before and after damage; %v", err)
	}
}

// Folders that vanish under a running process cost at most one refused put.
func TestFolderRecoversWhenItsFoldersVanish(t *testing.T) {
	for _, gone := range []string{"tenant-1", staging} {
		dir := t.TempDir()
		a := openDir(t, dir)
		mustPut(t, a, aKey(1), aLetter(), true)
		if err := os.RemoveAll(filepath.Join(dir, gone)); err != nil {
			t.Fatal(err)
		}
		data := aLetter()
		_, err := put(a, aKey(4), data)
		wantKind(t, err, fault.Unavailable)
		mustPut(t, a, aKey(4), data, true)
		mustHold(t, a, aKey(4), data)
	}
}

func TestFolderRefusedByTheSystem(t *testing.T) {
	dir := t.TempDir()
	a := openDir(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "tenant-1"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := put(a, aKey(1), []byte("x"))
	wantKind(t, err, fault.Unavailable)
	if err := os.Mkdir(filepath.Join(dir, "folder.pdf"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err = put(a, "folder.pdf", []byte("x"))
	wantKind(t, err, fault.Unavailable)
	_, err = a.Get(context.Background(), "folder.pdf")
	wantKind(t, err, fault.Unavailable)
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("something is left behind: %q", got)
	}
}

func TestFolderDoesNotFollowLinksOut(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "tenant-1")); err != nil {
		t.Fatal(err)
	}
	_, err := put(openDir(t, dir), aKey(1), []byte("x"))
	wantKind(t, err, fault.Unavailable)
	if got := files(t, outside); len(got) != 0 {
		t.Errorf("written outside the archive: %q", got)
	}
}

const killedEnv = "LETTERPRESS_ARCHIVE_KILLED" // set in the process that the kill test kills

// killedLetter returns the n-th letter of the kill test.
func killedLetter(n int) []byte {
	return []byte(strings.Repeat(fmt.Sprintf("letter %d\n", n), 3000))
}

// TestFolderKilled kills a process in the middle of storing, again and again:
// what it acknowledged is there, nothing is half there, and a repeat completes
// the rest.
func TestFolderKilled(t *testing.T) {
	if dir := os.Getenv(killedEnv); dir != "" {
		storeUntilKilled(t, dir)
		return
	}
	dir := t.TempDir()
	acked := 0
	for i := range 4 {
		acked = max(acked, runAndKill(t, dir, acked+20*(i+1)))
	}
	a := openDir(t, dir)
	for _, name := range files(t, dir) {
		if strings.HasSuffix(name, ".pdf") == strings.HasPrefix(name, staging+"/") {
			t.Errorf("unfinished and finished files are not told apart: %s", name)
		}
	}
	for n := range acked {
		mustHold(t, a, aKey(n), killedLetter(n))
	}
	for n := range acked + 2*racers {
		if _, err := put(a, aKey(n), killedLetter(n)); err != nil {
			t.Fatalf("repeat of letter %d: %v", n, err)
		}
	}
}

// storeUntilKilled stores letters from 8 goroutines and prints each number n
// for which all letters below n are acknowledged.
func storeUntilKilled(t *testing.T, dir string) {
	a := openDir(t, dir)
	for from := 0; ; from += 8 {
		var wg sync.WaitGroup
		for n := from; n < from+8; n++ {
			wg.Go(func() {
				if _, err := put(a, aKey(n), killedLetter(n)); err != nil {
					fmt.Println("FAULT", err)
				}
			})
		}
		wg.Wait()
		fmt.Println("ACKED", from+8)
	}
}

// runAndKill starts the test binary as a process that stores, kills it once it
// has acknowledged enough letters, and returns how many it had.
func runAndKill(t *testing.T, dir string, enough int) (acked int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestFolderKilled$")
	cmd.Env = append(os.Environ(), killedEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	killed := false
	for lines.Scan() {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		if word == "FAULT" {
			t.Errorf("the process to be killed: %s", rest)
		}
		if n, err := strconv.Atoi(rest); word == "ACKED" && err == nil {
			acked = n
		}
		if acked >= enough && !killed {
			killed = true
			cmd.Process.Kill()
		}
	}
	cmd.Wait()
	return acked
}

// TestFolderFull fills a small file system: what was acknowledged stays, what
// was refused leaves nothing, a repeat is still success, and once there is room
// the archive goes on.
func TestFolderFull(t *testing.T) {
	small := os.Getenv("LETTERPRESS_TEST_SMALLFS")
	if small == "" {
		t.Skip("skipped: a full disk. Set LETTERPRESS_TEST_SMALLFS to a folder in which archive/ is a file system of a few MB:\n" +
			"  mount -t tmpfs -o size=4m tmpfs DIR/archive")
	}
	dir, err := os.MkdirTemp(filepath.Join(small, "archive"), "t-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	a := openDir(t, dir)
	ballast := make([]byte, 2*probe)
	mustPut(t, a, "ballast.pdf", ballast, true)
	stored := map[string][]byte{}
	fill(t, a, stored, 16, 0)
	fill(t, a, stored, 1, 10_000) // the room that the refused ones gave back
	names := files(t, dir)
	if len(names) != len(stored)+1 {
		t.Errorf("%d files for %d letters: a refused one has left something", len(names), len(stored)+1)
	}
	for key, data := range stored {
		mustHold(t, a, key, data)
		mustPut(t, a, key, data, false)
	}
	wantKind(t, a.Check(context.Background()), fault.Unavailable)

	if err := os.Remove(filepath.Join(dir, "ballast.pdf")); err != nil {
		t.Fatal(err)
	}
	if err := a.Check(context.Background()); err != nil {
		t.Errorf("with room again: %v", err)
	}
	mustPut(t, a, "ballast.pdf", ballast, true)
	mustHold(t, a, "ballast.pdf", ballast)
}

// fill stores letters, numbered from a start, from some goroutines until each
// has met a full disk, and adds what was acknowledged to stored.
func fill(t *testing.T, a Archive, stored map[string][]byte, goroutines, start int) {
	t.Helper()
	var mu sync.Mutex
	var next atomic.Int64
	next.Store(int64(start))
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			for {
				key, data := aKey(int(next.Add(1))), aLetter()
				if _, err := put(a, key, data); err != nil {
					if fault.KindOf(err) != fault.Unavailable || fault.HintOf(err) == "" {
						t.Errorf("full disk: %v", err)
					}
					return
				}
				mu.Lock()
				stored[key] = data
				full := len(stored) > 4000
				mu.Unlock()
				if full {
					t.Error("LETTERPRESS_TEST_SMALLFS takes 4,000 letters: it is not small")
					return
				}
			}
		})
	}
	wg.Wait()
}

// BenchmarkFolderPutOnce stores letters of 45 kB from 64 goroutines.
func BenchmarkFolderPutOnce(b *testing.B) {
	a, err := openFolder(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	data := aLetter()
	sum := sha256.Sum256(data)
	var next atomic.Int64
	b.SetBytes(int64(len(data)))
	b.SetParallelism(max(1, racers/runtime.GOMAXPROCS(0)))
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := a.PutOnce(b.Context(), aKey(int(next.Add(1))), data, sum); err != nil {
				b.Error(err)
			}
		}
	})
}
