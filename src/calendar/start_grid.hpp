#pragma once

#include <algorithm>
#include <chrono>
#include <numeric>
#include <vector>

#include <kalends/calendar/meeting_times.hpp>

namespace kalends::calendar {

using Quarters = std::chrono::duration<std::int64_t, std::ratio<900>>;

/// Some of the starts that could be, by their number: from `from` to before `to`.
struct Places {
  std::int64_t from;
  std::int64_t to;
};

/// The starts that could be: every quarter of an hour behind which there is room.
class Grid {
 public:
  explicit Grid(const MeetingTimesQuestion& question) : length_(question.length) {
    const auto local = question.zone.to_local(question.range.from).time_since_epoch();
    first_ = question.range.from + (std::chrono::ceil<Quarters>(local) - local);
    const auto room = question.range.to - length_ - first_;
    size_ = std::max<std::int64_t>(0, std::chrono::floor<Quarters>(room).count() + 1);
  }

  std::int64_t size() const { return size_; }
  TimeRange at(std::int64_t place) const {
    const Instant start = first_ + Quarters{place};
    return {start, start + length_};
  }
  Places all() const { return {0, size_}; }
  /// Where a meeting would overlap this.
  Places overlapping(const TimeRange& range) const {
    return {place_of(range.from - length_ + std::chrono::seconds{1}), place_of(range.to)};
  }
  /// Where it would be within this.
  Places within(const TimeRange& range) const {
    return {place_of(range.from), place_of(range.to - length_ + std::chrono::seconds{1})};
  }
  std::int64_t apart() const { return std::chrono::ceil<Quarters>(length_).count(); }

 private:
  /// The first start that is not before this.
  std::int64_t place_of(Instant at) const {
    return std::clamp<std::int64_t>(std::chrono::ceil<Quarters>(at - first_).count(), 0, size_);
  }

  std::chrono::seconds length_;
  Instant first_;
  std::int64_t size_ = 0;
};

/// For how many people something holds, start by start: kept as changes from one to the next, and
/// summed up once.
class Tally {
 public:
  explicit Tally(const Grid& grid) : changes_(static_cast<std::size_t>(grid.size()) + 1) {}

  void add(const Places& places, int people = 1) {
    if (places.from >= places.to) return;
    changes_[static_cast<std::size_t>(places.from)] += people;
    changes_[static_cast<std::size_t>(places.to)] -= people;
  }
  std::vector<int> counts() const {
    std::vector<int> out(changes_.size());
    std::partial_sum(changes_.begin(), changes_.end(), out.begin());
    return out;
  }

 private:
  std::vector<int> changes_;
};

}  // namespace kalends::calendar
