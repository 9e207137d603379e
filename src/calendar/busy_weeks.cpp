#include <algorithm>

#include <kalends/calendar/free_busy.hpp>
#include <kalends/calendar/placement.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::seconds;
using std::chrono::weeks;

// More would push out what others ask for.
constexpr std::int64_t most_weeks = 6;

/// Weeks by number, the last one included.
struct Weeks {
  std::int64_t first;
  std::int64_t last;
};

bool overlap(const TimeRange& a, const TimeRange& b) { return a.from < b.to && b.from < a.to; }

Weeks weeks_of(const TimeRange& range) {
  const auto number = [](Instant at) {
    return std::chrono::floor<weeks>(at).time_since_epoch().count();
  };
  return {number(range.from), number(range.to - seconds{1})};
}

TimeRange range_of(const Weeks& some) {
  return {Instant{weeks{some.first}}, Instant{weeks{some.last + 1}}};
}

void add_overlapping(const std::vector<BusyTime>& from, const TimeRange& range,
                     std::vector<BusyTime>& out) {
  std::copy_if(from.begin(), from.end(), std::back_inserter(out),
               [&](const BusyTime& time) { return overlap(time.range, range); });
}

/// What is known of all these weeks and still true; nothing when any of them is missing.
std::optional<std::vector<BusyTime>> known_times(const db::Connection& db, BusyCache& cache,
                                                 UserId user, const Weeks& asked,
                                                 const TimeRange& range) {
  const auto current = [&](const auto& week) {
    return db.still_true(week->read_at, calendar_of(user)) &&
           db.still_true(week->read_at, user::account(user));
  };
  std::vector<BusyTime> out;
  for (std::int64_t number = asked.first; number <= asked.last; ++number) {
    const auto week = cache.find({user, number}, current);
    if (!week) return std::nullopt;
    add_overlapping((*week)->times, range, out);
  }
  return out;
}

void keep(BusyCache& cache, UserId user, const Weeks& asked, const std::vector<BusyTime>& times,
          db::Moment read_at) {
  for (std::int64_t number = asked.first; number <= asked.last; ++number) {
    BusyTimes week{{}, read_at};
    add_overlapping(times, range_of({number, number}), week.times);
    week.times.shrink_to_fit();
    const std::size_t bytes = sizeof week + week.times.size() * sizeof(BusyTime);
    cache.keep({user, number}, std::make_shared<const BusyTimes>(std::move(week)), bytes,
               [=](const auto& kept) { return kept->read_at > read_at; });
  }
}

}  // namespace

Result<std::vector<BusyTime>> busy_times(db::Connection& db, SeriesCache& series, BusyCache& weeks,
                                         UserId user, const TimeRange& range, Effort& effort) {
  const Weeks asked = weeks_of(range);
  if (asked.last - asked.first >= most_weeks) return busy_times(db, series, user, range, effort);
  if (auto known = known_times(db, weeks, user, asked, range)) return std::move(*known);
  const db::Moment moment = db.moment();
  Effort for_weeks = effort;
  const auto times = busy_times(db, series, user, range_of(asked), for_weeks);
  // The days around what was asked for may be what is too much.
  if (!times) return busy_times(db, series, user, range, effort);
  effort = for_weeks;
  keep(weeks, user, asked, *times, moment);
  std::vector<BusyTime> out;
  add_overlapping(*times, range, out);
  return out;
}

}  // namespace kalends::calendar
