#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kalends {

/// How many values there were up to each bound, and above the last one.
struct Spread {
  std::vector<std::int64_t> bounds;
  std::vector<std::int64_t> counts;  // one more than bounds; each without those of the one before
  std::int64_t sum = 0;              // of all values

  /// Adds what was counted elsewhere with the same bounds.
  Spread& operator+=(const Spread& more);
};

/// Counts values by size. Any thread; what is read while others add may lack the latest.
class Histogram {
 public:
  /// `bounds` rise, each is still of its own group, and they outlive the histogram.
  explicit Histogram(std::span<const std::int64_t> bounds)
      : bounds_(bounds), counts_(bounds.size() + 1) {}

  void add(std::int64_t value, std::int64_t times = 1) {
    const auto place = std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin();
    counts_[static_cast<std::size_t>(place)].fetch_add(times, std::memory_order_relaxed);
    sum_.fetch_add(value * times, std::memory_order_relaxed);
  }

  Spread spread() const;

 private:
  std::span<const std::int64_t> bounds_;
  std::vector<std::atomic<std::int64_t>> counts_;
  std::atomic<std::int64_t> sum_ = 0;
};

}  // namespace kalends
