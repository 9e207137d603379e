#pragma once

#include "task.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include <boost/asio/post.hpp>

namespace kalends::net {

/// Wakes a coroutine on its loop from any thread. Those who ring it may keep it for longer than the
/// one who sleeps lives, and longer than the loop.
class Bell : public std::enable_shared_from_this<Bell> {
 public:
  /// `wake` runs on the loop: once for all that rang since the last `hush()`.
  Bell(const Executor& loop, std::function<void()> wake) : loop_(loop), wake_(std::move(wake)) {}

  /// Any thread.
  void ring() {
    if (rung_.exchange(true)) return;
    const std::scoped_lock lock(mutex_);
    if (!open_) return;
    asio::post(loop_, [self = shared_from_this()] {
      if (self->open_) self->wake_();
    });
  }

  /// Whoever rings from now on is heard anew: to be called before looking at what they ring for.
  /// The loop's thread.
  void hush() { rung_.exchange(false); }

  /// Nobody is heard any more. The loop's thread.
  void close() {
    const std::scoped_lock lock(mutex_);
    open_ = false;
  }

 private:
  Executor loop_;
  std::function<void()> wake_;
  std::atomic<bool> rung_ = false;
  std::mutex mutex_;
  bool open_ =
      true;  // written on the loop's thread alone, which may therefore read it without the lock
};

}  // namespace kalends::net
