#include "series_view.hpp"

#include <algorithm>

#include <kalends/user/user.hpp>

namespace kalends::calendar {
namespace {

struct Row {
  SeriesPart part;
  MeetingId meeting;
  std::int64_t version;
  bool own_answers;
};

Row read_row(const db::Rows& row) {
  SeriesPart part;
  part.response = row.get<Response>(2);
  part.organizer_name = row.get<std::string>(4);
  part.organizer_email = row.get<std::string>(5);
  part.shared = row.get<bool>(6);
  return {std::move(part), row.get<MeetingId>(0), row.integer(1), row.get<bool>(3)};
}

std::vector<Row> rows_of(db::Connection& db, UserId owner, UserId reader, const TimeRange& range) {
  return db
      .query(
          "SELECT c.meeting_id, m.version, c.response, c.own_answers, o.name, o.email, "
          "$1 = $2 OR r.user_id IS NOT NULL FROM calendar_series c "
          "CROSS JOIN meetings m ON m.id = c.meeting_id "
          "CROSS JOIN users o ON o.id = m.organizer_id "
          "LEFT JOIN attendees r ON $1 <> $2 AND r.meeting_id = c.meeting_id AND r.user_id = $2 "
          "WHERE c.user_id = $1 AND c.last_ends_at > $3 AND c.first_starts_at < $4",
          owner, reader, range.from, range.to)
      .all(read_row);
}

/// Those that may differ from the rest of the series in whether they take time.
std::vector<Occurrence> apart(const SeriesPart& part) {
  std::vector<LocalTime> originals;
  for (const OccurrenceAnswer& answer : part.answers) originals.push_back(answer.original);
  for (const Exception& each : part.series->exceptions()) originals.push_back(each.original);
  std::sort(originals.begin(), originals.end());
  originals.erase(std::unique(originals.begin(), originals.end()), originals.end());
  std::vector<Occurrence> out;
  for (const LocalTime original : originals) {
    if (auto found = part.series->find(original)) out.push_back(std::move(*found));
  }
  return out;
}

/// Which of these overlap the range, in order of start.
void keep_overlapping(std::vector<Occurrence>& occurrences, const TimeRange& range,
                      Instant not_before, const Zone& reader) {
  const auto outside = [&](const Occurrence& each) {
    const TimeRange placed = range_for(each.time, reader);
    return placed.from >= range.to || placed.to <= range.from || placed.from < not_before;
  };
  occurrences.erase(std::remove_if(occurrences.begin(), occurrences.end(), outside),
                    occurrences.end());
  const auto start = [&](const Occurrence& each) { return range_for(each.time, reader).from; };
  std::stable_sort(occurrences.begin(), occurrences.end(),
                   [&](const Occurrence& a, const Occurrence& b) { return start(a) < start(b); });
}

}  // namespace

std::vector<SeriesPart> series_of(db::Connection& db, SeriesCache& cache, UserId owner,
                                  UserId reader, const TimeRange& range) {
  std::vector<SeriesPart> parts;
  for (Row& row : rows_of(db, owner, reader, range)) {
    row.part.owner = owner;
    row.part.series = cache.find(db, row.meeting, row.version);
    if (!row.part.series) continue;
    if (row.own_answers) row.part.answers = find_answers_of(db, row.meeting, owner);
    parts.push_back(std::move(row.part));
  }
  return parts;
}

Response response_to(const SeriesPart& part, const Occurrence& occurrence) {
  const auto own = std::lower_bound(
      part.answers.begin(), part.answers.end(), occurrence.original,
      [](const OccurrenceAnswer& answer, LocalTime local) { return answer.original < local; });
  if (own != part.answers.end() && own->original == occurrence.original) return own->response;
  const bool anew = occurrence.exception != nullptr && occurrence.exception->asked_anew;
  const bool organizes = part.series->meeting().organizer == part.owner;
  return anew && !organizes ? Response::needs_action : part.response;
}

Busy busy_in(const SeriesPart& part, const Occurrence& occurrence) {
  const Meeting& meeting = part.series->meeting();
  const Exception* exception = occurrence.exception;
  if (meeting.cancelled || (exception != nullptr && exception->cancelled)) return Busy::free;
  const bool transparent = exception != nullptr && exception->transparent ? *exception->transparent
                                                                          : meeting.transparent;
  return busy_of(transparent, response_to(part, occurrence));
}

std::vector<Occurrence> busy_occurrences(const SeriesPart& part, const TimeRange& range,
                                         Instant not_before, const Zone& reader, std::size_t most) {
  const Series& series = *part.series;
  if (series.meeting().cancelled) return {};
  std::vector<Occurrence> out;
  if (busy_of(series.meeting().transparent, part.response) == Busy::free) {
    out = apart(part);
    keep_overlapping(out, range, not_before, reader);
  } else {
    const std::size_t perhaps_free = part.answers.size() + series.exceptions().size();
    out = series.overlapping(range, not_before, reader, most + perhaps_free);
  }
  const auto is_free = [&](const Occurrence& each) { return busy_in(part, each) == Busy::free; };
  out.erase(std::remove_if(out.begin(), out.end(), is_free), out.end());
  if (out.size() > most) out.resize(most);
  return out;
}

Zone zone_of_owner(db::Connection& db, UserId owner) {
  const auto person = user::find_user(db, owner);
  return person ? user::zone_of(*person) : Zone::utc();
}

}  // namespace kalends::calendar
