#pragma once

#include <atomic>
#include <cstddef>

namespace kalends::net {

/// How many bytes of bodies all connections hold at once. Any thread.
class BodyMemory {
 public:
  explicit BodyMemory(std::size_t most) : most_(most) {}

  /// False, and nothing is taken, when there is no room for so many more.
  bool take(std::size_t bytes) {
    std::size_t held = held_.load(std::memory_order_relaxed);
    do {
      if (held + bytes > most_) return false;
    } while (!held_.compare_exchange_weak(held, held + bytes, std::memory_order_relaxed));
    return true;
  }
  void give_back(std::size_t bytes) { held_.fetch_sub(bytes, std::memory_order_relaxed); }

 private:
  const std::size_t most_;
  std::atomic<std::size_t> held_ = 0;
};

/// What one connection holds of it. Bodies up to `free_bytes` cost nothing.
class BodyShare {
 public:
  explicit BodyShare(BodyMemory& memory) : memory_(memory) {}
  ~BodyShare() { clear(); }
  BodyShare(const BodyShare&) = delete;
  BodyShare& operator=(const BodyShare&) = delete;

  /// False when the body cannot become so long now.
  bool grow_to(std::size_t bytes) {
    if (bytes <= free_bytes || bytes <= held_) return true;
    if (!memory_.take(bytes - held_)) return false;
    held_ = bytes;
    return true;
  }
  void clear() {
    if (held_ > 0) memory_.give_back(held_);
    held_ = 0;
  }

 private:
  static constexpr std::size_t free_bytes = 4'096;

  BodyMemory& memory_;
  std::size_t held_ = 0;
};

}  // namespace kalends::net
