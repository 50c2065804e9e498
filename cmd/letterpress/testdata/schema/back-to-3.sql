-- Turns schema 4 back into schema 3.
DROP TABLE key_audit;
ALTER TABLE api_key DROP COLUMN used_at;
DELETE FROM goose_db_version WHERE version_id = 4;
