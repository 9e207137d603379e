-- Who did what to whom. That a meeting was made stands in `meetings` and not here, unless it has
-- changed hands since: then here, under the id of the meeting (docs/decisions/0023).
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,             -- tells when
  act INTEGER NOT NULL,               -- see user/audit.hpp
  actor_id INTEGER,                   -- 0: somebody at the machine; null: nobody knows who
  person_id INTEGER,                  -- to whom
  meeting_id INTEGER,
  thing_id INTEGER,                   -- a session, token, code or file; who organized before
  detail TEXT NOT NULL,               -- words: the fields that changed, the answer; a number
  occurrence TEXT NOT NULL,           -- its name, where one is meant
  address TEXT NOT NULL               -- from where, of what is done before somebody is signed in
);
CREATE INDEX audit_by_meeting ON audit(meeting_id) WHERE meeting_id IS NOT NULL;

-- Who is no longer here: their name stays on what is past.
ALTER TABLE users ADD COLUMN retired_at INTEGER;
