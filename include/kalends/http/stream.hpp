#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::http {

/// What to write next to a socket that is a cursor over a log.
struct Pull {
  std::vector<std::string> frames;
  /// They are binary messages, and not text.
  bool binary = false;
  /// A WebSocket close code when this is the end; 0 otherwise.
  int close_code = 0;
  /// There is more already: to be pulled when these are written, without waiting for the bell.
  bool more = false;
};

/// What a WebSocket shows: messages that are pulled when the bell rings. Used on the thread that
/// made it; `on_bell` may be rung from any thread.
class Stream {
 public:
  virtual ~Stream() = default;

  /// Rings `bell` from now on whenever there may be more to pull. The bell must be quick and must
  /// not throw. To be called once, before the first pull: seat first, then pull.
  virtual void on_bell(std::function<void()> bell) = 0;

  /// The frames that come next, a bounded number.
  virtual Pull pull() = 0;

  /// Takes a text frame of the client. What it returns is to be run on a thread that writes, if
  /// anything.
  virtual std::function<void()> receive(std::string_view text) = 0;

  /// The longest message that the client may send, in bytes.
  virtual std::size_t longest_message() const { return 4'096; }
  /// Whether the client may send binary messages; they are received as texts are.
  virtual bool takes_binary() const { return false; }
  virtual std::function<void()> receive_binary(std::string_view) { return {}; }
};

}  // namespace kalends::http
