-- The offsets of a zone when a series was last stored in it: what tells, once the system has other
-- zone data, which occurrences moved.
CREATE TABLE zones (
  name TEXT PRIMARY KEY,
  offsets TEXT NOT NULL               -- seconds, then moment and seconds of each change
) WITHOUT ROWID;
