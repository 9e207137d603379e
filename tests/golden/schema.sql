-- schema version 12

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

CREATE TABLE attachment_contents (
  attachment_id INTEGER PRIMARY KEY REFERENCES attachments(id) ON DELETE CASCADE,
  content BLOB NOT NULL
);

CREATE TABLE attachments (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  owner_id INTEGER NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE INDEX attachments_by_meeting ON attachments(meeting_id);

CREATE INDEX attachments_by_owner ON attachments(owner_id, size);

CREATE TABLE attendees (
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users(id),
  response INTEGER NOT NULL,          -- 0 needs-action, 1 accepted, 2 tentative, 3 declined
  comment TEXT NOT NULL,
  left_view INTEGER NOT NULL,         -- 1: declined and taken out of the own calendar
  starts_at INTEGER NOT NULL,         -- where it stands in this person's calendar: all-day meetings
  ends_at INTEGER NOT NULL,           -- begin at each reader's own midnight
  PRIMARY KEY (meeting_id, user_id)
) WITHOUT ROWID;

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

CREATE TABLE calendar (
  user_id INTEGER NOT NULL,
  span INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  busy INTEGER NOT NULL,              -- 0 free, 1 tentative, 2 busy
  response INTEGER NOT NULL,
  PRIMARY KEY (user_id, span, starts_at, meeting_id)
) WITHOUT ROWID;

CREATE TABLE calendar_series (
  user_id INTEGER NOT NULL,
  last_ends_at INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  first_starts_at INTEGER NOT NULL,
  response INTEGER NOT NULL,
  own_answers INTEGER NOT NULL,       -- 1: this person answered single occurrences
  PRIMARY KEY (user_id, last_ends_at, meeting_id)
) WITHOUT ROWID;

CREATE TABLE feeds (
  user_id INTEGER PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  token_hash BLOB NOT NULL UNIQUE,    -- the address itself is nowhere
  created_at INTEGER NOT NULL
);

CREATE TABLE imported_events (
  owner_id INTEGER NOT NULL REFERENCES users(id),
  uid TEXT NOT NULL,                  -- RFC 5545 3.8.4.7
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,          -- RFC 5545 3.8.7.4: what is older than this changes nothing
  version INTEGER NOT NULL,           -- of the meeting, when it came
  fingerprint BLOB NOT NULL,          -- of the text it came as; x'' where that came in parts
  PRIMARY KEY (owner_id, uid)
) WITHOUT ROWID;

CREATE UNIQUE INDEX imported_events_by_meeting ON imported_events(meeting_id);

CREATE TABLE kept_properties (
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  original INTEGER NOT NULL,          -- of which occurrence; the least integer: of the event itself
  text TEXT NOT NULL,
  PRIMARY KEY (meeting_id, original)
) WITHOUT ROWID;

CREATE TABLE meetings (
  id INTEGER PRIMARY KEY,
  organizer_id INTEGER NOT NULL REFERENCES users(id),
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  link TEXT NOT NULL,
  location TEXT NOT NULL,
  all_day INTEGER NOT NULL,
  start_local INTEGER NOT NULL,       -- seconds on the wall clock of time_zone: the truth
  end_local INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  end_time_zone TEXT NOT NULL,
  starts_at INTEGER NOT NULL,         -- UTC, derived
  ends_at INTEGER NOT NULL,
  transparent INTEGER NOT NULL,       -- RFC 5545 TRANSP
  cancelled INTEGER NOT NULL,
  reminders TEXT NOT NULL,            -- minutes before the start: '30 0'
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,              -- 0 invited, 1 changed, 2 cancelled, 3 responded, 4 reminder
  at INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  organizer_id INTEGER NOT NULL,
  actor_id INTEGER,                   -- who did it; nobody for reminders
  title TEXT NOT NULL,
  link TEXT NOT NULL,
  all_day INTEGER NOT NULL,
  start_local INTEGER NOT NULL,
  end_local INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  end_time_zone TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  response TEXT,                      -- the word, for 'responded'
  comment TEXT,
  changes TEXT,                       -- names of the changed fields, with spaces between
  minutes_before INTEGER,
  late INTEGER
, occurrence TEXT NOT NULL DEFAULT '', rrule TEXT NOT NULL DEFAULT '');

CREATE INDEX notices_by_meeting ON notices(meeting_id) WHERE kind <= 2;

CREATE TABLE notifications (
  user_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  notice_id INTEGER NOT NULL,
  PRIMARY KEY (user_id, seq)
) WITHOUT ROWID;

CREATE TABLE occurrence_answers (
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users(id),
  original INTEGER NOT NULL,
  response INTEGER NOT NULL,
  comment TEXT NOT NULL,
  PRIMARY KEY (meeting_id, user_id, original)
) WITHOUT ROWID;

CREATE TABLE occurrences (
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  original INTEGER NOT NULL,          -- its start as the rule gives it: its name (RECURRENCE-ID)
  cancelled INTEGER NOT NULL,
  asked_anew INTEGER NOT NULL,        -- 1: answers to the series do not count here
  title TEXT,
  description TEXT,
  link TEXT,
  location TEXT,
  transparent INTEGER,
  reminders TEXT,
  all_day INTEGER,                    -- the time: all of these, or none
  start_local INTEGER,
  end_local INTEGER,
  time_zone TEXT,
  end_time_zone TEXT,
  starts_at INTEGER,
  ends_at INTEGER,
  PRIMARY KEY (meeting_id, original)
) WITHOUT ROWID;

CREATE TABLE registration_codes (
  code_hash BLOB PRIMARY KEY,
  created_by INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
, id INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

CREATE TABLE "reminders" (
  due_at INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  minutes_before INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  occurrence INTEGER NOT NULL,        -- its original start; the least integer: no series
  PRIMARY KEY (due_at, meeting_id, minutes_before, user_id, occurrence)
) WITHOUT ROWID;

CREATE INDEX reminders_by_meeting ON reminders(meeting_id, user_id);

CREATE TABLE sequences (
  user_id INTEGER PRIMARY KEY,
  last_seq INTEGER NOT NULL,
  acked_seq INTEGER NOT NULL
);

CREATE TABLE series (
  meeting_id INTEGER PRIMARY KEY REFERENCES meetings(id) ON DELETE CASCADE,
  rrule TEXT NOT NULL,                -- RFC 5545 RECUR; '' where there are only rdates
  rdates TEXT NOT NULL,               -- starts beside the rule's: seconds, with spaces between
  exdates TEXT NOT NULL,              -- starts that are left out
  length_days INTEGER NOT NULL,       -- of each occurrence: days on the wall clock, and
  length_seconds INTEGER NOT NULL,    -- exact time
  first_starts_at INTEGER NOT NULL,   -- UTC, derived: nothing of it is before,
  last_ends_at INTEGER NOT NULL       -- or after
);

CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY,        -- the token itself is nowhere
  user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
, id INTEGER NOT NULL DEFAULT 0, agent TEXT NOT NULL DEFAULT '', token_name TEXT, scopes INTEGER NOT NULL DEFAULT 3) WITHOUT ROWID;

CREATE INDEX sessions_by_expiry ON sessions(expires_at);

CREATE INDEX sessions_by_user ON sessions(user_id);

CREATE TABLE user_words (
  word TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (word, user_id)
) WITHOUT ROWID;

CREATE INDEX user_words_by_user ON user_words(user_id, word);

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,                -- as entered
  email_key TEXT NOT NULL UNIQUE,     -- without case: what makes two addresses the same
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,            -- IANA
  password_hash TEXT NOT NULL,        -- Argon2id, with its parameters
  administrator INTEGER NOT NULL,
  created_at INTEGER NOT NULL
, retired_at INTEGER);

CREATE TABLE working_hours (
  user_id INTEGER PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  hours TEXT NOT NULL                 -- seven days from Monday on: 09:00-12:00,13:00-17:00;...;;
);

CREATE TABLE write_probe (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
);

CREATE TABLE zones (
  name TEXT PRIMARY KEY,
  offsets TEXT NOT NULL               -- seconds, then moment and seconds of each change
) WITHOUT ROWID;
