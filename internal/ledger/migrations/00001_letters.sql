-- +goose Up

-- One row a letter. The request comes last: it is the long column, and a list
-- that does not ask for it then never reads its pages.
CREATE TABLE letter (
    id           TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    tenant       TEXT    NOT NULL CHECK (tenant <> ''),
    key          TEXT    NOT NULL CHECK (key <> ''),
    kind         TEXT    NOT NULL,
    program      TEXT    NOT NULL,
    language     TEXT    NOT NULL,
    format       TEXT    NOT NULL,
    date         TEXT    NOT NULL,
    channel      TEXT    NOT NULL CHECK (channel IN ('mail', 'hand', 'fax', 'portal', 'none')),
    replaces     TEXT    NOT NULL DEFAULT '',
    request_sum  TEXT    NOT NULL CHECK (request_sum <> ''),
    accepted_at  BIGINT  NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('accepted', 'rendered', 'void', 'superseded', 'failed')),
    reason       TEXT    NOT NULL DEFAULT '',
    retryable    BOOLEAN NOT NULL DEFAULT FALSE,
    object       TEXT    NOT NULL DEFAULT '',
    sum          TEXT    NOT NULL DEFAULT '',
    pages        INTEGER NOT NULL DEFAULT 0 CHECK (pages >= 0),
    sheets       INTEGER NOT NULL DEFAULT 0 CHECK (sheets >= 0),
    rendered_at  BIGINT  NOT NULL DEFAULT 0,
    warnings     TEXT    NOT NULL DEFAULT '[]',
    parts        TEXT    NOT NULL DEFAULT '[]',
    fingerprint  TEXT    NOT NULL DEFAULT '{}',
    request      TEXT    NOT NULL,
    UNIQUE (tenant, key),
    CHECK (state = 'failed' OR NOT retryable),
    CHECK (state NOT IN ('rendered', 'superseded') OR (object <> '' AND sum <> ''))
);

CREATE INDEX letter_newest   ON letter (tenant, accepted_at, id);
CREATE INDEX letter_accepted ON letter (tenant, accepted_at, id) WHERE state = 'accepted';
CREATE INDEX letter_failed   ON letter (tenant, accepted_at, id) WHERE state = 'failed';

-- One row an envelope. A reprint is another piece of the same letter.
CREATE TABLE piece (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    tenant     TEXT    NOT NULL CHECK (tenant <> ''),
    letter     TEXT    NOT NULL REFERENCES letter (id),
    reprint    INTEGER NOT NULL DEFAULT 0 CHECK (reprint >= 0),
    state      TEXT    NOT NULL CHECK (state IN ('queued', 'held', 'batched', 'handed-off', 'mailed', 'returned', 'pulled')),
    reason     TEXT    NOT NULL DEFAULT '',
    class      TEXT    NOT NULL DEFAULT '',
    due        TEXT    NOT NULL DEFAULT '',
    batch      TEXT,
    queued_at  BIGINT  NOT NULL,
    changed_at BIGINT  NOT NULL,
    UNIQUE (letter, reprint),
    CHECK (state <> 'held' OR reason <> ''),
    CHECK (state NOT IN ('queued', 'held') OR batch IS NULL),
    CHECK (state NOT IN ('batched', 'handed-off', 'mailed', 'returned') OR batch IS NOT NULL)
);

-- A letter never waits for the post twice at the same time.
CREATE UNIQUE INDEX piece_waiting ON piece (letter) WHERE state IN ('queued', 'held');

CREATE INDEX piece_oldest ON piece (tenant, queued_at, id);
CREATE INDEX piece_queued ON piece (tenant, queued_at, id) WHERE state = 'queued';
CREATE INDEX piece_held   ON piece (tenant, queued_at, id) WHERE state = 'held';
CREATE INDEX piece_batch  ON piece (batch) WHERE batch IS NOT NULL;

-- One row a change or a read. Rows are only ever added.
CREATE TABLE audit (
    id         TEXT   NOT NULL PRIMARY KEY CHECK (id <> ''),
    tenant     TEXT   NOT NULL CHECK (tenant <> ''),
    at         BIGINT NOT NULL,
    actor      TEXT   NOT NULL,
    action     TEXT   NOT NULL CHECK (action <> ''),
    letter     TEXT   NOT NULL REFERENCES letter (id),
    piece      TEXT   NOT NULL DEFAULT '',
    from_state TEXT   NOT NULL DEFAULT '',
    to_state   TEXT   NOT NULL DEFAULT '',
    note       TEXT   NOT NULL DEFAULT ''
);

CREATE INDEX audit_letter ON audit (letter);
