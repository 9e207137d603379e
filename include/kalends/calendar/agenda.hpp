#pragma once

#include <optional>
#include <string>
#include <vector>

#include <kalends/calendar/series_cache.hpp>

namespace kalends::calendar {

/// Where a page of a list begins: at this start, behind that many that begin with it. It names no
/// meeting, so it can be shown to anybody.
struct Position {
  Instant start = Instant::min();
  int skip = 0;
};

struct AgendaItem {
  TimeRange range;  // as it stands in this person's calendar
  Busy busy = Busy::free;
  Response response = Response::needs_action;
  MeetingId meeting;
  std::string occurrence;           // its name, where it is one of a series
  std::optional<std::string> rule;  // where the whole of a series is meant
  std::string title;
  EventTime time;
  bool cancelled = false;
  UserId organizer;
  std::string organizer_name;
  std::string organizer_email;
  bool shared = true;  // false: the reader may know only of the time
};

struct AgendaPage {
  std::vector<AgendaItem> items;  // in order of start
  std::optional<Position> next;
};

/// The meetings of `owner` that overlap the range. Whoever else reads sees of meetings that they
/// are not in only the time, and only where it is not free.
AgendaPage read_agenda(db::Connection& db, SeriesCache& cache, UserId owner, UserId reader,
                       const TimeRange& range, const Position& from, int limit);

}  // namespace kalends::calendar
