SELECT l.id, l.tenant, l.key, l.kind, l.program, l.language, l.format, l.date, l.channel, l.replaces,
       l.request_sum, l.accepted_at, l.state, l.reason, l.retryable,
       l.object, l.sum, l.pages, l.sheets, l.rendered_at, l.warnings, l.parts, l.fingerprint, l.request,
       COALESCE(p.id, ''), COALESCE(p.reprint, 0), COALESCE(p.state, ''), COALESCE(p.reason, ''),
       COALESCE(p.class, ''), COALESCE(p.due, ''), COALESCE(p.batch, ''),
       COALESCE(p.queued_at, 0), COALESCE(p.changed_at, 0)
FROM letter l
LEFT JOIN piece p ON p.letter = l.id
     AND p.reprint = (SELECT max(q.reprint) FROM piece q WHERE q.letter = l.id)
WHERE l.tenant = $1
