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

/// What comes now would wait about as long as the first in the queue has: no rate has to be known,
/// and a disk that answers nothing at all is noticed as well.
bool WorkerPool::is_full(Clock::time_point now) const {
  if (queue_.size() >= bound_.length) return true;
  return bound_.patience && !queue_.empty() && now - queue_.front().since >= *bound_.patience;
}

bool WorkerPool::post(Work work) {
  const auto now = Clock::now();
  {
    const std::scoped_lock lock(mutex_);
    if (stopped_ || is_full(now)) return false;
    queue_.push_back({std::move(work), now});
  }
  ready_.notify_one();
  return true;
}

void WorkerPool::post_first(Work work) {
  {
    const std::scoped_lock lock(mutex_);
    if (stopped_) return;
    queue_.push_front({std::move(work), Clock::now()});
  }
  ready_.notify_one();
}

void WorkerPool::run(http::Handler& handler) {
  Work work;
  while (take(work)) {
    perform(work, &handler);
    work = nullptr;  // what it holds is not kept until the next one comes
  }
}

bool WorkerPool::take(Work& work) {
  std::unique_lock lock(mutex_);
  ready_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
  if (stopped_) return false;
  work = std::move(queue_.front().work);
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
