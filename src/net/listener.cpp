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

}  // namespace

Acceptor listen_on(const Executor& loop, const asio::ip::tcp::endpoint& endpoint) {
  Acceptor acceptor = bound(loop, endpoint, 1);
  acceptor.listen(asio::socket_base::max_listen_connections);
  return acceptor;
}

Acceptor share(const Executor& loop, int listening_socket) {
  const int descriptor = ::fcntl(listening_socket, F_DUPFD_CLOEXEC, 0);
  if (descriptor < 0) throw std::system_error(errno, std::system_category(), "listening socket");
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length);
  const bool six = address.ss_family == AF_INET6;
  Acceptor acceptor(loop);
  acceptor.assign(six ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), descriptor);
  return acceptor;
}

void check_free(const Executor& loop, const asio::ip::tcp::endpoint& endpoint) {
  bound(loop, endpoint, 0);
}

}  // namespace kalends::net
