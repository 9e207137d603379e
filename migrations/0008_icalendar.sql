-- Meetings that came from another calendar: what they are called there.
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

-- What Kalends does not understand of them and gives back as it came: iCalendar.
CREATE TABLE kept_properties (
  meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  original INTEGER NOT NULL,          -- of which occurrence; the least integer: of the event itself
  text TEXT NOT NULL,
  PRIMARY KEY (meeting_id, original)
) WITHOUT ROWID;

-- Secret addresses at which other programs read a calendar.
CREATE TABLE feeds (
  user_id INTEGER PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  token_hash BLOB NOT NULL UNIQUE,    -- the address itself is nowhere
  created_at INTEGER NOT NULL
);
