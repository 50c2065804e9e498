package proof

// Fit lets tests leave pictures out above a size of their own.
func (r *Report) Fit(most int) int { return r.fit(most) }
