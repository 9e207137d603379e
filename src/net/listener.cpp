#include "listener.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/socket.h>

namespace kalends::net {
namespace {

Acceptor bound(const Executor& loop, const asio::ip::tcp::endpoint& endpoint, int share) {
  Acceptor acceptor(loop, endpoint.protocol());
  acceptor.set_option(asio::socket_base::reuse_address(true));
  if (::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &share, sizeof share) != 0) {
    throw std::system_error(errno, std::system_category(), "SO_REUSEPORT");
  }
  acceptor.bind(endpoint);
  return acceptor;
}

/// Asio has one that it is given forget the socket when it is closed; of one that it opened itself
/// it thinks that there can be no copy, and would go on hearing of that.
Acceptor taken(const Executor& loop, int descriptor) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length);
  const bool six = address.ss_family == AF_INET6;
  Acceptor acceptor(loop);
  acceptor.assign(six ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), descriptor);
  return acceptor;
}

}  // namespace

Acceptor listen_on(const Executor& loop, const asio::ip::tcp::endpoint& endpoint) {
  Acceptor acceptor = bound(loop, endpoint, 1);
  acceptor.listen(asio::socket_base::max_listen_connections);
  const int descriptor = acceptor.release();
  ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return taken(loop, descriptor);
}

int copy_of(int listening_socket) {
  const int descriptor = ::fcntl(listening_socket, F_DUPFD_CLOEXEC, 0);
  if (descriptor < 0) throw std::system_error(errno, std::system_category(), "listening socket");
  return descriptor;
}

Acceptor share(const Executor& loop, int listening_socket) {
  return taken(loop, copy_of(listening_socket));
}

void check_free(const Executor& loop, const asio::ip::tcp::endpoint& endpoint) {
  bound(loop, endpoint, 0);
}

}  // namespace kalends::net
