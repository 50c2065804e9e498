SELECT id, at, actor, action, letter, piece, '' AS key, from_state, to_state, note
FROM audit
WHERE tenant = $1 AND id > $2 AND id > $3 AND at >= $4
UNION ALL
SELECT id, at, actor, action, '', '', key, '', '', note
FROM key_audit
WHERE tenant = $1 AND id > $2 AND at >= $4
ORDER BY id
LIMIT $5
