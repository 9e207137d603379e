#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <kalends/base/log.hpp>
#include <kalends/http/address.hpp>
#include <kalends/http/handler.hpp>
#include <kalends/net/certificate.hpp>

namespace kalends::net {

/// How long a client may take. None of these is cut short; they may be overrun by a quarter of the
/// shortest, and never by more than half a second.
struct Timeouts {
  std::chrono::milliseconds idle{75'000};  // between two requests
  std::chrono::milliseconds head{
      10'000};  // from the first byte of a request to the end of its head
  /// For a body in either direction, and more for each 64 KiB of it.
  std::chrono::milliseconds body{30'000};
  std::chrono::milliseconds body_each_64_kib{1'000};
  /// Between two pings on a WebSocket; two of them without an answer, or one write that takes as
  /// long as two, end it.
  std::chrono::milliseconds heartbeat{30'000};
  /// For the client's side of closing a connection.
  std::chrono::milliseconds farewell{2'000};
  /// From `stop()` to the moment at which what is still open is cut off.
  std::chrono::milliseconds drain{8'000};
};

struct ServerSettings {
  std::string address = "127.0.0.1";  // a literal of IPv4 or IPv6
  std::uint16_t port = 0;             // 0: any free one
  /// Sockets that somebody else listens with and keeps: they are used in place of address and
  /// port, each by at least one loop, and stay open when the server ends.
  std::vector<int> listening_sockets;
  /// Speaks TLS, and nothing else, where there is one.
  std::shared_ptr<const Certificate> certificate;
  unsigned threads = 1;  // event loops; at least one, as of the others
  unsigned workers = 1;
  unsigned writers = 1;
  unsigned hashers = 1;
  std::size_t worker_queue = 4096;  // requests that may wait for a worker; more are answered 503
  std::size_t writer_queue = 4096;
  std::size_t hasher_queue = 256;
  /// How long a request may wait for a worker or a writer; then it is answered 503.
  std::chrono::milliseconds patience{1'000};
  std::size_t head_limit = 16'384;  // bytes of request line and header fields
  /// Bytes of all bodies together that are being read or answered; what comes beyond is answered
  /// 503. Bodies of up to 4 KiB do not count.
  std::size_t bodies_limit = 128 << 20;
  /// Connections that one address may have open, WebSockets among them; more are closed at once. 0:
  /// without a bound. Of IPv6 the first 64 bits are one address; those of `many_behind` have none.
  std::size_t connections_address = 0;
  std::vector<http::Network> many_behind;
  Timeouts timeouts;
};

/// What the server counts, for whoever watches it.
struct Figures {
  std::uint64_t connections = 0;  // open now, WebSockets among them
  std::uint64_t sockets = 0;      // WebSockets open now
  std::uint64_t requests = 0;     // answered since the start, refused ones too
  std::uint64_t shed = 0;         // of these, refused because too much was waiting
  std::uint64_t turned_away = 0;  // connections closed at once: their address had enough
};

/// Serves HTTP/1.1 and WebSockets over TCP or TLS (RFC 9112, RFC 6455): event loops that read and
/// write, each with a listening socket on the same port, and worker threads that run what may
/// block. Every one of these threads has its own handler.
class Server {
 public:
  /// Listens from here on; clients wait until `run()`. Throws std::system_error when the address
  /// cannot be had, also when another server listens there.
  Server(ServerSettings settings, const http::HandlerFactory& handlers, Log& log);
  /// Not while `run()` runs.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  /// Where it listens, as in an URL: `127.0.0.1:8080`, `[::1]:8080`.
  std::string address() const;

  /// Shows this certificate to whoever connects from now on; only where TLS is spoken. Any thread.
  void show(std::shared_ptr<const Certificate> certificate);

  /// Copies of the sockets it listens with, closed when a program is executed, for whoever takes
  /// over: theirs to close. Not after `stop()`.
  std::vector<int> copy_listening_sockets() const;

  /// Runs `work` on a worker thread soon after each turn of the wall clock's second, never twice at
  /// the same time: a second that finds it still running is left out. To be called before `run()`.
  void every_second(std::function<void()> work);

  /// Serves until `stop()`, then until everything has drained. Once only.
  void run();

  /// Takes no new connection, ends idle ones, lets answers in flight finish, closes WebSockets with
  /// 1012, and after the time for draining cuts off the rest. Any thread; safe in a signal handler.
  void stop() noexcept;

  /// Any thread.
  Figures figures() const;

 private:
  struct House;
  std::unique_ptr<House> house_;
};

}  // namespace kalends::net
