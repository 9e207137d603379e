#include "span.hpp"

#include <kalends/calendar/placement.hpp>
#include <kalends/calendar/series.hpp>

namespace kalends::calendar {
namespace {

void put_series(db::Transaction& transaction, const Meeting& meeting, const Attendee& attendee) {
  transaction.db().execute(
      "INSERT INTO calendar_series (user_id, last_ends_at, meeting_id, first_starts_at, response, "
      "own_answers) VALUES ($1, $2, $3, $4, $5, (SELECT COUNT(*) > 0 FROM occurrence_answers "
      "WHERE meeting_id = $3 AND user_id = $1))",
      attendee.user, attendee.placed.to, meeting.id, attendee.placed.from, attendee.response);
}

void put_in_calendar(db::Transaction& transaction, const Meeting& meeting,
                     const Attendee& attendee) {
  transaction.touch(calendar_of(attendee.user));
  if (meeting.repetition) return put_series(transaction, meeting, attendee);
  transaction.db().execute(
      "INSERT INTO calendar (user_id, span, starts_at, meeting_id, ends_at, busy, response) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      attendee.user, span_of(attendee.placed), attendee.placed.from, meeting.id, attendee.placed.to,
      busy_of(meeting, attendee.response), attendee.response);
}

void take_from_calendar(db::Transaction& transaction, MeetingId meeting, const Attendee& attendee) {
  transaction.touch(calendar_of(attendee.user));
  transaction.db().execute(
      "DELETE FROM calendar WHERE user_id = $1 AND span = $2 AND starts_at = $3 "
      "AND meeting_id = $4",
      attendee.user, span_of(attendee.placed), attendee.placed.from, meeting);
  // It may have been a series until now.
  transaction.db().execute(
      "DELETE FROM calendar_series WHERE user_id = $1 AND last_ends_at = $2 AND meeting_id = $3",
      attendee.user, attendee.placed.to, meeting);
}

/// A series stands there from its first start to its last end, wherever its reader lives.
TimeRange place_of(const Meeting& meeting, const Zone& reader) {
  return meeting.repetition ? meeting.repetition->extent : range_for(meeting.time, reader);
}

std::vector<MeetingId> all_day_meetings_of(db::Connection& db, UserId user) {
  return db
      .query(
          "SELECT m.id FROM calendar c JOIN meetings m ON m.id = c.meeting_id "
          "WHERE c.user_id = $1 AND m.all_day = 1 UNION ALL "
          "SELECT m.id FROM calendar_series c JOIN meetings m ON m.id = c.meeting_id "
          "WHERE c.user_id = $1 AND (m.all_day = 1 OR EXISTS (SELECT 1 FROM occurrences o "
          "WHERE o.meeting_id = m.id AND o.all_day = 1))",
          user)
      .all([](const db::Rows& row) { return row.get<MeetingId>(0); });
}

}  // namespace

void place(db::Transaction& transaction, const Meeting& meeting, const user::User& person,
           Response response) {
  Attendee attendee{person.id, person.name, person.email, person.time_zone,
                    response,  {},          false,        person.retired,
                    {}};
  attendee.placed = place_of(meeting, user::zone_of(person));
  transaction.db().execute(
      "INSERT INTO attendees (meeting_id, user_id, response, comment, left_view, starts_at, "
      "ends_at) "
      "VALUES ($1, $2, $3, '', 0, $4, $5)",
      meeting.id, attendee.user, attendee.response, attendee.placed.from, attendee.placed.to);
  put_in_calendar(transaction, meeting, attendee);
}

void replace(db::Transaction& transaction, const Meeting& meeting, const Attendee& attendee) {
  take_from_calendar(transaction, meeting.id, attendee);
  Attendee anew = attendee;
  anew.placed = place_of(meeting, Zone::find_or_utc(attendee.time_zone));
  transaction.db().execute(
      "UPDATE attendees SET response = $1, comment = $2, left_view = $3, starts_at = $4, "
      "ends_at = $5 WHERE meeting_id = $6 AND user_id = $7",
      anew.response, anew.comment, anew.left, anew.placed.from, anew.placed.to, meeting.id,
      anew.user);
  if (!anew.left) put_in_calendar(transaction, meeting, anew);
}

void remove(db::Transaction& transaction, const Meeting& meeting, const Attendee& attendee) {
  take_from_calendar(transaction, meeting.id, attendee);
  transaction.db().execute("DELETE FROM attendees WHERE meeting_id = $1 AND user_id = $2",
                           meeting.id, attendee.user);
  if (meeting.repetition) delete_answers_of(transaction, meeting.id, attendee.user);
}

std::vector<Meeting> move_all_day(db::Transaction& transaction, const user::User& person) {
  std::vector<Meeting> moved;
  for (const MeetingId id : all_day_meetings_of(transaction.db(), person.id)) {
    auto meeting = find_meeting(transaction.db(), id);
    auto attendee = find_attendee(transaction.db(), id, person.id);
    attendee->time_zone = person.time_zone;
    replace(transaction, *meeting, *attendee);
    moved.push_back(std::move(*meeting));
  }
  return moved;
}

}  // namespace kalends::calendar
