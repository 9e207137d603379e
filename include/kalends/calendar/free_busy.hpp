#pragma once

#include <map>
#include <vector>

#include <kalends/calendar/busy_cache.hpp>
#include <kalends/calendar/series_cache.hpp>

namespace kalends::calendar {

/// How many occurrences of series one question may still work out, whomever it asks about.
struct Effort {
  std::size_t occurrences = 200'000;
};

/// The times in which this person is not free, in order of nothing, possibly overlapping, uncut.
/// `invalid` at /to when their series have more in the range than there is effort left for.
Result<std::vector<BusyTime>> busy_times(db::Connection& db, SeriesCache& cache, UserId user,
                                         const TimeRange& range, Effort& effort);

/// The same times, from what was read of these weeks lately where nothing has changed since. Ranges
/// of months are read afresh. `not_found` when nobody is registered under this id.
Result<std::vector<BusyTime>> busy_times(db::Connection& db, SeriesCache& series, BusyCache& cache,
                                         UserId user, const TimeRange& range, Effort& effort);

/// Times as others may see them: cut to the range, in order, without overlaps; busy beats
/// tentative, and what touches with the same status is one.
std::vector<BusyTime> merged(std::vector<BusyTime> times, const TimeRange& range);

/// For each day from `first` to `last`, both included, whether something *busy* overlaps it. Days
/// are those of the zone: some have 23 hours, some lack a midnight. Errors as of `busy_times`.
Result<std::map<Date, bool>> busy_days(db::Connection& db, SeriesCache& cache, UserId user,
                                       Date first, Date last, const Zone& zone);

}  // namespace kalends::calendar
