#pragma once

#include <chrono>

namespace kalends {

/// A moment in UTC, in whole seconds: what the store keeps.
using Instant = std::chrono::sys_seconds;
/// What a clock on a wall shows, in whole seconds, in a zone that is named beside it.
using LocalTime = std::chrono::local_seconds;
/// A day on a calendar.
using Date = std::chrono::local_days;

/// Tells the time. Tests bring their own. Any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::chrono::sys_time<std::chrono::milliseconds> now_precise() const = 0;
  Instant now() const { return std::chrono::floor<std::chrono::seconds>(now_precise()); }
};

class SystemClock final : public Clock {
 public:
  std::chrono::sys_time<std::chrono::milliseconds> now_precise() const override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

}  // namespace kalends
