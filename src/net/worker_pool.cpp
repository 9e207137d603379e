#include "worker_pool.hpp"

#include <exception>

namespace kalends::net {

WorkerPool::WorkerPool(unsigned threads, QueueBound bound, const http::HandlerFactory& handlers,
                       Log& log)
    : bound_(bound), log_(log) {
  for (unsigned i = 0; i < threads; ++i) handlers_.push_back(handlers());
}

void WorkerPool::start() {
  for (const auto& handler : handlers_) threads_.emplace_back([this, &handler] { run(*handler); });
}

void WorkerPool::stop() {
  std::deque<Waiting> left;
  {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
    left.swap(queue_);
  }
  ready_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  for (const Waiting& each : left) perform(each.work, nullptr);
}

/// While even the first is too late nothing moves, as when the disk does not answer: what comes now
/// need not wait to learn that.
bool WorkerPool::is_full(Clock::time_point now) const {
  return queue_.size() >= bound_.length || (!queue_.empty() && now > queue_.front().until);
}

bool WorkerPool::post(Work work) {
  const auto now = Clock::now();
  {
    const std::scoped_lock lock(mutex_);
    if (stopped_ || is_full(now)) return false;
    const auto never = Clock::time_point::max();
    queue_.push_back({std::move(work), bound_.patience ? now + *bound_.patience : never});
  }
  ready_.notify_one();
  return true;
}

void WorkerPool::post_first(Work work) {
  {
    const std::scoped_lock lock(mutex_);
    if (stopped_) return;
    queue_.push_front({std::move(work), Clock::time_point::max()});
  }
  ready_.notify_one();
}

void WorkerPool::run(http::Handler& handler) {
  Waiting next;
  while (take(next)) {
    // Of a burst that is more than can be done, those are done whose clients still wait for it.
    perform(next.work, Clock::now() > next.until ? nullptr : &handler);
    next.work = nullptr;  // what it holds is not kept until the next one comes
  }
}

bool WorkerPool::take(Waiting& next) {
  std::unique_lock lock(mutex_);
  ready_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
  if (stopped_) return false;
  next = std::move(queue_.front());
  queue_.pop_front();
  return true;
}

void WorkerPool::perform(const Work& work, http::Handler* handler) noexcept {
  try {
    work(handler);
  } catch (const std::exception& problem) {
    log_.write(LogLevel::error, "worker.failed", {{"what", problem.what()}});
  }
}

}  // namespace kalends::net
