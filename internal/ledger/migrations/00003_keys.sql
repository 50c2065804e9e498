-- +goose Up
-- API keys. A key is never deleted: who was let in, when and by whom, stays.
CREATE TABLE api_key (
    id         TEXT   NOT NULL PRIMARY KEY CHECK (id <> ''),
    tenant     TEXT   NOT NULL CHECK (tenant <> ''),
    hash       TEXT   NOT NULL UNIQUE CHECK (hash <> ''),
    roles      TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT   NOT NULL,
    revoked_at BIGINT NOT NULL DEFAULT 0,
    revoked_by TEXT   NOT NULL DEFAULT ''
);

CREATE INDEX api_key_tenant ON api_key (tenant, id);
