#pragma once

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include <signal.h>

namespace kalends::app {

/// Signals of this process, kept for whoever waits for them: they are blocked in all threads made
/// from here on, and stay so. What nobody takes any more waits for the next program (execve(2)).
/// SIGPIPE is ignored.
class Signals {
 public:
  explicit Signals(const std::vector<int>& numbers);

  const sigset_t& set() const { return set_; }

 private:
  sigset_t set_;
};

/// Whether SIGTERM or SIGINT has come, blocked as above, and nobody has taken it.
bool asked_to_end();

/// Takes signals on a thread of its own, for as long as it lives, so that nothing runs inside a
/// signal handler.
class SignalWatch {
 public:
  /// Calls `take` for each of them, one after the other, until it returns false.
  SignalWatch(const Signals& signals, std::function<bool(int)> take);
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

 private:
  std::atomic<bool> ended_ = false;  // before the thread, which reads it
  std::thread thread_;
};

}  // namespace kalends::app
