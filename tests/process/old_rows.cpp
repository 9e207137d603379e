#include "old_rows.hpp"

namespace kalends::test {
namespace {

// Ann makes a meeting and a series at 2099-06-01, in Berlin; Bob is invited. Columns that a version
// did not have yet are left to it.
constexpr OldRow rows[] = {
    {1, 0, "users",
     "id, email, email_key, name, time_zone, password_hash, administrator, created_at",
     "1, 'Ann@example.org', 'ann@example.org', 'Ann Lee', 'Europe/Berlin', "
     "'$argon2id$v=19$m=8,t=1,p=1$0YtScxgykkFi7+df+hAgIw$bIbxh6m0w+"
     "JJta8uYv52wdB9fdR9haY3WpMSFvsZx4M', 1, 1772352000"},
    {1, 0, "users",
     "id, email, email_key, name, time_zone, password_hash, administrator, created_at",
     "2, 'bob@example.org', 'bob@example.org', 'Bob Öz', 'Asia/Tokyo', "
     "'$argon2id$v=19$m=8,t=1,p=1$0YtScxgykkFi7+df+hAgIw$bIbxh6m0w+"
     "JJta8uYv52wdB9fdR9haY3WpMSFvsZx4M', 0, 1772352001"},
    {1, 0, "user_words", "word, user_id", "'ann', 1"},
    {1, 0, "user_words", "word, user_id", "'lee', 1"},
    {1, 0, "user_words", "word, user_id", "'bob', 2"},
    {1, 0, "user_words", "word, user_id", "'oz', 2"},
    {1, 10, "sessions", "token_hash, user_id, created_at, expires_at",
     "x'293e733561a64d2c5c8117c12a7818ead74cf3a64fac1922f31f41355d41ef61', 1, 1772352000, "
     "7258118400"},
    {1, 10, "sessions", "token_hash, user_id, created_at, expires_at",
     "x'7edac57506fa8941baaacb95cd04f71494780a1e8321e849662dfe3b369068e6', 2, 1772352000, "
     "7258118400"},
    {1, 10, "registration_codes", "code_hash, created_by, expires_at",
     "x'cbb6c2f645318af31b2e121c396e2a26dc291ddd7befa8d3d393a46043635d99', 1, 7258118400"},
    {2, 0, "meetings",
     "id, organizer_id, title, description, link, location, all_day, start_local, end_local, "
     "time_zone, end_time_zone, starts_at, ends_at, transparent, cancelled, reminders, version, "
     "created_at, updated_at",
     "11, 1, 'Planning', 'Bring figures.', 'https://meet.example.org/q3', 'Room 101', 0, "
     "4083991200, 4083994800, 'Europe/Berlin', 'Europe/Berlin', 4083984000, 4083987600, 0, 0, '30 "
     "0', 2, 1772352100, 1772352200"},
    {2, 0, "attendees", "meeting_id, user_id, response, comment, left_view, starts_at, ends_at",
     "11, 1, 1, '', 0, 4083984000, 4083987600"},
    {2, 0, "attendees", "meeting_id, user_id, response, comment, left_view, starts_at, ends_at",
     "11, 2, 2, 'If the train is on time', 0, 4083984000, 4083987600"},
    {2, 0, "calendar", "user_id, span, starts_at, meeting_id, ends_at, busy, response",
     "1, 0, 4083984000, 11, 4083987600, 2, 1"},
    {2, 0, "calendar", "user_id, span, starts_at, meeting_id, ends_at, busy, response",
     "2, 0, 4083984000, 11, 4083987600, 1, 2"},
    {3, 0, "notices",
     "id, kind, at, meeting_id, organizer_id, actor_id, title, link, all_day, start_local, "
     "end_local, time_zone, end_time_zone, starts_at, ends_at, response, comment, changes, "
     "minutes_before, late",
     "21, 0, 1772352100, 11, 1, 1, 'Planning', 'https://meet.example.org/q3', 0, 4083991200, "
     "4083994800, 'Europe/Berlin', 'Europe/Berlin', 4083984000, 4083987600, '', '', '', NULL, 0"},
    {3, 0, "notices",
     "id, kind, at, meeting_id, organizer_id, actor_id, title, link, all_day, start_local, "
     "end_local, time_zone, end_time_zone, starts_at, ends_at, response, comment, changes, "
     "minutes_before, late",
     "22, 3, 1772352100, 11, 1, 2, 'Planning', 'https://meet.example.org/q3', 0, 4083991200, "
     "4083994800, 'Europe/Berlin', 'Europe/Berlin', 4083984000, 4083987600, 'tentative', 'If the "
     "train is on time', '', NULL, 0"},
    {3, 0, "notices",
     "id, kind, at, meeting_id, organizer_id, actor_id, title, link, all_day, start_local, "
     "end_local, time_zone, end_time_zone, starts_at, ends_at, response, comment, changes, "
     "minutes_before, late",
     "23, 4, 1772352100, 11, 1, NULL, 'Planning', 'https://meet.example.org/q3', 0, 4083991200, "
     "4083994800, 'Europe/Berlin', 'Europe/Berlin', 4083984000, 4083987600, '', '', '', 30, 1"},
    {3, 0, "notifications", "user_id, seq, notice_id", "2, 1, 21"},
    {3, 0, "notifications", "user_id, seq, notice_id", "1, 1, 22"},
    {3, 0, "notifications", "user_id, seq, notice_id", "2, 2, 23"},
    {3, 0, "sequences", "user_id, last_seq, acked_seq", "1, 1, 1"},
    {3, 5, "sequences", "user_id, last_seq, acked_seq", "2, 2, 1"},
    {6, 0, "sequences", "user_id, last_seq, acked_seq", "2, 3, 1"},
    {3, 5, "reminders", "due_at, meeting_id, minutes_before, user_id", "4083982200, 11, 30, 0"},
    {4, 0, "attachments", "id, meeting_id, owner_id, name, type, size, created_at",
     "31, 11, 1, 'Übersicht.txt', 'text/plain', 6, 1772352110"},
    {4, 0, "attachment_contents", "attachment_id, content", "31, x'68690001ff0a'"},
    {5, 0, "answered_requests", "user_id, key, fingerprint, status, body, version, created_at",
     "1, 'key-1', x'00ff', 201, '{}', 1, 4083984000"},
    {5, 0, "write_probe", "id, at", "1, 1772352000"},
    {6, 0, "meetings",
     "id, organizer_id, title, description, link, location, all_day, start_local, end_local, "
     "time_zone, end_time_zone, starts_at, ends_at, transparent, cancelled, reminders, version, "
     "created_at, updated_at",
     "12, 1, 'Talks', '', 'https://meet.example.org/q3', 'Room 101', 0, 4083998400, 4084002000, "
     "'Europe/Berlin', 'Europe/Berlin', 4083991200, 4083994800, 0, 0, '30 0', 2, 1772352100, "
     "1772352200"},
    {6, 0, "attendees", "meeting_id, user_id, response, comment, left_view, starts_at, ends_at",
     "12, 1, 1, '', 0, 4083991200, 4083994800"},
    {6, 0, "attendees", "meeting_id, user_id, response, comment, left_view, starts_at, ends_at",
     "12, 2, 1, '', 0, 4083991200, 4083994800"},
    {6, 0, "series",
     "meeting_id, rrule, rdates, exdates, length_days, length_seconds, first_starts_at, "
     "last_ends_at",
     "12, 'FREQ=DAILY;COUNT=4', '', '4084257600', 0, 3600, 4083991200, 4084254000"},
    {6, 0, "occurrences",
     "meeting_id, original, cancelled, asked_anew, title, description, link, location, "
     "transparent, reminders, all_day, start_local, end_local, time_zone, end_time_zone, "
     "starts_at, ends_at",
     "12, 4084084800, 0, 1, 'Long talk', 'Longer', 'https://meet.example.org/long', 'Hall', 0, "
     "'10', 0, 4084088400, 4084093800, 'Europe/Berlin', 'Europe/Berlin', 4084081200, 4084086600"},
    {6, 0, "occurrence_answers", "meeting_id, user_id, original, response, comment",
     "12, 2, 4084171200, 3, 'Away'"},
    {6, 0, "calendar_series",
     "user_id, last_ends_at, meeting_id, first_starts_at, response, own_answers",
     "1, 4084254000, 12, 4083991200, 1, 0"},
    {6, 0, "calendar_series",
     "user_id, last_ends_at, meeting_id, first_starts_at, response, own_answers",
     "2, 4084254000, 12, 4083991200, 1, 1"},
    {6, 0, "notices",
     "id, kind, at, meeting_id, organizer_id, actor_id, title, link, all_day, start_local, "
     "end_local, time_zone, end_time_zone, starts_at, ends_at, response, comment, changes, "
     "minutes_before, late, occurrence, rrule",
     "24, 0, 1772352100, 12, 1, 1, 'Talks', 'https://meet.example.org/q3', 0, 4083998400, "
     "4084002000, 'Europe/Berlin', 'Europe/Berlin', 4083991200, 4083994800, '', '', '', NULL, 0, "
     "'2099-06-02T12:00:00+02:00', 'FREQ=DAILY;COUNT=4'"},
    {6, 0, "notifications", "user_id, seq, notice_id", "2, 3, 24"},
    {6, 0, "reminders", "due_at, meeting_id, minutes_before, user_id, occurrence",
     "4083982200, 11, 30, 0, -9223372036854775807 - 1"},
    {6, 0, "reminders", "due_at, meeting_id, minutes_before, user_id, occurrence",
     "4083991200, 12, 0, 2, 4083998400"},
    {7, 0, "working_hours", "user_id, hours", "1, '09:00-12:00,13:00-17:00;;;;;;'"},
    {8, 0, "imported_events", "owner_id, uid, meeting_id, sequence, version, fingerprint",
     "1, 'planning@elsewhere.example', 11, 3, 2, x'00ff'"},
    {8, 0, "kept_properties", "meeting_id, original, text",
     "11, -9223372036854775807 - 1, 'BEGIN:VEVENT' || char(13, 10) || 'X-BLEND:Assam' || char(13, "
     "10) || 'END:VEVENT' || char(13, 10)"},
    {8, 0, "feeds", "user_id, token_hash, created_at",
     "1, x'f99aca7dc6f6ec032fa7420f0c2df0e5f8ce56f7cbaa636c6aa6f1fd5a4375bd', 1772352100"},
    {9, 0, "zones", "name, offsets", "'Europe/Berlin', '3600'"},
    {11, 0, "sessions",
     "token_hash, user_id, created_at, expires_at, id, agent, token_name, scopes",
     "x'293e733561a64d2c5c8117c12a7818ead74cf3a64fac1922f31f41355d41ef61', 1, 1772352000, "
     "7258118400, 1, 'Firefox', NULL, 3"},
    {11, 0, "sessions",
     "token_hash, user_id, created_at, expires_at, id, agent, token_name, scopes",
     "x'7edac57506fa8941baaacb95cd04f71494780a1e8321e849662dfe3b369068e6', 2, 1772352000, "
     "7258118400, 2, '', NULL, 3"},
    {11, 0, "sessions",
     "token_hash, user_id, created_at, expires_at, id, agent, token_name, scopes",
     "x'059b81b0bbaf7b8ffd533ed1bcaebf2e48ef397b9953f3a266d54837e6640e24', 1, 1772352000, "
     "7258118400, 3, '', 'Robot', 1"},
    {11, 0, "registration_codes", "code_hash, created_by, expires_at, id",
     "x'cbb6c2f645318af31b2e121c396e2a26dc291ddd7befa8d3d393a46043635d99', 1, 7258118400, 1"},
    {12, 0, "users",
     "id, email, email_key, name, time_zone, password_hash, administrator, created_at, retired_at",
     "3, 'zoe@example.org', 'zoe@example.org', 'Zoë', 'Etc/UTC', '', 0, 1772352002, 1772352003"},
    {12, 0, "audit",
     "id, act, actor_id, person_id, meeting_id, thing_id, detail, occurrence, address",
     "41, 1, 1, 2, 11, 31, 'title', '2099-06-02T12:00:00+02:00', '192.0.2.1'"},
};

}  // namespace

std::span<const OldRow> old_rows() { return rows; }

}  // namespace kalends::test
