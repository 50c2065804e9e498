UPDATE event_clock SET last = last + $1 WHERE id = 1
