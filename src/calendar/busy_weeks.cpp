#include <algorithm>

#include <kalends/calendar/free_busy.hpp>
#include <kalends/calendar/placement.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::weeks;

// More would push out what others ask for.
constexpr weeks most_kept{6};

/// The whole weeks that hold this range. Weeks begin on Thursdays at 00:00 UTC, as time does.
TimeRange weeks_of(const TimeRange& range) {
  return {std::chrono::floor<weeks>(range.from), std::chrono::ceil<weeks>(range.to)};
}

bool covers(const TimeRange& wide, const TimeRange& range) {
  return wide.from <= range.from && range.to <= wide.to;
}

std::vector<BusyTime> overlapping(const std::vector<BusyTime>& times, const TimeRange& range) {
  std::vector<BusyTime> out;
  out.reserve(times.size());
  std::copy_if(times.begin(), times.end(), std::back_inserter(out), [&](const BusyTime& time) {
    return time.range.from < range.to && range.from < time.range.to;
  });
  return out;
}

void keep(BusyCache& cache, UserId user, BusyWeeks read) {
  read.times.shrink_to_fit();
  const std::size_t bytes = sizeof read + read.times.size() * sizeof(BusyTime);
  const db::Moment moment = read.read_at;
  cache.keep(user, std::make_shared<const BusyWeeks>(std::move(read)), bytes,
             [=](const auto& kept) { return kept->read_at > moment; });
}

Result<std::vector<BusyTime>> read_times(db::Connection& db, SeriesCache& series, UserId user,
                                         const TimeRange& range, Effort& effort) {
  auto times = busy_times(db, series, user, range, effort);
  if (times && !user::exists(db, user)) return not_found();
  return times;
}

}  // namespace

Result<std::vector<BusyTime>> busy_times(db::Connection& db, SeriesCache& series, BusyCache& cache,
                                         UserId user, const TimeRange& range, Effort& effort) {
  const TimeRange asked = weeks_of(range);
  if (asked.to - asked.from > most_kept) return read_times(db, series, user, range, effort);
  const auto good = [&](const auto& kept) {
    return covers(kept->weeks, range) && db.still_true(kept->read_at, calendar_of(user)) &&
           db.still_true(kept->read_at, user::account(user));
  };
  if (const auto known = cache.find(user, good)) return overlapping((*known)->times, range);
  const db::Moment moment = db.moment();
  Effort for_weeks = effort;
  auto times = read_times(db, series, user, asked, for_weeks);
  // The days around what was asked for may be what is too much.
  if (!times) return read_times(db, series, user, range, effort);
  effort = for_weeks;
  auto out = overlapping(*times, range);
  keep(cache, user, {asked, std::move(*times), moment});
  return out;
}

}  // namespace kalends::calendar
