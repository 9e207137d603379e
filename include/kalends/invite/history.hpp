#pragma once

#include <optional>
#include <string>
#include <vector>

#include <kalends/calendar/meeting.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {

/// A deed as it is shown: with the names that people have now.
struct DeedLine {
  user::DeedId id;
  user::Deed deed;
  std::string by_name;
  std::string whom_name;
  Instant at() const { return made_at(id.value); }
};

/// The newest first. `next` is where the page behind it begins, if there may be one.
struct DeedPage {
  std::vector<DeedLine> lines;
  std::optional<user::DeedId> next;
};

struct AuditQuestion {
  TimeRange range;
  std::optional<UserId> by;            // only what they did
  std::optional<UserId> whom;          // only what was done to them
  std::optional<user::DeedId> before;  // `next` of the page before
  int limit = 0;
};

/// The deeds of everybody. Looks at 50,000 lines at most, so that a page of a question that few fit
/// may be short, or empty, and yet have a next one.
DeedPage read_audit(db::Connection& db, const AuditQuestion& question);

/// What was done to a meeting since then.
DeedPage history_of(db::Connection& db, const calendar::Meeting& meeting, Instant since,
                    std::optional<user::DeedId> before, int limit);

/// When each person last answered to this meeting, or to one of its occurrences: in no order; of
/// many answers only the newest 20,000 are looked at.
std::vector<std::pair<UserId, Instant>> answer_times(db::Connection& db, MeetingId meeting);

}  // namespace kalends::invite
