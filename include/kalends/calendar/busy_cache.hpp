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

/// Seven days of somebody's calendar; weeks begin on Thursdays at 00:00 UTC, as time does.
struct BusyWeek {
  UserId user;
  std::int64_t number = 0;
  bool operator==(const BusyWeek&) const = default;

  struct Hash {
    std::size_t operator()(const BusyWeek& week) const {
      return std::hash<UserId>()(week.user) +
             static_cast<std::size_t>(week.number) * 0x9e3779b97f4a7c15;
    }
  };
};

/// What overlaps a week, uncut, and when it was read.
struct BusyTimes {
  std::vector<BusyTime> times;
  db::Moment read_at = 0;
};

/// When people are not free, week by week, as it was read lately. It may be out of date. Any
/// thread.
using BusyCache = BoundedCache<BusyWeek, std::shared_ptr<const BusyTimes>, BusyWeek::Hash>;

}  // namespace kalends::calendar
