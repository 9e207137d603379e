#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include <kalends/base/clock.hpp>

namespace kalends::notification {

/// A hierarchical timer wheel of three levels with a slot a second, a slot a 64 seconds and a slot
/// a 4096 seconds: adding and firing cost the same however many wait. What lies further away than
/// the wheel reaches (three days) waits in its last slot and is sorted in anew when that comes by.
/// After Varghese and Lauck, "Hashed and Hierarchical Timing Wheels" (1987). One thread at a time.
template <class Entry>
class TimerWheel {
 public:
  explicit TimerWheel(Instant now) : now_(seconds(now)) {}

  /// What is due already comes with the next `advance`.
  void add(Instant due, Entry entry) { place({seconds(due), std::move(entry)}); }

  /// Everything that is due at `now` or before. A clock that was set back gives nothing and loses
  /// nothing.
  std::vector<Entry> advance(Instant now) {
    const std::int64_t target = seconds(now);
    if (target - now_ > reach) jump(target);
    while (now_ < target) step();
    // After a clock was set back, what is ready here may be ahead of it again.
    const auto ahead = std::stable_partition(
        ready_.begin(), ready_.end(), [=](const Timer& timer) { return timer.due <= target; });
    std::vector<Entry> due;
    for (auto each = ready_.begin(); each != ahead; ++each) due.push_back(std::move(each->entry));
    ready_.erase(ready_.begin(), ahead);
    size_ -= due.size();
    return due;
  }

  std::size_t size() const { return size_; }

  void clear() {
    for (auto& level : wheel_) level.fill({});
    ready_.clear();
    size_ = 0;
  }

 private:
  struct Timer {
    std::int64_t due;
    Entry entry;
  };
  using Slot = std::vector<Timer>;

  static constexpr int levels = 3;
  static constexpr int bits = 6;
  static constexpr std::int64_t slots = 1 << bits;
  static constexpr std::int64_t reach = 1 << (bits * levels);

  static std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

  void place(Timer timer) {
    ++size_;
    const std::int64_t ahead = timer.due - now_;
    if (ahead <= 0) {
      ready_.push_back(std::move(timer));
      return;
    }
    int level = 0;
    while (level + 1 < levels && ahead >= (std::int64_t{1} << (bits * (level + 1)))) ++level;
    const std::int64_t shown = ahead < reach ? timer.due : now_ + reach - 1;
    slot(level, shown).push_back(std::move(timer));
  }

  Slot& slot(int level, std::int64_t at) {
    const auto index = static_cast<std::size_t>((at >> (bits * level)) & (slots - 1));
    return wheel_[static_cast<std::size_t>(level)][index];
  }

  void step() {
    ++now_;
    // A coarse slot is sorted into the finer ones at the moment that its span begins.
    for (int level = levels - 1; level > 0; --level) {
      const bool begins = (now_ & ((std::int64_t{1} << (bits * level)) - 1)) == 0;
      if (begins) sort_in(slot(level, now_));
    }
    sort_in(slot(0, now_));
  }

  void sort_in(Slot& from) {
    Slot timers = std::exchange(from, {});
    size_ -= timers.size();
    for (Timer& timer : timers) place(std::move(timer));
  }

  /// The clock was set forward by days: walking each second would take long.
  void jump(std::int64_t target) {
    now_ = target;
    for (auto& level : wheel_) {
      for (Slot& each : level) sort_in(each);
    }
  }

  std::int64_t now_;
  std::size_t size_ = 0;
  std::array<std::array<Slot, slots>, levels> wheel_;
  std::vector<Timer> ready_;
};

}  // namespace kalends::notification
