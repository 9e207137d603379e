#include <kalends/api/readiness.hpp>

namespace kalends::api {

Readiness::State Readiness::find(const Look& look) {
  std::unique_lock lock(mutex_);
  // What has begun already may have written before whatever is asked about happened.
  const std::int64_t wanted = looks_ + 1;
  ended_.wait(lock, [&] { return done_ >= wanted || !looking_; });
  if (done_ >= wanted) return state_;
  looking_ = true;
  const std::int64_t mine = ++looks_;
  lock.unlock();
  const auto end = [&](bool well, State state) {
    lock.lock();
    looking_ = false;
    if (well) {
      done_ = mine;
      state_ = std::move(state);
    }
    ended_.notify_all();
  };
  try {
    State state = look();
    end(true, state);
    return state;
  } catch (...) {
    end(false, {});
    throw;
  }
}

}  // namespace kalends::api
