INSERT INTO letter (id, tenant, key, kind, program, language, format, date, channel, replaces,
                    request_sum, accepted_at, state, request)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'accepted', $13)
ON CONFLICT DO NOTHING
RETURNING id
