#pragma once

#include <cstdint>

#include <kalends/base/time.hpp>
#include <kalends/db/connection.hpp>

namespace kalends::invite {

/// How much people use the server, as its rows tell. "Lately" are the 28 days until the last
/// meeting was made, or fewer where nothing is that old.
struct Usage {
  std::int64_t people = 0;     // who have not retired
  std::int64_t signed_in = 0;  // of these, with a session that is good
  std::int64_t told = 0;       // of these, who were ever told something
  double days = 0;             // that are "lately"
  std::int64_t made = 0;       // meetings that were made lately, without imported ones
  double notice_days = 0;      // from the oldest notice that is kept to the newest
  double audit_days = 0;       // the same of the audit log
};

/// Reads as many rows as were written lately.
Usage usage_of(db::Connection& db, Instant now);

/// What a database holds, in a few words.
struct Holdings {
  std::int64_t people = 0;
  std::int64_t meetings = 0;
  Instant newest{};  // when the newest of these, or of the notices, was made
};

/// Of an older schema too.
Holdings holdings_of(db::Connection& db);

}  // namespace kalends::invite
