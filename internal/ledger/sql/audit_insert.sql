INSERT INTO audit (id, tenant, at, actor, action, letter, piece, from_state, to_state, note)
VALUES ($1, $2, COALESCE((SELECT MAX(a.at) + 1 FROM audit a WHERE a.letter = $6 HAVING MAX(a.at) > $3), $3), $4, $5, $6, $7, $8, $9, $10)
