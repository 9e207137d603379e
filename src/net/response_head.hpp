#pragma once

#include <string>
#include <string_view>

#include <kalends/base/clock.hpp>
#include <kalends/http/message.hpp>

namespace kalends::net {

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 5.6.7)
std::string http_date(Instant at);

/// False for what has no content by its status alone (RFC 9110 6.4.1).
bool has_body(int status);

/// What a connection adds to an answer.
struct Framing {
  std::string_view date;
  bool close = false;       // it is the last one
  bool keep_alive = false;  // it is not, and the client is old enough to be told so
};

/// Appends the status line, all fields and the empty line. Control characters in field values
/// become spaces: a value can never begin a line of its own.
void append_head(std::string& out, const http::Response& response, const Framing& framing);

}  // namespace kalends::net
