SELECT a.id, a.at, a.actor, a.action, a.letter, a.piece, '', a.from_state, a.to_state, a.note
FROM audit a
WHERE a.tenant = $1
  AND a.letter = COALESCE((SELECT p.letter FROM piece p WHERE p.tenant = $1 AND p.id = $2), $2)
  AND (a.letter = $2 OR a.piece = $2)
ORDER BY a.at, a.id
