#include "number_list.hpp"
#include "series_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <kalends/calendar/placement.hpp>
#include <kalends/calendar/series.hpp>
#include <kalends/calendar/zone_record.hpp>

namespace kalends::calendar {
namespace {

std::string write_locals(const std::vector<LocalTime>& locals) {
  std::string text;
  for (const LocalTime local : locals) {
    if (!text.empty()) text += ' ';
    text += fmt::to_string(local.time_since_epoch().count());
  }
  return text;
}

std::vector<LocalTime> read_locals(std::string_view text) {
  std::vector<LocalTime> locals;
  for (const std::int64_t value : read_numbers(text)) {
    locals.emplace_back(std::chrono::seconds{value});
  }
  return locals;
}

std::optional<EventTime> read_time(const db::Rows& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return EventTime{row.get<bool>(column),
                   row.get<LocalTime>(column + 1),
                   row.get<LocalTime>(column + 2),
                   row.get<std::string>(column + 3),
                   row.get<std::string>(column + 4),
                   row.get<Instant>(column + 5),
                   row.get<Instant>(column + 6)};
}

Exception read_exception(const db::Rows& row) {
  Exception out;
  out.original = row.get<LocalTime>(0);
  out.cancelled = row.get<bool>(1);
  out.asked_anew = row.get<bool>(2);
  out.title = row.get<std::optional<std::string>>(3);
  out.description = row.get<std::optional<std::string>>(4);
  out.link = row.get<std::optional<std::string>>(5);
  out.location = row.get<std::optional<std::string>>(6);
  out.transparent = row.get<std::optional<bool>>(7);
  if (!row.is_null(8)) out.reminders = read_minutes(row.view(8));
  out.time = read_time(row, 9);
  return out;
}

OccurrenceAnswer read_answer(const db::Rows& row) {
  return {row.get<UserId>(0), row.get<LocalTime>(1), row.get<Response>(2), row.get<std::string>(3)};
}

/// An occurrence that was moved asks all but its organizer for another answer.
void ask_anew(Attendee& attendee, const Series& series, const Occurrence& occurrence) {
  const bool anew = occurrence.exception != nullptr && occurrence.exception->asked_anew;
  if (!anew || attendee.user == series.meeting().organizer) return;
  attendee.response = Response::needs_action;
  attendee.comment.clear();
}

void take_answer(Attendee& attendee, const OccurrenceAnswer& answer) {
  if (answer.user != attendee.user) return;
  attendee.response = answer.response;
  attendee.comment = answer.comment;
}

}  // namespace

Repetition read_repetition(const db::Rows& row, int column) {
  Repetition out;
  out.rule = row.get<std::string>(column);
  out.rdates = read_locals(row.view(column + 1));
  out.exdates = read_locals(row.view(column + 2));
  out.length = {std::chrono::days{row.get<int>(column + 3)},
                std::chrono::seconds{row.integer(column + 4)}};
  out.extent = {row.get<Instant>(column + 5), row.get<Instant>(column + 6)};
  return out;
}

void put_repetition(db::Transaction& transaction, const Meeting& meeting) {
  if (!meeting.repetition) {
    transaction.db().execute("DELETE FROM series WHERE meeting_id = $1", meeting.id);
    return;
  }
  record_zone(transaction, meeting.time.time_zone);
  const Repetition& repetition = *meeting.repetition;
  const std::string rdates = write_locals(repetition.rdates);
  const std::string exdates = write_locals(repetition.exdates);
  transaction.db().execute(
      "INSERT INTO series (meeting_id, rrule, rdates, exdates, length_days, length_seconds, "
      "first_starts_at, last_ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
      "ON CONFLICT (meeting_id) DO UPDATE SET rrule = excluded.rrule, rdates = excluded.rdates, "
      "exdates = excluded.exdates, length_days = excluded.length_days, "
      "length_seconds = excluded.length_seconds, first_starts_at = excluded.first_starts_at, "
      "last_ends_at = excluded.last_ends_at",
      meeting.id, repetition.rule, rdates, exdates,
      static_cast<std::int64_t>(repetition.length.days.count()),
      static_cast<std::int64_t>(repetition.length.exact.count()), repetition.extent.from,
      repetition.extent.to);
}

Series load_series(db::Connection& db, Meeting meeting) {
  auto exceptions =
      db.query(
            "SELECT original, cancelled, asked_anew, title, description, link, location, "
            "transparent, reminders, all_day, start_local, end_local, time_zone, end_time_zone, "
            "starts_at, ends_at FROM occurrences WHERE meeting_id = $1 ORDER BY original",
            meeting.id)
          .all(read_exception);
  return {std::move(meeting), std::move(exceptions)};
}

void put_exception(db::Transaction& transaction, MeetingId meeting, const Exception& exception) {
  const std::optional<EventTime>& time = exception.time;
  const auto of_time = [&](auto member) {
    using T = std::decay_t<decltype((*time).*member)>;
    return time ? std::optional<T>((*time).*member) : std::nullopt;
  };
  std::optional<std::string> reminders;
  if (exception.reminders) reminders = write_minutes(*exception.reminders);
  transaction.db().execute(
      "INSERT INTO occurrences (meeting_id, original, cancelled, asked_anew, title, description, "
      "link, location, transparent, reminders, all_day, start_local, end_local, time_zone, "
      "end_time_zone, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
      "$12, $13, $14, $15, $16, $17) ON CONFLICT (meeting_id, original) DO UPDATE SET "
      "cancelled = excluded.cancelled, asked_anew = excluded.asked_anew, title = excluded.title, "
      "description = excluded.description, link = excluded.link, location = excluded.location, "
      "transparent = excluded.transparent, reminders = excluded.reminders, "
      "all_day = excluded.all_day, start_local = excluded.start_local, "
      "end_local = excluded.end_local, time_zone = excluded.time_zone, "
      "end_time_zone = excluded.end_time_zone, starts_at = excluded.starts_at, "
      "ends_at = excluded.ends_at",
      meeting, exception.original, exception.cancelled, exception.asked_anew, exception.title,
      exception.description, exception.link, exception.location, exception.transparent, reminders,
      of_time(&EventTime::all_day), of_time(&EventTime::start_local),
      of_time(&EventTime::end_local), of_time(&EventTime::time_zone),
      of_time(&EventTime::end_time_zone), of_time(&EventTime::starts_at),
      of_time(&EventTime::ends_at));
}

void delete_exceptions(db::Transaction& transaction, MeetingId meeting) {
  transaction.db().execute("DELETE FROM occurrences WHERE meeting_id = $1", meeting);
}

void delete_from(db::Transaction& transaction, MeetingId meeting, LocalTime original) {
  transaction.db().execute("DELETE FROM occurrences WHERE meeting_id = $1 AND original >= $2",
                           meeting, original);
  transaction.db().execute(
      "DELETE FROM occurrence_answers WHERE meeting_id = $1 AND original >= $2", meeting, original);
}

std::vector<OccurrenceAnswer> find_answers(db::Connection& db, MeetingId meeting) {
  return db
      .query(
          "SELECT user_id, original, response, comment FROM occurrence_answers "
          "WHERE meeting_id = $1 ORDER BY user_id, original",
          meeting)
      .all(read_answer);
}

std::vector<OccurrenceAnswer> find_answers_to(db::Connection& db, MeetingId meeting,
                                              LocalTime original) {
  return db
      .query(
          "SELECT user_id, original, response, comment FROM occurrence_answers "
          "WHERE meeting_id = $1 AND original = $2 ORDER BY user_id",
          meeting, original)
      .all(read_answer);
}

std::vector<OccurrenceAnswer> find_answers_of(db::Connection& db, MeetingId meeting, UserId user) {
  return db
      .query(
          "SELECT user_id, original, response, comment FROM occurrence_answers "
          "WHERE meeting_id = $1 AND user_id = $2 ORDER BY original",
          meeting, user)
      .all(read_answer);
}

void put_answer(db::Transaction& transaction, MeetingId meeting, const OccurrenceAnswer& answer) {
  transaction.db().execute(
      "INSERT INTO occurrence_answers (meeting_id, user_id, original, response, comment) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (meeting_id, user_id, original) DO UPDATE SET "
      "response = excluded.response, comment = excluded.comment",
      meeting, answer.user, answer.original, answer.response, answer.comment);
  transaction.db().execute(
      "UPDATE calendar_series SET own_answers = 1 WHERE user_id = $1 AND meeting_id = $2",
      answer.user, meeting);
  transaction.touch(calendar_of(answer.user));
}

void delete_answers(db::Transaction& transaction, MeetingId meeting) {
  transaction.db().execute("DELETE FROM occurrence_answers WHERE meeting_id = $1", meeting);
}

void delete_answers_to(db::Transaction& transaction, MeetingId meeting, LocalTime original,
                       UserId but) {
  transaction.db().execute(
      "DELETE FROM occurrence_answers WHERE meeting_id = $1 AND original = $2 AND user_id <> $3",
      meeting, original, but);
}

void delete_answers_of(db::Transaction& transaction, MeetingId meeting, UserId user) {
  transaction.db().execute("DELETE FROM occurrence_answers WHERE meeting_id = $1 AND user_id = $2",
                           meeting, user);
  transaction.touch(calendar_of(user));
}

std::vector<Attendee> attendees_at(db::Connection& db, const Series& series,
                                   const Occurrence& occurrence) {
  const MeetingId meeting = series.meeting().id;
  auto attendees = find_attendees(db, meeting);
  const auto answers = find_answers_to(db, meeting, occurrence.original);
  auto answer = answers.begin();
  for (Attendee& attendee : attendees) {  // both in order of person
    ask_anew(attendee, series, occurrence);
    while (answer != answers.end() && answer->user.value < attendee.user.value) ++answer;
    if (answer != answers.end()) take_answer(attendee, *answer);
  }
  return attendees;
}

std::optional<Attendee> attendee_at(db::Connection& db, const Series& series,
                                    const Occurrence& occurrence, UserId user) {
  const MeetingId meeting = series.meeting().id;
  auto attendee = find_attendee(db, meeting, user);
  if (!attendee) return std::nullopt;
  ask_anew(*attendee, series, occurrence);
  for (const OccurrenceAnswer& answer : find_answers_of(db, meeting, user)) {
    if (answer.original == occurrence.original) take_answer(*attendee, answer);
  }
  return attendee;
}

}  // namespace kalends::calendar
