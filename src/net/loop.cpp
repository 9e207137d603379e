#include "loop.hpp"

#include "http_connection.hpp"
#include "response_head.hpp"

#include <algorithm>
#include <exception>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <signal.h>

namespace kalends::net {
namespace {

/// Fine enough for the shortest of the times to keep, and no finer.
std::chrono::milliseconds tick_for(const Timeouts& timeouts) {
  const auto shortest = std::min(
      {timeouts.idle, timeouts.head, timeouts.body, timeouts.heartbeat, timeouts.farewell});
  return std::clamp(shortest / 8, std::chrono::milliseconds(2), std::chrono::milliseconds(250));
}

/// A client that hangs up is no reason to end. OpenSSL writes so that SIGPIPE would come.
void ignore_hang_ups() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

http::Address address_of(const asio::ip::address& address) {
  using asio::ip::make_address_v6;
  const auto six =
      address.is_v4() ? make_address_v6(asio::ip::v4_mapped, address.to_v4()) : address.to_v6();
  return {six.to_bytes()};
}

}  // namespace

Loop::Loop(Common& common, std::unique_ptr<http::Handler> handler, const Listen& listen)
    : common_(common),
      handler_(std::move(handler)),
      acceptor_(listen(executor())),
      endpoint_(acceptor_.local_endpoint()),
      listening_socket_(acceptor_.native_handle()),
      pause_(executor()),
      pulse_(executor()),
      tick_length_(tick_for(common.settings.timeouts)),
      deadlines_(SteadyClock::now(), tick_length_) {
  read_clocks();
}

void Loop::run() {
  ignore_hang_ups();
  asio::co_spawn(context_, accept(), asio::detached);
  asio::co_spawn(context_, tick(), asio::detached);
  for (bool ended = false; !ended;) {
    try {
      context_.run();
      ended = true;
    } catch (const std::exception& problem) {
      common_.log.write(LogLevel::error, "loop.failed", {{"what", problem.what()}});
    }
  }
  ended_.set_value();
}

bool Loop::ended_by(SteadyClock::time_point when) const {
  return end_.wait_until(when) == std::future_status::ready;
}

void Loop::drain() {
  asio::post(context_, [this] {
    draining_ = true;
    ErrorCode ignored;
    acceptor_.close(ignored);
    // Into the past, not cancelled: a cancel that finds nobody waiting is lost.
    pause_.expires_at(SteadyClock::time_point::min());
    pulse_.expires_at(SteadyClock::time_point::min());
    for (Guest& guest : guests_) guest.leave();
  });
}

void Loop::cut_off() {
  asio::post(context_, [this] {
    for (Guest& guest : guests_) guest.cut_off();
  });
}

void Loop::enter(Guest& guest) { guests_.push_back(guest); }

void Loop::exit(Guest& guest) {
  guests_.erase(guests_.iterator_to(guest));
  if (draining_ && guests_.empty()) pulse_.expires_at(SteadyClock::time_point::min());
}

Task<void> Loop::accept() {
  while (!draining_) {
    auto [error, socket] = co_await acceptor_.async_accept(as_values);
    if (!error) {
      welcome(std::move(socket));
    } else if (!draining_ && error != asio::error::connection_aborted) {
      // Out of descriptors, most likely. The connection stays in the queue, and asking again at
      // once would only burn the time that others need to end theirs.
      common_.log.write(LogLevel::warning, "accept.failed", {{"what", error.message()}});
      pause_.expires_after(std::chrono::milliseconds(100));
      co_await pause_.async_wait(as_values);
    }
  }
}

/// One connection for which there is no memory is no reason to take no other.
void Loop::welcome(Socket socket) {
  try {
    ErrorCode gone;
    const auto peer = socket.remote_endpoint(gone).address();
    Place place = common_.doorkeeper.let_in(address_of(peer));
    if (place) serve_http(*this, std::move(socket), std::move(place));
  } catch (const std::exception& problem) {
    common_.log.write(LogLevel::error, "connection.failed", {{"what", problem.what()}});
  }
}

Task<void> Loop::tick() {
  while (!draining_ || !guests_.empty()) {
    pulse_.expires_after(tick_length_);
    co_await pulse_.async_wait(as_values);
    deadlines_.advance(SteadyClock::now());
    read_clocks();
  }
}

void Loop::read_clocks() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (now.time_since_epoch().count() == date_second_) return;
  date_second_ = now.time_since_epoch().count();
  date_ = http_date(now);
}

}  // namespace kalends::net
