SELECT (SELECT COUNT(*) FROM (SELECT id FROM letter WHERE state = 'failed' LIMIT 10000) AS f),
       (SELECT COUNT(*) FROM (SELECT id FROM piece WHERE state = 'held' LIMIT 10000) AS h)
