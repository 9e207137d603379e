-- What a Kalends of schema version 5 stored: the oldest data that must still be read. Never change this
-- file; a later version gets a file of its own only if this one cannot show what it added.
INSERT INTO users (id, email, email_key, name, time_zone, password_hash, administrator, created_at)
VALUES
  (1, 'Ann@example.org', 'ann@example.org', 'Ann Lee', 'Europe/Berlin',
   '$argon2id$v=19$m=8,t=1,p=1$0YtScxgykkFi7+df+hAgIw$bIbxh6m0w+JJta8uYv52wdB9fdR9haY3WpMSFvsZx4M',
   1, 1772352000),
  (2, 'lilei@example.org', 'lilei@example.org', '李雷', 'Asia/Shanghai',
   '$argon2id$v=19$m=8,t=1,p=1$0YtScxgykkFi7+df+hAgIw$bIbxh6m0w+JJta8uYv52wdB9fdR9haY3WpMSFvsZx4M',
   0, 1772352001),
  (3, 'zoe@example.org', 'zoe@example.org', 'Zoë Müller', 'America/New_York',
   '$argon2id$v=19$m=8,t=1,p=1$0YtScxgykkFi7+df+hAgIw$bIbxh6m0w+JJta8uYv52wdB9fdR9haY3WpMSFvsZx4M',
   0, 1772352002);

INSERT INTO user_words (word, user_id)
VALUES ('ann', 1), ('example', 1), ('lee', 1), ('org', 1),
       ('example', 2), ('lilei', 2), ('org', 2), ('李雷', 2), ('雷', 2),
       ('example', 3), ('muller', 3), ('org', 3), ('zoe', 3);

-- The hash of 'the-token-of-ann'.
INSERT INTO sessions (token_hash, user_id, created_at, expires_at)
VALUES (x'293e733561a64d2c5c8117c12a7818ead74cf3a64fac1922f31f41355d41ef61', 1, 1772352000,
        7258118400);
INSERT INTO registration_codes (code_hash, created_by, expires_at)
VALUES (x'efe71570fa6f8e9df2a64c6e69d017cc796d3cecd98934d8980e21d674665e0c', 1, 7258118400);

-- An hour in Berlin, two days of everybody's own, a flight to New York, and one that was cancelled.
INSERT INTO meetings (id, organizer_id, title, description, link, location, all_day, start_local,
                      end_local, time_zone, end_time_zone, starts_at, ends_at, transparent,
                      cancelled, reminders, version, created_at, updated_at)
VALUES
  (11, 1, 'Planning – Q3', 'Bring figures.', 'https://meet.example.org/q3', 'Room 101', 0,
   1774861200, 1774864800, 'Europe/Berlin', 'Europe/Berlin', 1774854000, 1774857600, 0, 0, '30 0',
   2, 1772352100, 1772352200),
  (12, 1, 'Retreat', '', '', '', 1, 1777593600, 1777766400, 'Europe/Berlin', 'Europe/Berlin',
   1777586400, 1777759200, 1, 0, '0', 1, 1772352101, 1772352101),
  (13, 3, 'Flight home', '', '', 'BER', 0, 1775818800, 1775829600, 'Europe/Berlin',
   'America/New_York', 1775811600, 1775844000, 0, 0, '120', 1, 1772352102, 1772352102),
  (14, 1, 'Called off', '', '', '', 0, 1775142000, 1775145600, 'Europe/Berlin', 'Europe/Berlin',
   1775134800, 1775138400, 0, 1, '30 0', 2, 1772352103, 1772352203);

INSERT INTO attendees (meeting_id, user_id, response, comment, left_view, starts_at, ends_at)
VALUES (11, 1, 1, '', 0, 1774854000, 1774857600),
       (11, 2, 2, 'If the train is on time', 0, 1774854000, 1774857600),
       (11, 3, 3, '', 1, 1774854000, 1774857600),
       (12, 1, 1, '', 0, 1777586400, 1777759200),
       (12, 2, 0, '', 0, 1777564800, 1777737600),
       (13, 3, 1, '', 0, 1775811600, 1775844000),
       (14, 1, 1, '', 0, 1775134800, 1775138400),
       (14, 2, 1, '', 0, 1775134800, 1775138400);

INSERT INTO calendar (user_id, span, starts_at, meeting_id, ends_at, busy, response)
VALUES (1, 0, 1774854000, 11, 1774857600, 2, 1), (2, 0, 1774854000, 11, 1774857600, 1, 2),
       (1, 1, 1777586400, 12, 1777759200, 0, 1), (2, 1, 1777564800, 12, 1777737600, 0, 0),
       (3, 0, 1775811600, 13, 1775844000, 2, 1),
       (1, 0, 1775134800, 14, 1775138400, 0, 1), (2, 0, 1775134800, 14, 1775138400, 0, 1);

INSERT INTO notices (id, kind, at, meeting_id, organizer_id, actor_id, title, link, all_day,
                     start_local, end_local, time_zone, end_time_zone, starts_at, ends_at, response,
                     comment, changes, minutes_before, late)
VALUES
  (21, 0, 1772352100, 11, 1, 1, 'Planning', 'https://meet.example.org/q3', 0, 1774861200,
   1774864800, 'Europe/Berlin', 'Europe/Berlin', 1774854000, 1774857600, '', '', '', NULL, 0),
  (22, 1, 1772352200, 11, 1, 1, 'Planning – Q3', 'https://meet.example.org/q3', 0, 1774861200,
   1774864800, 'Europe/Berlin', 'Europe/Berlin', 1774854000, 1774857600, '', '', 'title', NULL, 0),
  (23, 3, 1772352300, 11, 1, 2, 'Planning – Q3', 'https://meet.example.org/q3', 0, 1774861200,
   1774864800, 'Europe/Berlin', 'Europe/Berlin', 1774854000, 1774857600, 'tentative',
   'If the train is on time', '', NULL, 0),
  (24, 4, 1774852300, 11, 1, NULL, 'Planning – Q3', 'https://meet.example.org/q3', 0, 1774861200,
   1774864800, 'Europe/Berlin', 'Europe/Berlin', 1774854000, 1774857600, '', '', '', 30, 1);

INSERT INTO notifications (user_id, seq, notice_id)
VALUES (2, 1, 21), (2, 2, 22), (1, 1, 23), (1, 2, 24), (2, 3, 24);
INSERT INTO sequences (user_id, last_seq, acked_seq) VALUES (1, 2, 1), (2, 3, 0);

-- One for everybody, and two for people whose days begin at different hours.
INSERT INTO reminders (due_at, meeting_id, minutes_before, user_id)
VALUES (1774854000, 11, 0, 0), (1777618800, 12, 0, 1), (1777597200, 12, 0, 2);

INSERT INTO attachments (id, meeting_id, owner_id, name, type, size, created_at)
VALUES (31, 11, 1, 'Übersicht.txt', 'text/plain', 6, 1772352110),
       (32, 11, 1, 'empty.bin', 'application/octet-stream', 0, 1772352111);
INSERT INTO attachment_contents (attachment_id, content) VALUES (31, x'68690001ff0a'), (32, x'');

INSERT INTO answered_requests (user_id, key, fingerprint, status, body, version, created_at)
VALUES (1, 'key-1', x'00ff', 201, '{}', 1, 1772352100);
INSERT INTO write_probe (id, at) VALUES (1, 1772352000);
