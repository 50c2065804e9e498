UPDATE event_clock SET last = last WHERE id = 1
