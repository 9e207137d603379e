#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/base/event_time.hpp>
#include <kalends/base/id.hpp>
#include <kalends/db/database.hpp>
#include <kalends/notification/notice.hpp>

namespace kalends::calendar {

/// RFC 5545 3.2.12, PARTSTAT.
enum class Response { needs_action, accepted, tentative, declined };

std::string_view word(Response response);
/// Only what a person can answer: accepted, tentative or declined.
std::optional<Response> parse_answer(std::string_view word);

/// RFC 5545 3.2.9, FBTYPE.
enum class Busy { free, tentative, busy };

/// What makes a meeting a series (RFC 5545 3.8.5). All on the wall clock of the meeting's zone, so
/// that a change of the zone's rules moves no local time.
struct Repetition {
  std::string rule;               // RECUR; "" where there are only rdates
  std::vector<LocalTime> rdates;  // starts beside the rule's, in order
  std::vector<LocalTime> exdates;
  Duration length;   // of each occurrence
  TimeRange extent;  // derived: nothing of the series lies outside, in anybody's zone

  bool operator==(const Repetition&) const = default;
};

/// A meeting, as all who are in it share it. Of a series, `time` is that of its first occurrence.
struct Meeting {
  MeetingId id;
  UserId organizer;
  std::string title;
  std::string description;
  std::string link;
  std::string location;
  EventTime time;
  std::optional<Repetition> repetition;
  bool transparent = false;  // RFC 5545 3.8.2.7: takes nobody's time
  bool cancelled = false;
  std::vector<int> reminders;  // minutes before the start
  std::int64_t version = 1;
  Instant created_at;
  Instant updated_at;
};

/// One person's part in a meeting; the organizer has one too.
struct Attendee {
  UserId user;
  std::string name;
  std::string email;
  std::string time_zone;
  Response response = Response::needs_action;
  std::string comment;
  bool left = false;     // declined, and taken out of the own calendar
  bool retired = false;  // no longer here
  TimeRange placed;      // where it stands in this person's calendar
};

/// What a meeting does to the time of somebody who answered this.
Busy busy_of(const Meeting& meeting, Response response);
/// The same of one that goes on.
Busy busy_of(bool transparent, Response response);

/// What notices show of it.
notification::Card card_of(const Meeting& meeting);

/// Minutes before the start, as the store keeps them: '30 0'.
std::string write_minutes(const std::vector<int>& minutes);
std::vector<int> read_minutes(std::string_view text);

std::optional<Meeting> find_meeting(db::Connection& db, MeetingId id);
void insert_meeting(db::Transaction& transaction, const Meeting& meeting);
/// Everything but id, organizer and the time of making.
void update_meeting(db::Transaction& transaction, const Meeting& meeting);

/// In order of joining (ids are ordered by time), with those who left.
std::vector<Attendee> find_attendees(db::Connection& db, MeetingId meeting);
std::optional<Attendee> find_attendee(db::Connection& db, MeetingId meeting, UserId user);

}  // namespace kalends::calendar
