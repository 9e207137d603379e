#pragma once

#include "loop.hpp"
#include "request_reader.hpp"
#include "wire.hpp"

#include <optional>

#include <kalends/http/message.hpp>

namespace kalends::net {

/// Why this request cannot become a WebSocket (RFC 6455 4.2.1); nothing when it can.
std::optional<Stop> fault_in_upgrade(const http::Request& request, bool http_1_0);

/// Answers the request with an upgrade, and shows the response's stream on the socket to its end.
/// On the thread of the loop; returns at once.
void serve_stream(Loop& loop, Wire wire, Place place, const http::Request& request,
                  http::Response response);

}  // namespace kalends::net
