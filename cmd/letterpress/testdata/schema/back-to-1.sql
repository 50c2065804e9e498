-- Turns schema 2 back into schema 1.
DROP INDEX audit_unnumbered;
DROP INDEX audit_numbered;
DROP INDEX audit_events;
ALTER TABLE audit DROP COLUMN seq;
DROP TABLE event_clock;
DELETE FROM goose_db_version WHERE version_id = 2;
