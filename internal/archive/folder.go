package archive

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"time"

	"letterpress/internal/fault"
)

const (
	staging   = ".tmp"    // folder of unfinished files; no key can reach it
	abandoned = time.Hour // an unfinished file lives for milliseconds
	probe     = 256 << 10 // bytes that Check writes: with less room the next letter may not fit
)

// folder is the archive in a folder. Files are written and synced in the
// staging folder, then linked to their final name: a link, unlike a rename,
// fails when the name is taken, for one process as for many.
//
// Each put syncs its own file and folder. Sharing one folder sync among the
// puts that wait for it was measured and brought nothing: the file system's
// journal already joins syncs that run at the same time.
type folder struct {
	dir  string
	root *os.Root

	mu      sync.Mutex
	durable map[string]*shelf // folders made, and synced in their parent, by this process
}

// shelf is a folder of the archive held open, so that a put does not walk to it
// from the top each time. One that is forgotten closes when nobody holds it.
type shelf struct {
	root *os.Root
	dir  *os.File
}

// shelves is how many stay open: those of the months and tenants in hand.
const shelves = 64

// openFolder opens the archive in dir, which it makes if need be, and clears
// away what crashed runs left in the staging folder.
func openFolder(dir string) (*folder, error) {
	f := &folder{dir: dir, durable: map[string]*shelf{}}
	if err := makeDurable(dir); err != nil {
		return nil, f.fail("make the folder", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, f.fail("open the folder", err)
	}
	f.root = root
	f.sweep(time.Now())
	return f, nil
}

// String returns the folder's path.
func (f *folder) String() string { return f.dir }

// PutOnce implements Archive.
func (f *folder) PutOnce(ctx context.Context, key string, data []byte, _ [sha256.Size]byte) (bool, error) {
	if err := admit(ctx, f, key); err != nil {
		return false, err
	}
	at, err := f.prepare(path.Dir(key))
	if err != nil {
		return false, f.fail("make the folder of "+key, err)
	}
	// Looking first makes a repeat succeed on a full disk, too.
	if found, err := f.confirm(at, key, data); found || err != nil {
		return false, err
	}
	err = f.publish(at, key, data)
	if errors.Is(err, fs.ErrExist) { // another writer was quicker
		if found, err := f.confirm(at, key, data); found || err != nil {
			return false, err
		}
	}
	if err != nil {
		f.forget()
		return false, f.fail("store "+key, err)
	}
	return true, nil
}

// publish makes data appear under key, whole and durable, or returns
// fs.ErrExist. Only a failing sync of the folder leaves the object behind: its
// bytes are right, and the next call confirms it.
func (f *folder) publish(at *shelf, key string, data []byte) error {
	tmp, err := f.stage(data)
	if err != nil {
		return err
	}
	err = f.root.Link(tmp, key)
	f.root.Remove(tmp)
	if err != nil {
		return err
	}
	return syncHandle(at.dir)
}

// stage writes data to a synced file of its own and returns its name. On error
// no file remains.
func (f *folder) stage(data []byte) (string, error) {
	at, err := f.prepare(staging)
	if err != nil {
		return "", err
	}
	name := rand.Text()
	// Read-only from birth: a finished letter does not change.
	w, err := at.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o400)
	if err != nil {
		return "", err
	}
	_, err = w.Write(data)
	if err == nil {
		err = w.Sync()
	}
	if e := w.Close(); err == nil {
		err = e
	}
	if err != nil {
		at.root.Remove(name)
		return "", err
	}
	return path.Join(staging, name), nil
}

// confirm tells whether there is an object under key, with nil only when it is
// data and durable; other bytes are fault.Conflict. Whoever linked it may have
// died before the sync of its folder, so being there is not yet being durable.
func (f *folder) confirm(at *shelf, key string, data []byte) (found bool, err error) {
	have, err := at.root.ReadFile(path.Base(key))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, f.fail("read "+key, err)
	}
	if err := compare(f, key, have, data); err != nil {
		return true, err
	}
	if err := errors.Join(syncIn(at.root, path.Base(key)), syncHandle(at.dir)); err != nil {
		return true, f.fail("sync "+key, err)
	}
	return true, nil
}

// Get implements Archive.
func (f *folder) Get(ctx context.Context, key string) ([]byte, error) {
	if err := admit(ctx, f, key); err != nil {
		return nil, err
	}
	data, err := f.root.ReadFile(key)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notFound(f, key)
	}
	if err != nil {
		return nil, f.fail("read "+key, err)
	}
	return data, nil
}

