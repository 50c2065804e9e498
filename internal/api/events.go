package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"letterpress/internal/ledger"
)

// Event is a change of a letter or of its mail piece: ids and states, no more.
type Event struct {
	Seq    int64     `json:"seq" doc:"Grows from event to event: the cursor."`
	At     time.Time `json:"at"`
	Action string    `json:"action" example:"letter.rendered"`
	Letter string    `json:"letter"`
	Piece  string    `json:"piece,omitempty"`
	From   string    `json:"from,omitempty"`
	To     string    `json:"to,omitempty"`
}

const (
	eventsAtOnce = 500
	// eventPoll is how often a stream looks for news, eventBeat how often it says
	// that it lives.
	eventPoll = 500 * time.Millisecond
	eventBeat = 15 * time.Second
)

// events answers with the events after a cursor, or streams them to a caller
// that accepts text/event-stream.
func (s *service) events(w http.ResponseWriter, r *http.Request) {
	after, p := cursorOf(r)
	if p != nil {
		p.write(w)
		return
	}
	if strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		s.stream(w, r, after)
		return
	}
	list, err := s.news(r.Context(), after)
	if err != nil {
		problemOf(s.failed(r.Context(), "events", err)).write(w)
		return
	}
	if n := len(list); n > 0 {
		after = list[n-1].Seq
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(EventPage{list, after}) // the caller may be gone
}

// EventPage is the events after a cursor, oldest first.
type EventPage struct {
	Events []Event `json:"events"`
	Next   int64   `json:"next" doc:"The cursor for what comes after."`
}

// cursorOf is where the caller left off: a stream that was cut says so itself.
func cursorOf(r *http.Request) (int64, *Problem) {
	text := r.URL.Query().Get("after")
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		text = id
	}
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return 0, problem(http.StatusBadRequest, "The cursor is not one that an event gave.", failures("query/after", "parameter", "a whole number"))
	}
	return n, nil
}

func (s *service) news(ctx context.Context, after int64) ([]Event, error) {
	found, err := s.Ledger.Events(ctx, callerOf(ctx).Tenant, after, eventsAtOnce)
	list := make([]Event, len(found))
	for i, e := range found {
		list[i] = event(e)
	}
	return list, err
}

func event(e ledger.Event) Event {
	return Event{Seq: e.Seq, At: e.At, Action: e.Action, Letter: e.Letter, Piece: e.Piece, From: e.From, To: e.To}
}

// stream sends events as they happen until the caller leaves.
func (s *service) stream(w http.ResponseWriter, r *http.Request, after int64) {
	control := http.NewResponseController(w)
	_ = control.SetWriteDeadline(time.Time{}) // not every connection has deadlines
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprint(w, "retry: 2000\n\n")
	_ = control.Flush()
	poll := time.NewTicker(eventPoll)
	defer poll.Stop()
	for quiet := time.Duration(0); ; {
		list, err := s.news(r.Context(), after)
		if err != nil {
			return // the caller comes back and says where it was
		}
		for _, e := range list {
			data, _ := json.Marshal(e) // plain fields cannot fail
			fmt.Fprintf(w, "id: %d\nevent: %s\ndata: %s\n\n", e.Seq, e.Action, data)
			after, quiet = e.Seq, 0
		}
		if quiet >= eventBeat {
			fmt.Fprint(w, ": still here\n\n")
			quiet = 0
		}
		if control.Flush() != nil {
			return
		}
		if len(list) == eventsAtOnce {
			continue
		}
		select {
		case <-poll.C:
			quiet += eventPoll
		case <-r.Context().Done():
			return
		}
	}
}
