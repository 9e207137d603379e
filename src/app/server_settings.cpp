#include "server_settings.hpp"

#include "addresses.hpp"
#include "handed_over.hpp"

#include <algorithm>
#include <stdexcept>
#include <thread>

#include <sys/resource.h>

namespace kalends::app {

namespace {

/// One address leaves descriptors to the others, however few there are.
std::size_t connections_address(int wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return static_cast<std::size_t>(wanted);
  return std::min(static_cast<std::size_t>(wanted), static_cast<std::size_t>(limit.rlim_cur / 2));
}

}  // namespace

net::ServerSettings server_settings(const Config& config) {
  const auto address = split_listen(config.listen);
  if (!address) throw std::invalid_argument("listen: not an address and a port");
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  net::ServerSettings settings;
  settings.address = address->host;
  settings.port = address->port;
  settings.listening_sockets = handed_over_sockets();
  settings.threads =
      config.server.threads == 0 ? cores : static_cast<unsigned>(config.server.threads);
  settings.workers = 2 * cores;
  settings.writers = static_cast<unsigned>(config.server.workers);
  settings.hashers = cores;
  settings.connections_address = connections_address(config.limits.connections_address);
  settings.bodies_limit = static_cast<std::size_t>(std::max(
      {config.limits.bodies_bytes, config.limits.import_bytes, config.limits.attachment_bytes}));
  settings.many_behind = http::parse_networks(config.server.trusted_proxies).value();
  return settings;
}

}  // namespace kalends::app
