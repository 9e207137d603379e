#pragma once

#include <string>
#include <vector>

#include <kalends/invite/tools.hpp>
#include <kalends/user/user.hpp>

namespace kalends::invite {

/// Somebody leaves the organisation, and somebody takes over.
struct Retirement {
  user::User from;
  user::User to;
  bool all = false;  // meetings that nobody else is in are handed over, too
};

/// What becomes of something that is ahead of the one who leaves.
enum class Fate {
  handed_over,  // the other one organizes it; of a series, from the first occurrence that is ahead
  left,         // somebody else organizes it, and is told that they are not coming
  kept,         // nobody else is in it: it stays as it is, and reminds nobody
};

struct Ahead {
  MeetingId meeting;
  std::string title;
  EventTime time;  // of a series: of the first occurrence that is ahead
  bool series = false;
  Fate fate = Fate::kept;
};

/// All that has not begun. Of somebody whose calendar is settled: what was kept.
std::vector<Ahead> find_ahead(db::Connection& db, const Retirement& retirement, Instant now);

/// Does with a meeting what is to become of it, as it is now, and tells those in it. Nothing is to
/// be done again where it was done before. What it did, if anything.
std::optional<Fate> settle(db::Transaction& transaction, Tools& tools, const Retirement& retirement,
                           MeetingId meeting);

}  // namespace kalends::invite
