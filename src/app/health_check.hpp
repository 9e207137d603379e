#pragma once

#include <string_view>

namespace kalends::app {

/// Asks http://`listen`/healthz, as a container's health check does: true when it says 200 within
/// five seconds. Says on standard error what is wrong otherwise.
bool answers_healthz(std::string_view listen);

}  // namespace kalends::app
