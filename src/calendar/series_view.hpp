#pragma once

#include <vector>

#include <kalends/calendar/series_cache.hpp>

namespace kalends::calendar {

/// A series as it stands in somebody's calendar.
struct SeriesPart {
  std::shared_ptr<const Series> series;
  UserId owner;
  Response response = Response::needs_action;
  std::vector<OccurrenceAnswer> answers;  // to single occurrences, in their order
  std::string organizer_name;
  std::string organizer_email;
  bool shared = true;  // the reader is in it too
};

/// The series of `owner` that may have something in the range.
std::vector<SeriesPart> series_of(db::Connection& db, SeriesCache& cache, UserId owner,
                                  UserId reader, const TimeRange& range);

/// What the owner answered to this occurrence.
Response response_to(const SeriesPart& part, const Occurrence& occurrence);

/// What this occurrence does to the owner's time.
Busy busy_in(const SeriesPart& part, const Occurrence& occurrence);

/// As Series::overlapping, but only what takes the owner's time. Costs what it gives, however many
/// occurrences leave the owner free.
std::vector<Occurrence> busy_occurrences(const SeriesPart& part, const TimeRange& range,
                                         Instant not_before, const Zone& reader, std::size_t most);

/// The zone that somebody's all-day meetings are read in.
Zone zone_of_owner(db::Connection& db, UserId owner);

}  // namespace kalends::calendar
