#pragma once

#include "task.hpp"
#include "worker_pool.hpp"

#include <atomic>
#include <functional>
#include <memory>

namespace kalends::net {

/// Posts work to the pool soon after each turn of the wall clock's second, and leaves out a second
/// that finds the work still running. A clock that is set neither hurries nor stops it. Counts on
/// the loop it was given.
class EverySecond {
 public:
  EverySecond(const Executor& loop, WorkerPool& pool, std::function<void()> work)
      : timer_(loop), pool_(pool), work_(std::move(work)) {}

  void start();
  /// The loop's thread.
  void stop();

 private:
  Task<void> count();
  void post();

  Timer timer_;
  WorkerPool& pool_;
  std::function<void()> work_;
  bool stopped_ = false;
  std::atomic<bool> running_ = false;
};

}  // namespace kalends::net