// Stat implements Archive. It reads the whole file: only its bytes tell.
func (f *folder) Stat(ctx context.Context, key string) (int64, [sha256.Size]byte, error) {
	data, err := f.Get(ctx, key)
	if err != nil {
		return 0, [sha256.Size]byte{}, err
	}
	return int64(len(data)), sha256.Sum256(data), nil
}

// Check implements Archive: it goes the way of a put and leaves nothing. Some
// file systems have no links, which should be known before the first letter.
func (f *folder) Check(ctx context.Context) error {
	if ctx.Err() != nil {
		return interrupted(ctx, f)
	}
	tmp, err := f.stage(make([]byte, probe))
	if err == nil {
		err = f.root.Link(tmp, tmp+"-link")
		err = errors.Join(err, syncIn(f.root, staging))
		f.root.Remove(tmp + "-link")
		f.root.Remove(tmp)
	}
	if err != nil {
		f.forget()
		return f.fail("write a file", err)
	}
	return nil
}

// prepare makes dir, a slash-separated path in the archive, and every folder
// above it durable, once a process, and returns it open. A folder that is
// already there is synced as well: the run that made it may have died before it
// did.
func (f *folder) prepare(dir string) (*shelf, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.prepareLocked(dir)
}

func (f *folder) prepareLocked(dir string) (*shelf, error) {
	if at := f.durable[dir]; at != nil {
		return at, nil
	}
	if dir != "." {
		above, err := f.prepareLocked(path.Dir(dir))
		if err != nil {
			return nil, err
		}
		if err := above.root.Mkdir(path.Base(dir), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if err := syncHandle(above.dir); err != nil {
			return nil, err
		}
	}
	if len(f.durable) == shelves {
		clear(f.durable)
	}
	at, err := f.open(dir)
	if err == nil {
		f.durable[dir] = at
	}
	return at, err
}

func (f *folder) open(dir string) (*shelf, error) {
	root, err := f.root.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	handle, err := root.Open(".")
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &shelf{root: root, dir: handle}, nil
}

// forget makes the next put look at its folders again: one of them may have
// vanished, or been made anew, under a running process.
func (f *folder) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.durable)
}

// sweep removes the unfinished files of runs that ended before now less
// abandoned. Younger ones may belong to a process at work. It is a courtesy:
// what it cannot remove harms nobody.
func (f *folder) sweep(now time.Time) {
	entries, err := fs.ReadDir(f.root.FS(), staging)
	if err != nil {
		return
	}
	for _, e := range entries {
		if at, err := e.Info(); err == nil && now.Sub(at.ModTime()) > abandoned {
			f.root.Remove(path.Join(staging, e.Name()))
		}
	}
}

// fail makes a fault.Unavailable: whatever a file system refuses, the letter is
// not at fault, and the same call may succeed once the cause is gone.
func (f *folder) fail(what string, err error) error {
	e := failure(fault.Unavailable, f, what, err)
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		e.Err = fault.Full(err)
		return e.WithHint("make room and run again: what was stored stays stored")
	case errors.Is(err, errors.ErrUnsupported):
		return e.WithHint("the archive needs a file system with hard links")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return e.WithHint("the archive's folder must be writable, on a file system with hard links")
	}
	return e
}

// makeDurable makes dir and what is missing above it, each synced in its
// parent, so that it outlives a power cut.
func makeDurable(dir string) error {
	parent := filepath.Dir(dir)
	if info, err := os.Stat(dir); err == nil {
		if !info.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: dir, Err: syscall.ENOTDIR}
		}
		// The run that made it may have died before this sync. The parent may
		// be closed to us, and then others look after it.
		_ = syncDir(parent)
		return nil
	}
	if parent != dir {
		if err := makeDurable(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(parent)
}

func syncDir(dir string) error {
	h, err := os.Open(dir)
	if err != nil {
		return err
	}
	return syncAndClose(h)
}

// syncIn makes the entries of a folder, or the bytes of a file, durable.
func syncIn(root *os.Root, name string) error {
	h, err := root.Open(name)
	if err != nil {
		return err
	}
	return syncAndClose(h)
}

func syncAndClose(h *os.File) error {
	defer h.Close()
	return syncHandle(h)
}

func syncHandle(h *os.File) error {
	if runtime.GOOS == "windows" {
		return nil // has no such call for a handle opened to read; NTFS journals names
	}
	return h.Sync()
}
