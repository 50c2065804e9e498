package jobs

import (
	"context"
	"log/slog"
)

// reduced passes on what River says of warnings and errors without its details:
// they may quote arguments or a statement.
type reduced struct{ slog.Handler }

func (r *reduced) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelWarn }

func (r *reduced) Handle(ctx context.Context, rec slog.Record) error {
	out := slog.NewRecord(rec.Time, rec.Level, "job engine: "+rec.Message, 0)
	rec.Attrs(func(a slog.Attr) bool {
		if a.Key == "job_id" || a.Key == "attempt" || a.Key == "queue" {
			out.AddAttrs(a)
		}
		return true
	})
	return r.Handler.Handle(ctx, out)
}

func (r *reduced) WithAttrs([]slog.Attr) slog.Handler { return r }
func (r *reduced) WithGroup(string) slog.Handler      { return r }
