#pragma once

#include "task.hpp"

#include <kalends/net/server.hpp>

namespace kalends::net {

/// A listening socket that shares its port with the other loops of this server.
/// Throws std::system_error when the address cannot be had.
Acceptor listen_on(const Executor& loop, const asio::ip::tcp::endpoint& endpoint);

/// The same socket as this descriptor, for one more loop; all loops take from its one queue. Throws
/// std::system_error when it does not listen for TCP.
Acceptor share(const Executor& loop, int listening_socket);

/// The same socket once more, closed when a program is executed. Throws std::system_error.
int copy_of(int listening_socket);

/// Throws std::system_error when somebody listens there already: sharing a port would hide it.
void check_free(const Executor& loop, const asio::ip::tcp::endpoint& endpoint);

}  // namespace kalends::net
