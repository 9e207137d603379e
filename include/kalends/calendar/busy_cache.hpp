#pragma once

#include <memory>
#include <vector>

#include <kalends/base/bounded_cache.hpp>
#include <kalends/base/id.hpp>
#include <kalends/calendar/meeting.hpp>

namespace kalends::calendar {

struct BusyTime {
  TimeRange range;
  Busy status = Busy::busy;
  bool operator==(const BusyTime&) const = default;
};

/// The times in some weeks in which somebody is not free, uncut, and when they were read.
struct BusyWeeks {
  TimeRange weeks;
  std::vector<BusyTime> times;
  db::Moment read_at = 0;
};

/// Of each person the weeks that were asked for last. They may be out of date. Any thread.
using BusyCache = BoundedCache<UserId, std::shared_ptr<const BusyWeeks>>;

}  // namespace kalends::calendar
