#pragma once

#include <kalends/app/config.hpp>
#include <kalends/net/server.hpp>

namespace kalends::app {

/// What the network floor is to know of the configuration. One loop and one hashing thread a core;
/// threads that only read keep a core busy each, so two a core are enough.
net::ServerSettings server_settings(const Config& config);

}  // namespace kalends::app
