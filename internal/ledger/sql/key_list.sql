SELECT id, tenant, roles, created_at, created_by, revoked_at, revoked_by, used_at
FROM api_key
WHERE tenant = $1
ORDER BY created_at, id
