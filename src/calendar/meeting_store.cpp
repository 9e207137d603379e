#include "number_list.hpp"
#include "series_rows.hpp"

#include <fmt/format.h>

#include <kalends/calendar/placement.hpp>

namespace kalends::calendar {
namespace {

Meeting read_meeting(const db::Rows& row) {
  Meeting meeting;
  meeting.id = row.get<MeetingId>(0);
  meeting.organizer = row.get<UserId>(1);
  meeting.title = row.get<std::string>(2);
  meeting.description = row.get<std::string>(3);
  meeting.link = row.get<std::string>(4);
  meeting.location = row.get<std::string>(5);
  meeting.time = {row.get<bool>(6),        row.get<LocalTime>(7),    row.get<LocalTime>(8),
                  row.get<std::string>(9), row.get<std::string>(10), row.get<Instant>(11),
                  row.get<Instant>(12)};
  meeting.transparent = row.get<bool>(13);
  meeting.cancelled = row.get<bool>(14);
  meeting.reminders = read_minutes(row.view(15));
  meeting.version = row.integer(16);
  meeting.created_at = row.get<Instant>(17);
  meeting.updated_at = row.get<Instant>(18);
  if (!row.is_null(19)) meeting.repetition = read_repetition(row, 19);
  return meeting;
}

Attendee read_attendee(const db::Rows& row) {
  return {
      row.get<UserId>(0),      row.get<std::string>(1), row.get<std::string>(2),
      row.get<std::string>(3), row.get<Response>(4),    row.get<std::string>(5),
      row.get<bool>(6),        row.get<bool>(7),        {row.get<Instant>(8), row.get<Instant>(9)}};
}

/// The meeting shows in all of their calendars.
void touch_attendees(db::Transaction& transaction, MeetingId meeting) {
  auto rows =
      transaction.db().query("SELECT user_id FROM attendees WHERE meeting_id = $1", meeting);
  while (rows.next()) transaction.touch(calendar_of(rows.get<UserId>(0)));
}

}  // namespace

std::string write_minutes(const std::vector<int>& minutes) {
  return fmt::format("{}", fmt::join(minutes, " "));
}

std::vector<int> read_minutes(std::string_view text) {
  std::vector<int> minutes;
  for (const std::int64_t value : read_numbers(text)) minutes.push_back(static_cast<int>(value));
  return minutes;
}

std::string_view word(Response response) {
  constexpr std::string_view words[] = {"needs-action", "accepted", "tentative", "declined"};
  return words[static_cast<std::size_t>(response)];
}

std::optional<Response> parse_answer(std::string_view text) {
  for (const Response each : {Response::accepted, Response::tentative, Response::declined}) {
    if (word(each) == text) return each;
  }
  return std::nullopt;
}

Busy busy_of(const Meeting& meeting, Response response) {
  return meeting.cancelled ? Busy::free : busy_of(meeting.transparent, response);
}

Busy busy_of(bool transparent, Response response) {
  if (transparent || response == Response::declined) return Busy::free;
  return response == Response::accepted ? Busy::busy : Busy::tentative;
}

notification::Card card_of(const Meeting& meeting) {
  return {meeting.id,
          meeting.organizer,
          {},
          meeting.title,
          meeting.link,
          meeting.time,
          meeting.repetition ? meeting.repetition->rule : "",
          {}};
}

std::optional<Meeting> find_meeting(db::Connection& db, MeetingId id) {
  return db
      .query(
          "SELECT m.id, m.organizer_id, m.title, m.description, m.link, m.location, m.all_day, "
          "m.start_local, m.end_local, m.time_zone, m.end_time_zone, m.starts_at, m.ends_at, "
          "m.transparent, m.cancelled, m.reminders, m.version, m.created_at, m.updated_at, "
          "s.rrule, s.rdates, s.exdates, s.length_days, s.length_seconds, s.first_starts_at, "
          "s.last_ends_at FROM meetings m LEFT JOIN series s ON s.meeting_id = m.id "
          "WHERE m.id = $1",
          id)
      .first(read_meeting);
}

void insert_meeting(db::Transaction& transaction, const Meeting& meeting) {
  const EventTime& time = meeting.time;
  const std::string reminders = write_minutes(meeting.reminders);
  transaction.db().execute(
      "INSERT INTO meetings (id, organizer_id, title, description, link, location, all_day, "
      "start_local, end_local, time_zone, end_time_zone, starts_at, ends_at, transparent, "
      "cancelled, reminders, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, "
      "$8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
      meeting.id, meeting.organizer, meeting.title, meeting.description, meeting.link,
      meeting.location, time.all_day, time.start_local, time.end_local, time.time_zone,
      time.end_time_zone, time.starts_at, time.ends_at, meeting.transparent, meeting.cancelled,
      reminders, meeting.version, meeting.created_at, meeting.updated_at);
  if (meeting.repetition) put_repetition(transaction, meeting);
}

void update_meeting(db::Transaction& transaction, const Meeting& meeting) {
  const EventTime& time = meeting.time;
  const std::string reminders = write_minutes(meeting.reminders);
  transaction.db().execute(
      "UPDATE meetings SET title = $1, description = $2, link = $3, location = $4, all_day = $5, "
      "start_local = $6, end_local = $7, time_zone = $8, end_time_zone = $9, starts_at = $10, "
      "ends_at = $11, transparent = $12, cancelled = $13, reminders = $14, version = $15, "
      "updated_at = $16 WHERE id = $17",
      meeting.title, meeting.description, meeting.link, meeting.location, time.all_day,
      time.start_local, time.end_local, time.time_zone, time.end_time_zone, time.starts_at,
      time.ends_at, meeting.transparent, meeting.cancelled, reminders, meeting.version,
      meeting.updated_at, meeting.id);
  put_repetition(transaction, meeting);
  touch_attendees(transaction, meeting.id);
}

void update_organizer(db::Transaction& transaction, const Meeting& meeting) {
  transaction.db().execute("UPDATE meetings SET organizer_id = $1 WHERE id = $2", meeting.organizer,
                           meeting.id);
  touch_attendees(transaction, meeting.id);
}

std::vector<Attendee> find_attendees(db::Connection& db, MeetingId meeting) {
  return db
      .query(
          "SELECT a.user_id, u.name, u.email, u.time_zone, a.response, a.comment, a.left_view, "
          "u.retired_at IS NOT NULL, a.starts_at, a.ends_at "
          "FROM attendees a JOIN users u ON u.id = a.user_id "
          "WHERE a.meeting_id = $1 ORDER BY a.user_id",
          meeting)
      .all(read_attendee);
}

std::optional<Attendee> find_attendee(db::Connection& db, MeetingId meeting, UserId user) {
  return db
      .query(
          "SELECT a.user_id, u.name, u.email, u.time_zone, a.response, a.comment, a.left_view, "
          "u.retired_at IS NOT NULL, a.starts_at, a.ends_at "
          "FROM attendees a JOIN users u ON u.id = a.user_id "
          "WHERE a.meeting_id = $1 AND a.user_id = $2",
          meeting, user)
      .first(read_attendee);
}

}  // namespace kalends::calendar
