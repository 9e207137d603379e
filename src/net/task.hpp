#pragma once

#include <chrono>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace kalends::net {

namespace asio = boost::asio;

// Asio's own names for these erase the type of the executor, and pay for it at every step.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using SteadyClock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;
using ErrorCode = boost::system::error_code;

/// A coroutine on a loop. GCC 12 miscompiles some of them, so: no `co_await` in the condition of a
/// loop (its frame is laid out in two ways), no capturing lambda in an awaited expression (its
/// captures are destroyed twice); what is spawned takes its parameters by value.
template <class T>
using Task = asio::awaitable<T, Executor>;

/// Lets an operation be awaited for a tuple that begins with its error code; nothing is thrown.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> as_values{
    asio::use_awaitable_t<Executor>{}};

}  // namespace kalends::net
