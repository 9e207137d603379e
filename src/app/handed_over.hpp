#pragma once

namespace kalends::app {

/// The descriptor of the listening socket that whoever started this process has handed over, as
/// systemd does it (`sd_listen_fds(3)`: LISTEN_PID, LISTEN_FDS); -1 when there is none. Throws
/// std::runtime_error when what was handed over is not exactly one TCP socket that listens.
int handed_over_socket();

}  // namespace kalends::app
