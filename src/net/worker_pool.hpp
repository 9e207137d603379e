#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <kalends/base/log.hpp>
#include <kalends/http/handler.hpp>

namespace kalends::net {

/// How much may wait in a queue: so many, and none of them longer than this.
struct QueueBound {
  std::size_t length;
  std::optional<std::chrono::milliseconds> patience;
};

/// Threads that run what may block, each with a handler of its own, from one bounded queue. Any
/// thread.
class WorkerPool {
 public:
  /// Gets the handler of the thread it runs on; nullptr when it waited too long for its turn, or
  /// the pool stopped before.
  using Work = std::function<void(http::Handler*)>;

  WorkerPool(unsigned threads, QueueBound bound, const http::HandlerFactory& handlers, Log& log);
  ~WorkerPool() { stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void start();
  /// Lets what runs come to its end, and turns away what waits and what still comes.
  void stop();

  /// False, and nothing done, when the queue is full, in number or in time.
  bool post(Work work);
  /// Before all others, and whatever the bound: for what the server itself must do.
  void post_first(Work work);

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Work work;
    Clock::time_point until;  // then it is too late
  };

  bool is_full(Clock::time_point now) const;
  void run(http::Handler& handler);
  bool take(Waiting& next);
  void perform(const Work& work, http::Handler* handler) noexcept;

  const QueueBound bound_;
  Log& log_;
  std::vector<std::unique_ptr<http::Handler>> handlers_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Waiting> queue_;
  bool stopped_ = false;
};

}  // namespace kalends::net
