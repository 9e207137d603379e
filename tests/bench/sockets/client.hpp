#pragma once

#include "figures.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kalends::bench {

/// The address that sockets are opened to: IPv4, on this machine.
struct Target {
  std::string host;  // as it stands in the address
  std::uint16_t port = 0;
};

/// One WebSocket to the stream of somebody's notifications, with its cursor. It never blocks:
/// whoever has it waits for its descriptor. Costs little, since it shares the machine with the
/// server.
class SocketClient {
 public:
  enum class State { closed, connecting, upgrading, open };

  SocketClient(std::string token, SocketFigures& figures)
      : token_(std::move(token)), figures_(&figures) {}

  /// Begins to connect from this address of the loopback. The descriptor, for epoll; -1 if it
  /// failed at once.
  int connect(const Target& target, std::uint32_t source);
  /// Something can be read or written. Afterwards the state may be another.
  void ready();
  /// Hangs up.
  void close();

  State state() const { return state_; }
  /// The last close code, or 1006.
  int code() const { return code_; }
  int attempts = 0;  // without success; for whoever decides when to try again

 private:
  void ask(const Target& target);
  void receive();
  bool take_head();
  bool take_frame();
  void take_text(std::string_view text);
  void take_number(std::int64_t seq);
  void say(int opcode, std::string_view payload);
  void end(int code);

  std::string token_;
  SocketFigures* figures_;
  std::string bytes_;  // that came and are no whole frame yet
  std::string request_;
  std::optional<std::int64_t> cursor_;
  int descriptor_ = -1;
  int code_ = 0;
  State state_ = State::closed;
};

}  // namespace kalends::bench
