#pragma once

#include <string_view>

#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

/// One thing that somebody was told of a meeting, and how far it came.
struct Told {
  notification::Kind kind = notification::Kind::invited;
  Instant at;                         // stored in their log
  bool seen = false;                  // one of their clients showed it
  std::optional<bool> pushed;         // to one of their clients; nothing: nobody knows
  std::string_view why;               // not seen, or told no more: a word; empty otherwise
  std::string changes{};              // changed: names of fields, with spaces between
  std::string occurrence{};           // the name of the one that is meant
  std::optional<int> minutes_before;  // reminder
  bool late = false;                  // reminder
};

/// What one attendee was told, and what they said to it.
struct Delivery {
  UserId user;
  std::string name;
  calendar::Response response = calendar::Response::needs_action;
  std::optional<Instant> responded_at;  // as far as the audit log goes back
  Told newest;                          // that they were invited, or it was changed or cancelled
  std::optional<Told> reminder;         // the newest, where one is for all: not of all-day meetings
};

/// Who knows of people's clients, and since when.
struct Lookout {
  const notification::Hub& hub;
  Instant since;
};

/// Of each attendee but the organizer, in order of joining. Left out is who has no entry of it any
/// more: notices are kept for a time, and of a meeting only the newest hundred are looked for.
std::vector<Delivery> deliveries(db::Connection& db, const Lookout& lookout,
                                 const calendar::Meeting& meeting);

/// Everything of a meeting that one attendee was told and that is kept, the newest first: a hundred
/// at most. Each with their answer.
std::vector<Delivery> deliveries_to(db::Connection& db, const Lookout& lookout,
                                    const calendar::Meeting& meeting,
                                    const calendar::Attendee& attendee);

}  // namespace kalends::invite
