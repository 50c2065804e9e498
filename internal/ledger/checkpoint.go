package ledger

import (
	"context"
	"database/sql"
	"time"
)

const (
	// foldFrom is how many pages SQLite's log holds that are not in the file yet
	// before they are folded in. Ids are spread evenly, so a chunk touches pages all
	// over the indexes; with SQLite's own 1000 they would be copied many times over.
	foldFrom = 4000
	// foldAtLast is the whole length of the log, in pages, from which on a commit
	// folds it itself: SQLite's own way, for when the checkpointer finds no time.
	foldAtLast = 4 * foldFrom
	// foldWait is how long writers may be held up for those who read from the log.
	foldWait = 20 * time.Millisecond
)

// checkpointer folds the log of a SQLite file into the file beside the work of
// the writers. Left to SQLite, the commit that fills the log does it, and those
// who have the next turns wait for it, tens of milliseconds each time.
type checkpointer struct {
	db      *sql.DB // a connection of its own
	turns   *turns
	commits chan struct{} // something was committed since the last look
	stop    context.CancelFunc
	ended   chan struct{}
}

// checkpoint begins to fold the log that the holders of turns write.
func checkpoint(db *sql.DB, t *turns) *checkpointer {
	ctx, stop := context.WithCancel(context.Background())
	c := &checkpointer{db: db, turns: t, commits: make(chan struct{}, 1), stop: stop, ended: make(chan struct{})}
	db.SetMaxOpenConns(1)
	go c.run(ctx)
	return c
}

// committed tells that the log has grown. It does not wait.
func (c *checkpointer) committed() {
	select {
	case c.commits <- struct{}{}:
	default:
	}
}

// close ends the work, after the step under way.
func (c *checkpointer) close() error {
	c.stop()
	<-c.ended
	return c.db.Close()
}

func (c *checkpointer) run(ctx context.Context) {
	defer close(c.ended)
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.commits:
			if left, ok := c.fold("NOOP"); ok && left >= foldFrom {
				c.foldAll(ctx)
			}
		}
	}
}

// foldAll folds what is in the log while others go on writing, and then, in a
// turn of its own, the little that they have added: a log that is all folded in
// and that nobody reads from is begun afresh by the next writer. For those who
// read from it now it waits no longer than its connection does. While somebody
// reads from before, as a backup does for long, or the file cannot be written,
// much is left: then holding up the writers would gain nothing.
func (c *checkpointer) foldAll(ctx context.Context) {
	if left, ok := c.fold("PASSIVE"); !ok || left >= foldFrom {
		return
	}
	if c.turns.take(ctx) == nil {
		c.fold("RESTART")
		c.turns.leave()
	}
}

// fold runs a checkpoint and returns how many pages of the log are not in the
// file after it (https://sqlite.org/pragma.html#pragma_wal_checkpoint). A failure
// is left to the writers, whom the same trouble will meet: SQLite, too, does not
// fail a commit for it.
func (c *checkpointer) fold(mode string) (left int, ok bool) {
	var busy, log, folded int
	err := c.db.QueryRow("PRAGMA wal_checkpoint("+mode+")").Scan(&busy, &log, &folded)
	return log - folded, err == nil
}
