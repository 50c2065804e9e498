package jobs

import (
	"sync"
	"time"

	"github.com/riverqueue/river/rivertype"
)

// hand is the jobs that this process works on. The database may say more: when it
// was gone as a job ended, nobody could tell it so.
type hand struct {
	mu      sync.Mutex
	jobs    map[int64]bool
	missing map[int64]time.Time // said to be in hand and not, at the last look: since when
}

// take notes a job, until the returned function is called.
func (h *hand) take(id int64) (drop func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.jobs == nil {
		h.jobs = map[int64]bool{}
	}
	h.jobs[id] = true
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.jobs, id)
	}
}

// dropped returns those jobs that are said to be in hand and were not at this look
// and the one before: one that was fetched or ended just now is on its way.
func (h *hand) dropped(said []*rivertype.JobRow) (lost []*rivertype.JobRow) {
	h.mu.Lock()
	defer h.mu.Unlock()
	missing := map[int64]time.Time{}
	for _, j := range said {
		if h.jobs[j.ID] || j.AttemptedAt == nil {
			continue
		}
		if since, ok := h.missing[j.ID]; ok && since.Equal(*j.AttemptedAt) {
			lost = append(lost, j)
		}
		missing[j.ID] = *j.AttemptedAt
	}
	h.missing = missing
	return lost
}
