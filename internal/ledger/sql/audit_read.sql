INSERT INTO audit (id, tenant, at, actor, action, letter, note)
SELECT $1, l.tenant, $4, $5, 'letter.read', l.id, $6
FROM letter l
WHERE l.tenant = $2 AND l.id = $3
