#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace kalends::test {

/// The client's side of TLS over a socket that does not block; it believes any certificate. What
/// goes wrong throws std::runtime_error.
class ClientTls {
 public:
  struct Form {
    std::string offers = "";  // protocols by ALPN, each with its length before it
    int version = 0;          // the only one it speaks, as OpenSSL numbers them; 0: any
  };

  ClientTls(int socket, const Form& form);

  /// True when the handshake is done; false: the socket must be ready for `events` first.
  bool greet();
  /// The bytes taken; 0: the socket must be ready for `events` first.
  std::size_t write(std::string_view bytes);
  /// The bytes read, 0 as above; nothing at the end.
  std::optional<std::size_t> read(std::span<char> into);
  /// Says that nothing more comes.
  void finish();

  short events() const { return events_; }
  bool has_pending() const;
  /// The end came as TLS wants it, and not by the end of the connection alone.
  bool ended_well() const { return ended_well_; }
  /// Of the certificate that the server shows.
  std::string server_name() const;
  /// Of those offered, the one that the server chose; empty for none.
  std::string protocol() const;
  std::string version() const;

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
    void operator()(ssl_st* tls) const;
  };
  bool wants_more(int result);

  std::unique_ptr<ssl_ctx_st, Free> context_;
  std::unique_ptr<ssl_st, Free> tls_;
  short events_ = 0;
  bool ended_well_ = false;
};

}  // namespace kalends::test
