UPDATE piece
SET state = $4, reason = $5, batch = COALESCE(NULLIF($6, ''), batch), changed_at = $7
WHERE tenant = $1 AND id = $2 AND state = $3
