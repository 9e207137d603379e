#include "series_view.hpp"
#include "span.hpp"

#include <algorithm>

#include <kalends/calendar/free_busy.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;

/// The union of all times of at least this status, in order.
std::vector<TimeRange> united(const std::vector<BusyTime>& sorted, Busy least) {
  std::vector<TimeRange> out;
  for (const BusyTime& time : sorted) {
    if (time.status < least) continue;
    const bool touches = !out.empty() && time.range.from <= out.back().to;
    if (touches) {
      out.back().to = std::max(out.back().to, time.range.to);
    } else {
      out.push_back(time.range);
    }
  }
  return out;
}

/// What of `wide` is not in `narrow`; both in order, `narrow` within `wide`.
void add_rest(const TimeRange& wide, std::vector<TimeRange>::const_iterator& narrow,
              std::vector<TimeRange>::const_iterator end, std::vector<BusyTime>& out) {
  Instant at = wide.from;
  for (; narrow != end && narrow->from < wide.to; ++narrow) {
    if (at < narrow->from) out.push_back({{at, narrow->from}, Busy::tentative});
    out.push_back({*narrow, Busy::busy});
    at = narrow->to;
  }
  if (at < wide.to) out.push_back({{at, wide.to}, Busy::tentative});
}

Result<void> add_series(db::Connection& db, SeriesCache& cache, UserId user, const TimeRange& range,
                        Effort& effort, std::vector<BusyTime>& out) {
  const auto parts = series_of(db, cache, user, user, range);
  if (parts.empty()) return {};
  const Zone zone = zone_of_owner(db, user);
  for (const SeriesPart& part : parts) {
    const auto occurrences =
        busy_occurrences(part, range, earliest_instant, zone, effort.occurrences + 1);
    if (occurrences.size() > effort.occurrences) {
      return invalid("/to", "is too far from the start for a calendar with so many occurrences");
    }
    effort.occurrences -= occurrences.size();
    for (const Occurrence& each : occurrences) {
      out.push_back({range_for(each.time, zone), busy_in(part, each)});
    }
  }
  return {};
}

std::vector<BusyTime> single_times(db::Connection& db, UserId user, const TimeRange& range) {
  const auto start = reaches(range.from);
  return db
      .query(
          "SELECT starts_at, ends_at, busy FROM calendar WHERE user_id = $1 AND span = 0 "
          "AND starts_at >= $2 AND starts_at < $3 AND ends_at > $4 AND busy > 0 UNION ALL "
          "SELECT starts_at, ends_at, busy FROM calendar WHERE user_id = $1 AND span = 1 "
          "AND starts_at >= $5 AND starts_at < $3 AND ends_at > $4 AND busy > 0 UNION ALL "
          "SELECT starts_at, ends_at, busy FROM calendar WHERE user_id = $1 AND span = 2 "
          "AND starts_at >= $6 AND starts_at < $3 AND ends_at > $4 AND busy > 0 UNION ALL "
          "SELECT starts_at, ends_at, busy FROM calendar WHERE user_id = $1 AND span = 3 "
          "AND starts_at >= $7 AND starts_at < $3 AND ends_at > $4 AND busy > 0",
          user, start[0], range.to, range.from, start[1], start[2], start[3])
      .all([](const db::Rows& row) {
        return BusyTime{{row.get<Instant>(0), row.get<Instant>(1)}, row.get<Busy>(2)};
      });
}

}  // namespace

Result<std::vector<BusyTime>> busy_times(db::Connection& db, SeriesCache& cache, UserId user,
                                         const TimeRange& range, Effort& effort) {
  std::vector<BusyTime> times = single_times(db, user, range);
  if (auto added = add_series(db, cache, user, range, effort, times); !added) return added.error();
  return times;
}

std::vector<BusyTime> merged(std::vector<BusyTime> times, const TimeRange& range) {
  for (BusyTime& time : times) {
    time.range = {std::max(time.range.from, range.from), std::min(time.range.to, range.to)};
  }
  std::sort(times.begin(), times.end(),
            [](const BusyTime& a, const BusyTime& b) { return a.range.from < b.range.from; });
  const std::vector<TimeRange> any = united(times, Busy::tentative);
  const std::vector<TimeRange> busy = united(times, Busy::busy);
  std::vector<BusyTime> out;
  auto narrow = busy.begin();
  for (const TimeRange& wide : any) add_rest(wide, narrow, busy.end(), out);
  return out;
}

Result<std::map<Date, bool>> busy_days(db::Connection& db, SeriesCache& cache, UserId user,
                                       Date first, Date last, const Zone& zone) {
  // Where each day begins, and where the last one ends. Dates of single instants would not do: a
  // clock that is set back over midnight shows the old date once more.
  std::vector<Instant> edges;
  for (Date day = first; day <= last + days{1}; day += days{1}) {
    edges.push_back(zone.start_of_day(day));
  }
  Effort effort;
  auto times = busy_times(db, cache, user, {edges.front(), edges.back()}, effort);
  if (!times) return times.error();
  std::map<Date, bool> out;
  for (Date day = first; day <= last; day += days{1}) out.emplace_hint(out.end(), day, false);
  for (const BusyTime& time : *times) {
    if (time.status != Busy::busy) continue;
    const auto begins = std::upper_bound(edges.begin(), edges.end(), time.range.from);
    auto day = begins == edges.begin() ? begins : std::prev(begins);
    for (; *day < time.range.to && std::next(day) != edges.end(); ++day) {
      // A date that a zone leaves out begins where it ends.
      if (*day < *std::next(day)) out[first + days{day - edges.begin()}] = true;
    }
  }
  return out;
}

}  // namespace kalends::calendar
