#pragma once

#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

/// That somebody was told where a meeting stands: they were invited, or it was changed or
/// cancelled.
struct Delivery {
  UserId user;
  std::string name;
  notification::Kind kind = notification::Kind::invited;
  Instant at;
  bool seen = false;  // one of their clients showed it
};

/// Of each attendee the newest, in order of joining. Left out is who has none any more: notices are
/// kept for a time, and of a meeting only the newest hundred are looked for.
std::vector<Delivery> deliveries(db::Connection& db, const calendar::Meeting& meeting);

}  // namespace kalends::invite
