#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <kalends/base/clock.hpp>

struct ssl_ctx_st;
struct ssl_st;

namespace kalends::net {

/// What the other side shows is not to be trusted, or not for this name.
struct Untrusted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The client's side of TLS over a connected socket, for asking a server about itself. Blocks,
/// until `end` at the latest. SIGPIPE must be ignored or blocked.
class TlsClient {
 public:
  /// `system`: the certificate must be good for the host (a name or an IP address), by what this
  /// system trusts. `anybody`: whatever it shows.
  enum class Trust { system, anybody };
  using Time = std::chrono::steady_clock::time_point;

  /// The handshake. Throws Untrusted, and std::runtime_error, as all of these do.
  TlsClient(int socket, const std::string& host, Trust trust, Time end);

  void write(std::string_view bytes);
  /// As much as has come, at least a byte; 0 at the end.
  std::size_t read(std::span<char> into);
  /// When the certificate of the other side ends.
  Instant certificate_ends() const;

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
    void operator()(ssl_st* tls) const;
  };
  void expect(const std::string& host);
  bool again(int result);

  std::unique_ptr<ssl_ctx_st, Free> context_;
  std::unique_ptr<ssl_st, Free> tls_;
  int socket_;
  Time end_;
};

}  // namespace kalends::net
