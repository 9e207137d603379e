#pragma once

#include <optional>
#include <string>

#include <kalends/base/clock.hpp>

namespace kalends::app {

/// A server, and how it is spoken to. `unchecked` is TLS with whatever certificate it shows.
struct Peer {
  enum class Security { plain, tls, unchecked };
  std::string host;  // a name or an IP address without brackets
  std::string port;
  Security security = Security::plain;
};

struct Heard {
  std::string status_line;  // "HTTP/1.1 200 OK"
  std::string beyond;       // the first bytes behind the head, if so many came
  std::optional<Instant> certificate_ends = {};
};

/// Says this to a server over a connection of its own, and listens to the head of its answer and
/// `beyond` bytes more. Takes at most five seconds and what looking up a name takes. Throws
/// net::Untrusted when its certificate is not good, std::runtime_error when there is no answer.
Heard hear(const Peer& peer, const std::string& request, std::size_t beyond = 0);

/// A request for this path that wants no more than its answer.
std::string get_request(const std::string& host, const std::string& path);

}  // namespace kalends::app
