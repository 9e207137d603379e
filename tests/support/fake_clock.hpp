#pragma once

#include <atomic>

#include <kalends/base/clock.hpp>

namespace kalends::test {

/// A clock that stands where it was set. Any thread.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant at) { set(at); }

  std::chrono::sys_time<std::chrono::milliseconds> now_precise() const override {
    return std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{ms_.load()}};
  }
  void set(std::chrono::sys_time<std::chrono::milliseconds> at) {
    ms_ = at.time_since_epoch().count();
  }
  void advance(std::chrono::milliseconds by) { ms_ += by.count(); }

 private:
  std::atomic<std::chrono::milliseconds::rep> ms_ = 0;
};

}  // namespace kalends::test
