#pragma once

#include "task.hpp"
#include "worker_pool.hpp"

#include <memory>
#include <optional>

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>

#include <kalends/http/handler.hpp>

namespace kalends::net {

/// The answer, or nothing: no handler to be had. Handlers do not throw; one that did would leave
/// its coroutine asleep for ever, so that is nothing as well.
inline std::optional<http::Response> attempt(http::Handler* handler,
                                             http::Request& request) noexcept {
  try {
    if (handler != nullptr) return handler->handle(request);
  } catch (...) {
  }
  return std::nullopt;
}

/// Has the request handled by a thread of the pool, and goes on on the caller's loop with the
/// response; nothing when the pool has no place for it. The request must live that long. The one
/// place that hops.
inline Task<std::optional<http::Response>> on_worker(WorkerPool& pool, http::Request& request) {
  const Executor loop = co_await asio::this_coro::executor;
  auto hop = [loop, &pool, &request](auto resume) {
    // std::function wants to be copied, and what resumes a coroutine cannot be.
    const auto back = std::make_shared<decltype(resume)>(std::move(resume));
    auto go_back = [loop, back](std::optional<http::Response> response) {
      asio::post(
          loop, [back, response = std::move(response)]() mutable { (*back)(std::move(response)); });
    };
    const bool taken = pool.post(
        [go_back, &request](http::Handler* handler) { go_back(attempt(handler, request)); });
    if (!taken) go_back(std::nullopt);
  };
  constexpr asio::use_awaitable_t<Executor> token;
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&,
                                          void(std::optional<http::Response>)>(std::move(hop),
                                                                               token);
}

}  // namespace kalends::net
