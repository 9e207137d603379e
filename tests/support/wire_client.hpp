#pragma once

#include "client_tls.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <sys/socket.h>

namespace kalends::test {

/// An HTTP answer as it came. Names of fields are in lower case; of several of a name, the last.
struct WireAnswer {
  int status = 0;
  std::map<std::string, std::string> fields;
  std::string body;

  std::string field(const std::string& name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  }
};

/// A TCP connection that says exactly the bytes it is given, perhaps through TLS. Nothing waits
/// longer than `patience`: what does not come in that time throws std::runtime_error.
class WireClient {
 public:
  struct Options {
    std::string address = "127.0.0.1";
    std::chrono::milliseconds patience{10'000};
    int receive_buffer = 0;  // bytes; 0: what the system gives
    std::optional<ClientTls::Form> tls = std::nullopt;
    std::string from{};  // its own address; "": what the system takes
  };

  explicit WireClient(std::uint16_t port) : WireClient(port, Options{}) {}
  WireClient(std::uint16_t port, const Options& options);
  ~WireClient();
  WireClient(WireClient&& other) noexcept;
  WireClient& operator=(WireClient&&) = delete;

  void send(std::string_view bytes);
  /// As much of it as the other side takes without being read from; the number of bytes.
  std::size_t send_some(std::string_view bytes);
  /// Nothing more will be sent.
  void finish();
  /// The connection ends, without a word of TLS.
  void hang_up();
  /// Ends the connection with a reset.
  void reset();

  /// The next answer; that to a HEAD request has no body.
  WireAnswer answer(bool to_head = false);
  /// Sends a request without a body, and takes its answer.
  WireAnswer get(std::string_view target);
  /// Exactly so many bytes.
  std::string read(std::size_t size);
  /// Up to and with the next `end`.
  std::string read_until(std::string_view end);
  /// Everything up to the end of the connection.
  std::string read_to_end();
  /// True when the connection ends with nothing left to read. A reset counts as an end.
  bool ends() { return read_to_end().empty(); }
  /// True when something can be read, or the end, within that time.
  bool readable(std::chrono::milliseconds within);
  /// Only where there is TLS.
  const ClientTls& tls() const { return *tls_; }

 private:
  void bind_to(const std::string& from);
  void connect_to(const sockaddr_storage& address, socklen_t size);
  bool comes(short events, std::chrono::milliseconds within);
  void wait_for(short events);
  bool receive_over_tls();
  bool receive();

  int socket_ = -1;
  std::optional<ClientTls> tls_;
  std::chrono::milliseconds patience_;
  std::string buffer_;
};

/// A frame of a WebSocket (RFC 6455 5.2).
struct WireFrame {
  int opcode = 0;
  bool last = true;
  std::string payload;

  /// The code of a close frame; 1005 when it has none.
  int close_code() const;
};

inline constexpr int continuation_frame = 0;
inline constexpr int text_frame = 1;
inline constexpr int binary_frame = 2;
inline constexpr int close_frame = 8;
inline constexpr int ping_frame = 9;
inline constexpr int pong_frame = 10;

/// The client side of a WebSocket. It answers nothing by itself.
class WireSocket {
 public:
  explicit WireSocket(std::uint16_t port) : client_(port) {}
  WireSocket(std::uint16_t port, const WireClient::Options& options) : client_(port, options) {}

  /// Asks for the upgrade, with more header lines if given, each with its CR LF. The answer has
  /// status 101, or says why not. A wrong Sec-WebSocket-Accept throws.
  WireAnswer open(std::string_view target, std::string_view more_fields = "");

  struct Form {
    bool last = true;
    bool masked = true;
    int reserved_bits = 0;
  };
  /// A frame as a client writes it.
  static std::string bytes_of(int opcode, std::string_view payload, Form form);
  void send(int opcode, std::string_view payload) { send(opcode, payload, Form{}); }
  void send(int opcode, std::string_view payload, Form form);
  void send_close(int code) { send(close_frame, close_payload(code)); }
  WireFrame frame();
  /// The payload of the next text frame. Pings before it are answered, anything else throws.
  std::string text();
  /// The code of the next close frame, which is answered; frames before it are passed over.
  int close_code();
  WireClient& client() { return client_; }

  static std::string close_payload(int code);

 private:
  WireClient client_;
};

}  // namespace kalends::test
