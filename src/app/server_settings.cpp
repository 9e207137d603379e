#include "server_settings.hpp"

#include "addresses.hpp"
#include "handed_over.hpp"

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace kalends::app {

net::ServerSettings server_settings(const Config& config) {
  const auto address = split_listen(config.listen);
  if (!address) throw std::invalid_argument("listen: not an address and a port");
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  net::ServerSettings settings;
  settings.address = address->host;
  settings.port = address->port;
  settings.listening_socket = handed_over_socket();
  settings.threads =
      config.server.threads == 0 ? cores : static_cast<unsigned>(config.server.threads);
  settings.workers = 2 * cores;
  settings.writers = static_cast<unsigned>(config.server.workers);
  settings.hashers = cores;
  return settings;
}

}  // namespace kalends::app
