#pragma once

#include "task.hpp"

#include <cstddef>
#include <memory>
#include <string>

#include <kalends/net/certificate.hpp>

struct ssl_st;

namespace kalends::net {

/// The server's side of TLS 1.2 and 1.3 over a socket that does not block. It reads and writes that
/// socket itself, but waits for nothing: who calls it waits for what it wants, and asks again.
/// Straight over the socket, since a connection that is idle then needs no buffers (see decision
/// 0020). One thread; SIGPIPE must be blocked there.
class Tls {
 public:
  /// How far something came: it is done, or `error`, or wants the socket to be ready.
  struct Step {
    enum class Wants { nothing, to_read, to_write };
    Wants wants = Wants::nothing;
    ErrorCode error;
    std::size_t size = 0;  // bytes read or written
  };

  /// Keeps what it needs of the certificate.
  Tls(const Certificate& certificate, int socket);

  /// The handshake. Nothing else before it.
  Step greet();
  /// At the end of what the client says: `asio::error::eof`, whether it said so or not. What could
  /// be cut off by that has a length of its own.
  Step read(asio::mutable_buffer into);
  /// At most 16 KiB of it. Who is told to wait must come back with the same bytes.
  Step write(asio::const_buffer bytes);
  /// Tells the client that nothing more comes.
  Step finish();
  /// From here on every step fails: the socket is about to be closed, and its number may soon be
  /// somebody else's.
  void give_up() { broken_ = true; }

  /// Something is here that was not read, and need not be waited for.
  bool has_pending() const;
  /// The client said something in HTTP instead of greeting.
  bool heard_http() const { return heard_http_; }
  /// Why the last step failed, in OpenSSL's words.
  const std::string& reason() const { return reason_; }

 private:
  struct Free {
    void operator()(ssl_st* tls) const;
  };
  Step step(int result, std::size_t size);

  std::unique_ptr<ssl_st, Free> tls_;
  bool greeted_ = false;
  bool broken_ = false;  // nothing more may be said
  bool heard_http_ = false;
  std::string reason_;
};

}  // namespace kalends::net
