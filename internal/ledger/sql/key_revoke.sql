UPDATE api_key SET revoked_at = $3, revoked_by = $4
WHERE tenant = $1 AND id = $2 AND revoked_at = 0
