-- What was told: one row for all who were told it, with the meeting as it was at that moment.
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
);

-- Each person's log. `seq` is the cursor of the WebSocket and of REST, without a gap.
CREATE TABLE notifications (
  user_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  notice_id INTEGER NOT NULL,
  PRIMARY KEY (user_id, seq)
) WITHOUT ROWID;

CREATE TABLE sequences (
  user_id INTEGER PRIMARY KEY,
  last_seq INTEGER NOT NULL,
  acked_seq INTEGER NOT NULL
);

-- What is still to be said. user_id 0: to everybody in the meeting who has not declined then.
CREATE TABLE reminders (
  due_at INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  minutes_before INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  PRIMARY KEY (due_at, meeting_id, minutes_before, user_id)
) WITHOUT ROWID;
CREATE INDEX reminders_by_meeting ON reminders(meeting_id, user_id);
