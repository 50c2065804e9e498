INSERT INTO piece (id, tenant, letter, state, reason, class, due, queued_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
