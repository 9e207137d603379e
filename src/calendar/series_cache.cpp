#include <utility>

#include <kalends/calendar/series_cache.hpp>

namespace kalends::calendar {

std::shared_ptr<const Series> SeriesCache::find(db::Connection& reader, MeetingId meeting,
                                                std::int64_t version) {
  if (auto known = look_up(meeting, version)) return known;
  auto found = find_meeting(reader, meeting);
  if (!found || !found->repetition) return nullptr;
  const std::int64_t present = found->version;
  auto series = std::make_shared<const Series>(load_series(reader, std::move(*found)));
  keep({meeting, present, series, series->bytes()});
  return series;
}

std::shared_ptr<const Series> SeriesCache::look_up(MeetingId meeting, std::int64_t version) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(meeting);
  if (place == places_.end() || place->second->version != version) {
    ++figures_.misses;
    return nullptr;
  }
  ++figures_.hits;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->series;
}

void SeriesCache::keep(Entry entry) {
  const std::lock_guard lock(mutex_);
  if (entry.bytes > most_bytes_) return;
  const auto place = places_.find(entry.meeting);
  if (place != places_.end()) {
    // Somebody with an older view of the database must not throw out what is newer.
    if (place->second->version >= entry.version) return;
    forget(place->second);
  }
  figures_.bytes += static_cast<std::int64_t>(entry.bytes);
  entries_.push_front(std::move(entry));
  places_.emplace(entries_.front().meeting, entries_.begin());
  while (static_cast<std::size_t>(figures_.bytes) > most_bytes_) forget(std::prev(entries_.end()));
}

void SeriesCache::forget(std::list<Entry>::iterator entry) {
  figures_.bytes -= static_cast<std::int64_t>(entry->bytes);
  places_.erase(entry->meeting);
  entries_.erase(entry);
}

SeriesCacheFigures SeriesCache::figures() const {
  const std::lock_guard lock(mutex_);
  return figures_;
}

}  // namespace kalends::calendar
