#pragma once

#include "doorkeeper.hpp"
#include "loop.hpp"

namespace kalends::net {

/// Answers the requests that come on a socket, until one side closes it or it becomes a WebSocket.
/// On the thread of the loop; returns at once.
void serve_http(Loop& loop, Socket socket, Place place);

}  // namespace kalends::net
