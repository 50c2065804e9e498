package jobs

import (
	"context"
	"errors"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"letterpress/internal/fault"
)

// depose takes the lead from a worker that is gone. River's leader alone takes up
// jobs that wait for another try, and has the lead for fifteen seconds at a time,
// by the clock of the database. Was that ahead when the leader died, nobody would
// follow it until then, and those jobs would wait.
//
// Whoever is alive and is taken for gone bids for the lead again, and for some
// seconds two may lead, as they may in River: whatever a leader does, another may
// do too.
func (e *riverEngine[TTx]) depose(ctx context.Context) error {
	x := e.driver.GetExecutor()
	leader, err := x.LeaderGetElectedLeader(ctx, &riverdriver.LeaderGetElectedLeaderParams{})
	if errors.Is(err, rivertype.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fault.Wrap(fault.Unavailable, err, "ask who leads")
	}
	if leader.LeaderID == e.id {
		return nil
	}
	gone, err := e.alive.dead(ctx, []string{leader.LeaderID})
	if err != nil || len(gone) == 0 {
		return err
	}
	if _, err := x.LeaderResign(ctx, &riverdriver.LeaderResignParams{LeaderID: leader.LeaderID}); err != nil {
		return fault.Wrap(fault.Unavailable, err, "take the lead from a worker that is gone")
	}
	return nil
}
