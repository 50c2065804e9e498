-- +goose Up
-- The place of an audit record in the stream of events, set once and 0 until
-- then. Records get it in the order in which they were committed, which neither
-- their time nor their id tells.
ALTER TABLE audit ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;

CREATE INDEX audit_unnumbered ON audit (at, id) WHERE seq = 0;
CREATE UNIQUE INDEX audit_numbered ON audit (seq) WHERE seq > 0;
CREATE INDEX audit_events ON audit (tenant, seq) WHERE seq > 0;

-- The last number given out. Whoever gives more holds its row.
CREATE TABLE event_clock (
    id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    last BIGINT  NOT NULL
);

INSERT INTO event_clock (id, last) VALUES (1, 0);
