#pragma once

#include <optional>
#include <string>

namespace kalends::bench {

/// What counts of an answer of the server.
struct ServerAnswer {
  int status = 0;
  /// It says when to come back (RFC 9110 10.2.3).
  bool come_back = false;
  std::size_t head = 0;
  std::size_t body = 0;

  std::size_t size() const { return head + body; }
};

/// Reads the head of the answer at the front of these bytes, once it is complete. The server frames
/// each body by Content-Length; throws where it does not.
std::optional<ServerAnswer> read_answer(const std::string& bytes);

}  // namespace kalends::bench
