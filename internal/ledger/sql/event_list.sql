SELECT seq, at, action, letter, piece, from_state, to_state
FROM audit
WHERE tenant = $1 AND seq > $2 AND seq > 0 AND to_state <> ''
ORDER BY seq
LIMIT $3
