package press

// Await makes cores look as if somebody waited for an answer.
func (c *Cores) Await() (answered func()) { return c.await() }
