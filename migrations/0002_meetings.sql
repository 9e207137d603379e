-- One row a meeting, shared by all who are in it.
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

-- Who is in a meeting, its organizer too, and what they answered. One person's answer is one row.
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

-- The index that the agenda, the day map and free/busy read. `span` sorts meetings by length (see
-- calendar/span.hpp), so that a view looks back no further than what it finds may be long.
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
