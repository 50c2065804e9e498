SELECT p.id, p.letter, p.reprint, p.state, p.reason, p.class, p.due, COALESCE(p.batch, ''),
       p.queued_at, p.changed_at, l.kind, l.program, l.language, l.object, l.sum, l.pages, l.sheets
FROM piece p
JOIN letter l ON l.id = p.letter
WHERE p.tenant = $1
