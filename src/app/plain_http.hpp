#pragma once

#include <string>

namespace kalends::app {

struct Heard {
  std::string status_line;  // "HTTP/1.1 200 OK"
  std::string beyond;       // the first bytes behind the head, if so many came
};

/// Says this to a server over a connection of its own, and listens to the head of its answer and
/// `beyond` bytes more. `host` is a name or an IP address without brackets. Takes at most five
/// seconds and what looking up a name takes. Throws std::runtime_error when there is no answer.
Heard hear(const std::string& host, const std::string& port, const std::string& request,
           std::size_t beyond = 0);

/// A request for this path that wants no more than its answer.
std::string get_request(const std::string& host, const std::string& path);

}  // namespace kalends::app
