#include "handed_over.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kalends::app {
namespace {

constexpr int first_handed_over = 3;

std::string variable(const char* name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in the program changes its environment
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

int option(int descriptor, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  return ::getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
}

bool listens_for_tcp(int descriptor) {
  const int domain = option(descriptor, SO_DOMAIN);
  return (domain == AF_INET || domain == AF_INET6) && option(descriptor, SO_TYPE) == SOCK_STREAM &&
         option(descriptor, SO_ACCEPTCONN) == 1;
}

}  // namespace

int handed_over_socket() {
  // What is meant for another process came down by accident.
  if (variable("LISTEN_PID") != std::to_string(::getpid())) return -1;
  if (variable("LISTEN_FDS") != "1" || !listens_for_tcp(first_handed_over)) {
    throw std::runtime_error(
        "this program was started with sockets (LISTEN_FDS), but not with exactly one that listens "
        "for TCP");
  }
  ::fcntl(first_handed_over, F_SETFD, FD_CLOEXEC);
  return first_handed_over;
}

}  // namespace kalends::app
