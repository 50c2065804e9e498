package jobs

import (
	"context"
	"hash/fnv"
	"sync"

	"github.com/jackc/pgx/v5/pgxpool"

	"letterpress/internal/fault"
)

// sessions tells by locks of database sessions who lives: PostgreSQL drops the
// lock with the connection, however the process ended, on whatever host.
type sessions struct {
	pool *pgxpool.Pool
	mu   sync.Mutex
	conn *pgxpool.Conn
	id   string
}

func (s *sessions) hold(ctx context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.id = id
	return s.take(ctx)
}

// take locks this worker's id in a session of its own.
func (s *sessions) take(ctx context.Context) error {
	conn, err := s.pool.Acquire(ctx)
	if err == nil {
		_, err = conn.Exec(ctx, "SELECT pg_advisory_lock($1)", lockOf(s.id))
		if err != nil {
			conn.Release()
		}
	}
	if err != nil {
		return fault.Wrap(fault.Unavailable, err, "say that this worker lives")
	}
	s.conn = conn
	return nil
}

// renew takes another session when this worker's was lost, as often as it needs.
func (s *sessions) renew(ctx context.Context) error {
	if s.conn != nil && s.conn.Ping(ctx) == nil {
		return nil
	}
	s.drop()
	return s.take(ctx)
}

// dead tries the locks of others in this worker's session: one that can be had
// is nobody's. It also renews this worker's own when its session was lost.
func (s *sessions) dead(ctx context.Context, ids []string) (gone []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.renew(ctx); err != nil {
		return nil, err
	}
	for _, id := range ids {
		var free bool
		if err := s.conn.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", lockOf(id)).Scan(&free); err != nil {
			return nil, fault.Wrap(fault.Unavailable, err, "ask who lives")
		}
		if !free {
			continue
		}
		gone = append(gone, id)
		if _, err := s.conn.Exec(ctx, "SELECT pg_advisory_unlock($1)", lockOf(id)); err != nil {
			return nil, fault.Wrap(fault.Unavailable, err, "ask who lives")
		}
	}
	return gone, nil
}

func (s *sessions) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop()
}

// drop ends this worker's session, whatever its state: the lock goes with it, and
// nobody else may get it from the pool with the lock on it.
func (s *sessions) drop() {
	if s.conn == nil {
		return
	}
	_ = s.conn.Conn().Close(context.Background())
	s.conn.Release()
	s.conn = nil
}

// lockOf is the number of a worker's lock.
func lockOf(id string) int64 {
	h := fnv.New64a()
	h.Write([]byte("letterpress worker " + id))
	return int64(h.Sum64())
}
