package jobs

import (
	"context"

	"github.com/gofrs/flock"

	"letterpress/internal/fault"
)

// fileLock lets one process work on an SQLite database: whoever else has held
// work is gone.
type fileLock struct {
	path string
	lock *flock.Flock
}

func (f *fileLock) hold(_ context.Context, _ string) error {
	f.lock = flock.New(f.path)
	ok, err := f.lock.TryLock()
	switch {
	case err != nil:
		return fault.Wrap(fault.Unavailable, err, "lock the list of work")
	case !ok:
		return fault.New(fault.Unavailable, "another process works on this database").
			WithHint("stop it first")
	}
	return nil
}

func (f *fileLock) dead(_ context.Context, ids []string) ([]string, error) { return ids, nil }

func (f *fileLock) release() { _ = f.lock.Unlock() } // the end of the process unlocks it too
