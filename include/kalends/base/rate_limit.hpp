#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include <kalends/base/bounded_cache.hpp>

namespace kalends {

/// So many times at once, and as many again, evenly, over each period. 0 times: no bound.
struct Allowance {
  std::int64_t times = 0;
  std::chrono::microseconds period{0};
};

/// A bucket of tokens for each key. One that nobody took of for long may be forgotten, and is full
/// then. Any thread.
class RateLimit {
 public:
  using Moment = std::chrono::sys_time<std::chrono::microseconds>;
  using Wait = std::chrono::microseconds;

  RateLimit(const Allowance& allowance, std::size_t most_bytes)
      : each_(allowance.times == 0 ? Wait{0} : allowance.period / allowance.times),
        full_(each_ * allowance.times),
        full_at_(most_bytes) {}

  /// Takes one and returns nought; or takes none, and returns how long it is until there is one.
  Wait take(const std::string& key, Moment now) {
    if (each_ == Wait{0}) return Wait{0};
    const std::lock_guard lock(mutex_);
    const Moment full_at = read(key, now);
    const Wait wait = full_at + each_ - (now + full_);
    const bool allowed = wait <= Wait{0};
    set(key, allowed ? full_at + each_ : full_at);
    return allowed ? Wait{0} : wait;
  }

  /// One that was taken and is not to count.
  void give_back(const std::string& key, Moment now) {
    if (each_ == Wait{0}) return;
    const std::lock_guard lock(mutex_);
    set(key, read(key, now) - each_);
  }

 private:
  /// Threads do not come in the order of their moments. But who took one before the clock was set
  /// back by an hour has not taken all: that bucket is full again, and not empty.
  Moment read(const std::string& key, Moment now) {
    constexpr std::chrono::minutes may_be_late{1};
    const auto known = full_at_.find(key, [](Moment) { return true; });
    const bool set_back = known && *known > now + full_ + may_be_late;
    return set_back ? now : std::clamp(known.value_or(now), now, now + full_);
  }

  void set(const std::string& key, Moment at) {
    full_at_.keep(key, at, key.size(), [](Moment) { return false; });
  }

  const Wait each_;  // until there is one more
  const Wait full_;  // from empty
  std::mutex mutex_;
  BoundedCache<std::string, Moment> full_at_;  // when it will be full again
};

}  // namespace kalends
