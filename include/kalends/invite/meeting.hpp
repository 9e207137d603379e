#pragma once

#include <optional>
#include <string>
#include <vector>

#include <kalends/base/error.hpp>
#include <kalends/calendar/event_input.hpp>
#include <kalends/calendar/series_input.hpp>
#include <kalends/invite/tools.hpp>
#include <kalends/user/user.hpp>

namespace kalends::invite {

/// Somebody to invite, by id or by the address they registered with. `field` is where the client
/// said so.
struct Guest {
  std::optional<UserId> id;
  std::string email;
  std::string field;
};

struct Draft {
  std::string title;
  std::string description;
  std::string link;
  std::string location;
  EventTime time;
  std::optional<calendar::Repetition> repetition;
  bool transparent = false;
  std::vector<int> reminders;
  std::vector<Guest> guests;
};

/// What is not given stays.
struct Change {
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<std::string> link;
  std::optional<std::string> location;
  calendar::EventPatch time;
  std::optional<std::string> rule;  // RECUR; "" makes it a single meeting
  std::optional<std::vector<WrittenTime>> rdates;
  std::optional<std::vector<WrittenTime>> exdates;
  std::optional<bool> transparent;
  std::optional<std::vector<int>> reminders;
};

/// Which occurrences of a series an act is about.
enum class Scope { one, following, all };

/// `occurrence` is the name of one of them, as a person wrote it. Beside `all` it says which one
/// was looked at when the time was changed.
struct Which {
  Scope scope = Scope::all;
  std::optional<WrittenTime> occurrence;
};

/// A meeting and the part in it of somebody who acts.
struct Part {
  calendar::Meeting meeting;
  calendar::Attendee attendee;
  bool organizes() const { return meeting.organizer == attendee.user; }
};

/// `not_found` for everybody who is not in the meeting, whether it exists or not.
Result<Part> part_of(db::Connection& db, MeetingId meeting, UserId person);

/// The part of the organizer, also of a cancelled meeting. `not_found`, `forbidden`.
Result<Part> part_as_organizer(db::Connection& db, MeetingId meeting, UserId person);

/// `stale` when a version is expected that is not the present one.
Result<void> check_version(const calendar::Meeting& meeting,
                           std::optional<std::int64_t> expected_version);

/// The part of the organizer of a meeting that goes on, for changing it. `not_found`, `forbidden`,
/// `stale` when a version is expected that is not the present one, `conflict` when it is cancelled.
Result<Part> part_of_organizer(db::Connection& db, MeetingId meeting, UserId person,
                               std::optional<std::int64_t> expected_version);

// What follows are acts: each is to be done within a transaction, tells those concerned when that
// is stored (never the one who acts), and gives the meeting as it is then.

/// Two identical guests are one, and an organizer among them stays organizer. `invalid` at the
/// guest's field when nobody is registered so, and at /attendees when there are too many.
Result<calendar::Meeting> create(db::Transaction& transaction, Tools& tools,
                                 const user::User& organizer, const Draft& draft);

/// A new time, place or rule resets the answers of all but the organizer (RFC 5546 3.2.2). A change
/// of one occurrence is kept as its exception; one of all that follow ends the series before it and
/// gives a new one, with the answers and exceptions of that part.
Result<calendar::Meeting> change(db::Transaction& transaction, Tools& tools, const Part& part,
                                 const Change& wanted, const Which& which);

/// Blocks nobody any more, and stays readable. Cancelling twice is cancelling once. Of a series,
/// what is cancelled from one occurrence on is taken out of it.
Result<void> cancel(db::Transaction& transaction, Tools& tools, MeetingId meeting, UserId actor,
                    std::optional<std::int64_t> expected_version, const Which& which);

Result<calendar::Meeting> add_people(db::Transaction& transaction, Tools& tools, const Part& part,
                                     const std::vector<Guest>& guests);

/// By the organizer: takes the person out and tells them "cancelled". By the person: declines, and
/// takes the meeting out of the own calendar.
Result<void> remove_person(db::Transaction& transaction, Tools& tools, MeetingId meeting,
                           UserId actor, UserId person,
                           std::optional<std::int64_t> expected_version = std::nullopt);

struct Answer {
  calendar::Response response = calendar::Response::accepted;
  std::string comment;
  // Of the meeting that is answered (what SEQUENCE is in a REPLY, RFC 5546 3.2.3); `stale` when the
  // organizer has changed it since.
  std::optional<std::int64_t> expected_version = {};
};

/// To one occurrence or to all; an answer to all is one to each that was answered apart, too.
/// Touches rows of this person only, however many are invited.
Result<calendar::Meeting> answer(db::Transaction& transaction, Tools& tools, MeetingId meeting,
                                 UserId person, const Answer& answer, const Which& which);

}  // namespace kalends::invite
