#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace kalends::bench {

/// Microseconds of the system's clock.
std::int64_t now_us();

/// What the sockets of a run have seen. Times in microseconds of the system's clock.
struct SocketFigures {
  std::int64_t due = 0;                 // of the burst; 0: none is awaited
  std::vector<std::int64_t> came;       // notifications since then, each when it came
  std::int64_t early = 0;               // and before
  std::int64_t doubled = 0;             // whose number had been there before
  std::int64_t missing = 0;             // whose number was passed over
  std::int64_t resets = 0;              // cursors that were too old
  std::int64_t other = 0;               // frames of text beside these and the first of a socket
  std::map<int, std::int64_t> refused;  // upgrades, by status; 0: no connection
  std::map<int, std::int64_t> closed;   // open sockets, by close code; 1006: without a word
};

/// Lines of `name value`: what there is to say of all that.
void print(const SocketFigures& figures);

}  // namespace kalends::bench
