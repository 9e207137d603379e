#pragma once

#include <vector>

namespace kalends::app {

/// The descriptor that the first of them has (SD_LISTEN_FDS_START).
inline constexpr int first_handed_over = 3;

/// The descriptors of the listening sockets that whoever started this process has handed over, as
/// systemd does it (`sd_listen_fds(3)`: LISTEN_PID, LISTEN_FDS); empty when there are none. Several
/// are of one address, as the loops of a server before this one had them. Throws std::runtime_error
/// when what was handed over is anything else.
std::vector<int> handed_over_sockets();

}  // namespace kalends::app
