#include "every_second.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace kalends::net {
namespace {

/// From now to just after the wall clock turns to its next second.
std::chrono::milliseconds to_next_second() {
  using namespace std::chrono;
  const auto now = floor<milliseconds>(system_clock::now());
  return ceil<seconds>(now + milliseconds(1)) - now + milliseconds(2);
}

}  // namespace

void EverySecond::start() { asio::co_spawn(timer_.get_executor(), count(), asio::detached); }

void EverySecond::stop() {
  stopped_ = true;
  timer_.expires_at(SteadyClock::time_point::min());
}

Task<void> EverySecond::count() {
  for (;;) {
    timer_.expires_after(to_next_second());
    co_await timer_.async_wait(as_values);
    if (stopped_) co_return;
    post();
  }
}

void EverySecond::post() {
  if (running_.exchange(true)) return;
  pool_.post_first([this](http::Handler* handler) {
    try {
      if (handler != nullptr) work_();
    } catch (...) {
      running_ = false;
      throw;
    }
    running_ = false;
  });
}

}  // namespace kalends::net
