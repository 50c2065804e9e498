SELECT l.tenant, l.id
FROM letter l
WHERE l.state = 'accepted' AND (l.accepted_at < $1 OR l.accepted_at > $2)
ORDER BY l.accepted_at, l.id
LIMIT $3
