UPDATE letter
SET state = $4, reason = $5, retryable = $6
WHERE tenant = $1 AND id = $2 AND state = $3
