SELECT id, tenant, roles, created_at, created_by, revoked_at, revoked_by
FROM api_key
WHERE hash = $1
