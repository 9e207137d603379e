#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <kalends/base/id.hpp>
#include <kalends/base/time.hpp>
#include <kalends/db/database.hpp>

namespace kalends::user {

/// What somebody can have done. The numbers are stored.
enum class Act {
  registered = 1,
  signed_in = 2,
  sign_in_failed = 3,
  signed_out = 4,
  session_ended = 5,
  profile_changed = 6,
  password_changed = 7,
  password_change_failed = 8,
  password_reset = 9,
  token_made = 10,
  token_ended = 11,
  code_made = 12,
  code_withdrawn = 13,
  feed_made = 14,
  feed_closed = 15,
  imported = 16,
  retired = 17,
  administrator_made = 18,
  meeting_created = 32,
  meeting_changed = 33,
  meeting_cancelled = 34,
  attendee_added = 35,
  attendee_removed = 36,
  attendee_left = 37,
  answered = 38,
  attachment_added = 39,
  attachment_removed = 40,
  organizer_changed = 41,
};

/// `signed-in`; empty for a number that this program does not know.
std::string_view word(Act act);

/// Whoever gives commands at the machine that the server runs on.
inline constexpr UserId machine{0};

/// A line of the audit log: ids and the words of the API, no text that people wrote.
struct Deed {
  Act act;
  std::optional<UserId> by;  // nothing: nobody knows who
  std::optional<UserId> whom{};
  std::optional<MeetingId> meeting{};
  std::optional<std::int64_t> thing{};  // id of the session, token, code or file; of the organizer
                                        // before
  std::string detail{};  // fields that changed, with spaces between; the answer; how many
  std::string occurrence{};
  std::string address{};
};

using DeedId = Id<struct DeedTag>;

/// To be done in the transaction of the deed itself: neither is stored without the other.
void record(db::Transaction& transaction, IdSource& ids, const Deed& deed);

/// Under an id of long ago, unless there is one.
void record_as(db::Transaction& transaction, DeedId id, const Deed& deed);

/// At most `limit` of those from before this instant; how many they were.
std::int64_t delete_deeds_before(db::Transaction& transaction, Instant at, int limit);

}  // namespace kalends::user
