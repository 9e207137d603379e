-- What makes a meeting a series. Times here are the wall clock of the meeting's zone.
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

-- What is different in one occurrence. NULL: as the series has it.
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

-- Answers to one occurrence, where they are not those to the series.
CREATE TABLE occurrence_answers (
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users(id),
  original INTEGER NOT NULL,
  response INTEGER NOT NULL,
  comment TEXT NOT NULL,
  PRIMARY KEY (meeting_id, user_id, original)
) WITHOUT ROWID;

-- Beside `calendar`: which series are in whose calendar, by their end, so that what is long over
-- costs a view nothing.
CREATE TABLE calendar_series (
  user_id INTEGER NOT NULL,
  last_ends_at INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  first_starts_at INTEGER NOT NULL,
  response INTEGER NOT NULL,
  own_answers INTEGER NOT NULL,       -- 1: this person answered single occurrences
  PRIMARY KEY (user_id, last_ends_at, meeting_id)
) WITHOUT ROWID;

ALTER TABLE notices ADD COLUMN occurrence TEXT NOT NULL DEFAULT '';  -- its name, where one is meant
ALTER TABLE notices ADD COLUMN rrule TEXT NOT NULL DEFAULT '';       -- where a series is meant

-- A reminder may be one occurrence's: of a series only the next of each kind stands here.
CREATE TABLE reminders_of_occurrences (
  due_at INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  minutes_before INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  occurrence INTEGER NOT NULL,        -- its original start; the least integer: no series
  PRIMARY KEY (due_at, meeting_id, minutes_before, user_id, occurrence)
) WITHOUT ROWID;
INSERT INTO reminders_of_occurrences
  SELECT due_at, meeting_id, minutes_before, user_id, -9223372036854775807 - 1 FROM reminders;
DROP TABLE reminders;
ALTER TABLE reminders_of_occurrences RENAME TO reminders;
CREATE INDEX reminders_by_meeting ON reminders(meeting_id, user_id);
