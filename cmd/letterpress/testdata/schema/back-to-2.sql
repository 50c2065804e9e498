-- Turns schema 3 back into schema 2.
DROP TABLE api_key;
DELETE FROM goose_db_version WHERE version_id = 3;
