#include "handed_over.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kalends::app {
namespace {

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

/// Where it listens, as bytes.
std::string address_of(int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  return {reinterpret_cast<const char*>(&address), size};
}

bool is_usable(int descriptor) {
  return listens_for_tcp(descriptor) && address_of(descriptor) == address_of(first_handed_over);
}

/// Nothing where the text is no number of sockets.
std::vector<int> numbered(const std::string& count) {
  constexpr int most = 1024;
  int number = 0;
  std::from_chars(count.data(), count.data() + count.size(), number);
  std::vector<int> all(number > 0 && number <= most ? static_cast<std::size_t>(number) : 0);
  std::iota(all.begin(), all.end(), first_handed_over);
  return all;
}

}  // namespace

std::vector<int> handed_over_sockets() {
  // What is meant for another process came down by accident.
  if (variable("LISTEN_PID") != std::to_string(::getpid())) return {};
  std::vector<int> sockets = numbered(variable("LISTEN_FDS"));
  if (sockets.empty() || !std::all_of(sockets.begin(), sockets.end(), is_usable)) {
    throw std::runtime_error(
        "this program was started with sockets (LISTEN_FDS), but not only with such that listen "
        "for TCP, at one address");
  }
  for (const int each : sockets) ::fcntl(each, F_SETFD, FD_CLOEXEC);
  return sockets;
}

}  // namespace kalends::app
