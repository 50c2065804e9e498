INSERT INTO api_key (id, tenant, hash, roles, created_at, created_by)
VALUES ($1, $2, $3, $4, $5, $6)
