#pragma once

#include <string_view>

namespace kalends::app {

/// Tells the supervisor that started this process, where one asks for it, as systemd does
/// (`sd_notify(3)`: NOTIFY_SOCKET): "READY=1", "STOPPING=1". That it cannot be told is no reason to
/// stop.
void tell_supervisor(std::string_view state) noexcept;

}  // namespace kalends::app
