UPDATE audit
SET seq = (SELECT last FROM event_clock WHERE id = 1) + fresh.place
FROM (
    SELECT few.id, ROW_NUMBER() OVER (ORDER BY few.at, few.id) AS place
    FROM (SELECT id, at FROM audit WHERE seq = 0 ORDER BY at, id LIMIT 2000) AS few
) AS fresh
WHERE audit.id = fresh.id
