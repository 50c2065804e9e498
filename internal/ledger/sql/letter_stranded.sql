SELECT l.tenant, l.id
FROM letter l
WHERE l.state = 'accepted' AND l.accepted_at < $1
ORDER BY l.accepted_at, l.id
LIMIT $2
