#include <kalends/calendar/series_cache.hpp>

namespace kalends::calendar {

std::shared_ptr<const Series> SeriesCache::find(db::Connection& reader, MeetingId meeting,
                                                std::int64_t version) {
  const auto same = [=](const auto& series) { return series->meeting().version == version; };
  if (auto known = kept_.find(meeting, same)) return std::move(*known);
  auto found = find_meeting(reader, meeting);
  if (!found || !found->repetition) return nullptr;
  auto series = std::make_shared<const Series>(load_series(reader, std::move(*found)));
  // Somebody with an older view of the database must not throw out what is newer.
  const auto newer = [&](const auto& kept) {
    return kept->meeting().version > series->meeting().version;
  };
  kept_.keep(meeting, series, series->bytes(), newer);
  return series;
}

}  // namespace kalends::calendar
