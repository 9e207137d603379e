#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include <kalends/calendar/series.hpp>

namespace kalends::calendar {

struct SeriesCacheFigures {
  std::int64_t hits = 0;
  std::int64_t misses = 0;
  std::int64_t bytes = 0;
};

/// Series that were looked at lately, ready to be asked again. One that has changed has another
/// version, so what is found is never old. Any thread.
class SeriesCache {
 public:
  /// Those looked at longest ago go when all together take more than this.
  explicit SeriesCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// The series as it is in what this connection sees; null when there is none. The connection must
  /// not have uncommitted changes: a version that is rolled back may come again with another sense.
  std::shared_ptr<const Series> find(db::Connection& reader, MeetingId meeting,
                                     std::int64_t version);

  SeriesCacheFigures figures() const;

 private:
  struct Entry {
    MeetingId meeting;
    std::int64_t version;
    std::shared_ptr<const Series> series;
    std::size_t bytes;
  };

  std::shared_ptr<const Series> look_up(MeetingId meeting, std::int64_t version);
  void keep(Entry entry);
  void forget(std::list<Entry>::iterator entry);

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // the latest first
  std::unordered_map<MeetingId, std::list<Entry>::iterator> places_;
  SeriesCacheFigures figures_;
};

}  // namespace kalends::calendar
