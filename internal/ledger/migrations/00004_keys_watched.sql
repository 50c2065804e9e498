-- +goose Up
-- What was done with API keys: the records of audit are of letters, these of
-- keys. Rows are only ever added.
CREATE TABLE key_audit (
    id     TEXT   NOT NULL PRIMARY KEY CHECK (id <> ''),
    tenant TEXT   NOT NULL CHECK (tenant <> ''),
    at     BIGINT NOT NULL,
    actor  TEXT   NOT NULL,
    action TEXT   NOT NULL CHECK (action <> ''),
    key    TEXT   NOT NULL REFERENCES api_key (id),
    note   TEXT   NOT NULL DEFAULT ''
);

CREATE INDEX key_audit_tenant ON key_audit (tenant, id);

-- Keys of before tell of themselves. These ids come before all that are made.
INSERT INTO key_audit (id, tenant, at, actor, action, key, note)
SELECT '00000000-1-' || id, tenant, created_at, created_by, 'key.created', id, roles FROM api_key;

INSERT INTO key_audit (id, tenant, at, actor, action, key)
SELECT '00000000-2-' || id, tenant, revoked_at, revoked_by, 'key.revoked', id FROM api_key WHERE revoked_at <> 0;

-- When a key was last used, by the hour, and 0 for never.
ALTER TABLE api_key ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
