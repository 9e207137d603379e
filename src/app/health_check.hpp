#pragma once

#include <string_view>

namespace kalends::app {

/// Asks http://`listen`/healthz, or https:// with whatever certificate, as a container's health
/// check does: true when it says 200 within five seconds. Says on standard error what is wrong
/// otherwise.
bool answers_healthz(std::string_view listen, bool tls);

}  // namespace kalends::app
