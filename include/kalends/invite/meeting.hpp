#pragma once

#include <optional>
#include <string>
#include <vector>

#include <kalends/base/error.hpp>
#include <kalends/calendar/event_input.hpp>
#include <kalends/calendar/meeting.hpp>
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
  std::optional<bool> transparent;
  std::optional<std::vector<int>> reminders;
};

/// A meeting and the part in it of somebody who acts.
struct Part {
  calendar::Meeting meeting;
  calendar::Attendee attendee;
  bool organizes() const { return meeting.organizer == attendee.user; }
};

/// `not_found` for everybody who is not in the meeting, whether it exists or not.
Result<Part> part_of(db::Connection& db, MeetingId meeting, UserId person);

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

/// A new time or place resets the answers of all but the organizer (RFC 5546 3.2.2).
Result<calendar::Meeting> change(db::Transaction& transaction, Tools& tools, const Part& part,
                                 const Change& wanted);

/// Blocks nobody any more, and stays readable. Cancelling twice is cancelling once.
Result<void> cancel(db::Transaction& transaction, Tools& tools, MeetingId meeting, UserId actor,
                    std::optional<std::int64_t> expected_version);

Result<calendar::Meeting> add_people(db::Transaction& transaction, Tools& tools, const Part& part,
                                     const std::vector<Guest>& guests);

/// By the organizer: takes the person out and tells them "cancelled". By the person: declines, and
/// takes the meeting out of the own calendar.
Result<void> remove_person(db::Transaction& transaction, Tools& tools, MeetingId meeting,
                           UserId actor, UserId person);

Result<calendar::Meeting> answer(db::Transaction& transaction, Tools& tools, MeetingId meeting,
                                 UserId person, calendar::Response response,
                                 const std::string& comment);

}  // namespace kalends::invite
