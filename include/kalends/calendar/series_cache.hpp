#pragma once

#include <memory>

#include <kalends/base/bounded_cache.hpp>
#include <kalends/calendar/series.hpp>

namespace kalends::calendar {

/// Series that were looked at lately, ready to be asked again. One that has changed has another
/// version, so what is found is never old. Any thread.
class SeriesCache {
 public:
  /// Those looked at longest ago go when all together take more than this.
  explicit SeriesCache(std::size_t most_bytes) : kept_(most_bytes) {}

  /// The series as it is in what this connection sees; null when there is none. The connection must
  /// not have uncommitted changes: a version that is rolled back may come again with another sense.
  std::shared_ptr<const Series> find(db::Connection& reader, MeetingId meeting,
                                     std::int64_t version);

  CacheFigures figures() const { return kept_.figures(); }

 private:
  BoundedCache<MeetingId, std::shared_ptr<const Series>> kept_;
};

}  // namespace kalends::calendar
