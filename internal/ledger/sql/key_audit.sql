INSERT INTO key_audit (id, tenant, at, actor, action, key, note)
VALUES ($1, $2, $3, $4, $5, $6, $7)
