#pragma once

#include <map>
#include <vector>

#include <kalends/calendar/series_cache.hpp>

namespace kalends::calendar {

struct BusyTime {
  TimeRange range;
  Busy status = Busy::busy;
  bool operator==(const BusyTime&) const = default;
};

/// The times in which this person is not free, in order of nothing, possibly overlapping, uncut.
std::vector<BusyTime> busy_times(db::Connection& db, SeriesCache& cache, UserId user,
                                 const TimeRange& range);

/// The same as others may see it: cut to the range, in order, without overlaps; busy beats
/// tentative, and what touches with the same status is one.
std::vector<BusyTime> merged(std::vector<BusyTime> times, const TimeRange& range);

/// For each day from `first` to `last`, both included, whether something *busy* overlaps it. Days
/// are those of the zone: some have 23 hours, some lack a midnight.
std::map<Date, bool> busy_days(db::Connection& db, SeriesCache& cache, UserId user, Date first,
                               Date last, const Zone& zone);

}  // namespace kalends::calendar
