#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <kalends/base/log.hpp>
#include <kalends/http/handler.hpp>

namespace kalends::net {

/// Threads that run what may block, each with a handler of its own, from one bounded queue. Any
/// thread.
class WorkerPool {
 public:
  /// Gets the handler of the thread it runs on; nullptr when the pool stopped before its turn came.
  using Work = std::function<void(http::Handler*)>;

  WorkerPool(unsigned threads, std::size_t bound, const http::HandlerFactory& handlers, Log& log);
  ~WorkerPool() { stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void start();
  /// Lets what runs come to its end, and turns away what waits and what still comes.
  void stop();

  /// False, and nothing done, when the queue is full.
  bool post(Work work);
  /// Before all others, and whatever the bound: for what the server itself must do.
  void post_first(Work work);

 private:
  void run(http::Handler& handler);
  bool take(Work& work);
  void perform(const Work& work, http::Handler* handler) noexcept;

  const std::size_t bound_;
  Log& log_;
  std::vector<std::unique_ptr<http::Handler>> handlers_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Work> queue_;
  bool stopped_ = false;
};

}  // namespace kalends::net
