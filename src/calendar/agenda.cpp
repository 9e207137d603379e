#include "series_view.hpp"
#include "span.hpp"

#include <algorithm>

#include <kalends/calendar/agenda.hpp>

namespace kalends::calendar {
namespace {

AgendaItem read_item(const db::Rows& row) {
  AgendaItem item;
  item.range = {row.get<Instant>(0), row.get<Instant>(1)};
  item.busy = row.get<Busy>(2);
  item.response = row.get<Response>(3);
  item.meeting = row.get<MeetingId>(4);
  item.title = row.get<std::string>(5);
  item.time = {row.get<bool>(6),        row.get<LocalTime>(7),    row.get<LocalTime>(8),
               row.get<std::string>(9), row.get<std::string>(10), row.get<Instant>(11),
               row.get<Instant>(12)};
  item.cancelled = row.get<bool>(13);
  item.organizer = row.get<UserId>(14);
  item.organizer_name = row.get<std::string>(15);
  item.organizer_email = row.get<std::string>(16);
  item.shared = row.get<bool>(17);
  return item;
}

/// From which start on each class is read: what reaches into the range, and is not before the page.
std::array<Instant, span_classes> first_starts(Instant from, Instant page) {
  auto starts = reaches(from);
  for (Instant& start : starts) start = std::max(start, page);
  return starts;
}

std::vector<AgendaItem> own_items(db::Connection& db, UserId owner, const TimeRange& range,
                                  Instant page, int limit) {
  const auto start = first_starts(range.from, page);
  return db
      .query(
          "SELECT c.starts_at, c.ends_at, c.busy, c.response, m.id, m.title, m.all_day, "
          "m.start_local, m.end_local, m.time_zone, m.end_time_zone, m.starts_at, m.ends_at, "
          "m.cancelled, m.organizer_id, o.name, o.email, 1 FROM ("
          "SELECT starts_at, meeting_id, ends_at, busy, response FROM calendar WHERE user_id = $1 "
          "AND span = 0 AND starts_at >= $2 AND starts_at < $3 AND ends_at > $4 UNION ALL "
          "SELECT starts_at, meeting_id, ends_at, busy, response FROM calendar WHERE user_id = $1 "
          "AND span = 1 AND starts_at >= $5 AND starts_at < $3 AND ends_at > $4 UNION ALL "
          "SELECT starts_at, meeting_id, ends_at, busy, response FROM calendar WHERE user_id = $1 "
          "AND span = 2 AND starts_at >= $6 AND starts_at < $3 AND ends_at > $4 UNION ALL "
          "SELECT starts_at, meeting_id, ends_at, busy, response FROM calendar WHERE user_id = $1 "
          "AND span = 3 AND starts_at >= $7 AND starts_at < $3 AND ends_at > $4 "
          "ORDER BY starts_at, meeting_id LIMIT $8) c "
          "CROSS JOIN meetings m ON m.id = c.meeting_id CROSS JOIN users o ON o.id = "
          "m.organizer_id "
          "ORDER BY c.starts_at, c.meeting_id",
          owner, start[0], range.to, range.from, start[1], start[2], start[3], limit)
      .all(read_item);
}

std::vector<AgendaItem> items_for(db::Connection& db, UserId owner, UserId reader,
                                  const TimeRange& range, Instant page, int limit) {
  const auto start = first_starts(range.from, page);
  return db
      .query(
          "SELECT c.starts_at, c.ends_at, c.busy, c.response, m.id, m.title, m.all_day, "
          "m.start_local, m.end_local, m.time_zone, m.end_time_zone, m.starts_at, m.ends_at, "
          "m.cancelled, m.organizer_id, o.name, o.email, r.user_id IS NOT NULL FROM ("
          "SELECT starts_at, meeting_id, ends_at, busy, response FROM calendar WHERE user_id = $1 "
          "AND span = 0 AND starts_at >= $2 AND starts_at < $3 AND ends_at > $4 UNION ALL "
          "SELECT starts_at, meeting_id, ends_at, busy, response FROM calendar WHERE user_id = $1 "
          "AND span = 1 AND starts_at >= $5 AND starts_at < $3 AND ends_at > $4 UNION ALL "
          "SELECT starts_at, meeting_id, ends_at, busy, response FROM calendar WHERE user_id = $1 "
          "AND span = 2 AND starts_at >= $6 AND starts_at < $3 AND ends_at > $4 UNION ALL "
          "SELECT starts_at, meeting_id, ends_at, busy, response FROM calendar WHERE user_id = $1 "
          "AND span = 3 AND starts_at >= $7 AND starts_at < $3 AND ends_at > $4 "
          "ORDER BY starts_at, meeting_id) c "
          "CROSS JOIN meetings m ON m.id = c.meeting_id CROSS JOIN users o ON o.id = "
          "m.organizer_id "
          "LEFT JOIN attendees r ON r.meeting_id = c.meeting_id AND r.user_id = $8 "
          "WHERE r.user_id IS NOT NULL OR c.busy > 0 "
          "ORDER BY c.starts_at, c.meeting_id LIMIT $9",
          owner, start[0], range.to, range.from, start[1], start[2], start[3], reader, limit)
      .all(read_item);
}

AgendaItem item_of(const SeriesPart& part, const Occurrence& occurrence, const Zone& zone) {
  const Meeting& meeting = part.series->meeting();
  const Exception* exception = occurrence.exception;
  AgendaItem item;
  item.range = range_for(occurrence.time, zone);
  item.busy = busy_in(part, occurrence);
  item.response = response_to(part, occurrence);
  item.meeting = meeting.id;
  // Without an exception it is where the rule puts it, and its name is its own start.
  item.occurrence =
      exception == nullptr ? start_text(occurrence.time) : part.series->name(occurrence.original);
  item.title = exception != nullptr && exception->title ? *exception->title : meeting.title;
  item.time = occurrence.time;
  item.cancelled = meeting.cancelled || (exception != nullptr && exception->cancelled);
  item.organizer = meeting.organizer;
  item.organizer_name = part.organizer_name;
  item.organizer_email = part.organizer_email;
  item.shared = part.shared;
  return item;
}

/// Adds what series have from the page's start on: of each as much as the page may need.
void add_series(db::Connection& db, SeriesCache& cache, UserId owner, UserId reader,
                const TimeRange& range, const Position& from, int limit,
                std::vector<AgendaItem>& items) {
  const auto parts = series_of(db, cache, owner, reader, range);
  if (parts.empty()) return;
  const Zone zone = zone_of_owner(db, owner);
  for (const SeriesPart& part : parts) {
    // Of what is skipped, which all begins at one instant, the rule has two at most (in a gap).
    const auto most = static_cast<std::size_t>(limit) + 3 + part.series->exceptions().size();
    // Others do not see what is free.
    const auto occurrences = part.shared ? part.series->overlapping(range, from.start, zone, most)
                                         : busy_occurrences(part, range, from.start, zone, most);
    for (const Occurrence& each : occurrences) items.push_back(item_of(part, each, zone));
  }
  std::stable_sort(items.begin(), items.end(), [](const AgendaItem& a, const AgendaItem& b) {
    return std::pair(a.range.from, a.meeting.value) < std::pair(b.range.from, b.meeting.value);
  });
}

/// Where the page behind these items begins.
Position behind(const std::vector<AgendaItem>& items, const Position& from) {
  const Instant last = items.back().range.from;
  const auto first = std::find_if(items.begin(), items.end(),
                                  [&](const AgendaItem& item) { return item.range.from == last; });
  const int same = static_cast<int>(items.end() - first);
  return {last, last == from.start ? from.skip + same : same};
}

}  // namespace

AgendaPage read_agenda(db::Connection& db, SeriesCache& cache, UserId owner, UserId reader,
                       const TimeRange& range, const Position& from, int limit) {
  const int wanted = from.skip + limit + 1;
  AgendaPage page{owner == reader ? own_items(db, owner, range, from.start, wanted)
                                  : items_for(db, owner, reader, range, from.start, wanted),
                  std::nullopt};
  add_series(db, cache, owner, reader, range, from, limit, page.items);
  if (page.items.size() > static_cast<std::size_t>(wanted)) {
    page.items.resize(static_cast<std::size_t>(wanted));
  }
  const auto skipped = std::min(static_cast<std::size_t>(from.skip), page.items.size());
  page.items.erase(page.items.begin(), page.items.begin() + static_cast<std::ptrdiff_t>(skipped));
  if (page.items.size() <= static_cast<std::size_t>(limit)) return page;
  page.items.resize(static_cast<std::size_t>(limit));
  page.next = behind(page.items, from);
  return page;
}

}  // namespace kalends::calendar
