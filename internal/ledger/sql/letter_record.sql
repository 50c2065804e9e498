UPDATE letter
SET state = 'rendered', object = $3, sum = $4, pages = $5, sheets = $6,
    parts = $7, warnings = $8, fingerprint = $9, rendered_at = $10
WHERE id = $2 AND COALESCE(tenant, '') = $1 AND state = 'accepted'
RETURNING channel, kind, language
