-- First answers to requests with an Idempotency-Key, so that a repeated request gets the same one.
CREATE TABLE answered_requests (
  user_id INTEGER NOT NULL,           -- 0: nobody was signed in
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  version INTEGER,                    -- for the ETag
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, key)
) WITHOUT ROWID;
CREATE INDEX answered_requests_by_age ON answered_requests(created_at);

-- Touched by the readiness check, to know that writing works.
CREATE TABLE write_probe (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
);
