-- What an organizer asks for: who was told where a meeting stands. Only of these kinds, so that
-- reminders and answers, which are many, cost no more than before.
CREATE INDEX notices_by_meeting ON notices(meeting_id) WHERE kind <= 2;
