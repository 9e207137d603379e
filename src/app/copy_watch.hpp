#pragma once

#include <chrono>
#include <cstdint>

#include <signal.h>

namespace kalends::app {

/// Tells whoever waits at a terminal how far a copy is, and lets them end it: while this lives,
/// SIGINT and SIGTERM wait until it is asked.
class CopyWatch {
 public:
  CopyWatch();
  ~CopyWatch();
  CopyWatch(const CopyWatch&) = delete;
  CopyWatch& operator=(const CopyWatch&) = delete;

  /// Throws when the program was told to end.
  void at(std::int64_t done, std::int64_t all);

 private:
  void check_signals() const;

  sigset_t set_;
  sigset_t before_;
  bool shown_;
  bool said_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace kalends::app
