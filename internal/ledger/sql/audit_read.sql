INSERT INTO audit (id, tenant, at, actor, action, letter, note)
SELECT $1, l.tenant, $4, $5, $6, l.id, $7
FROM letter l
WHERE l.tenant = $2 AND l.id = $3
