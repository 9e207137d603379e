#pragma once

#include "support/process.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kalends::test {

using Words = std::vector<std::string>;

/// Runs a command of the real executable to its end.
Outcome kalends(const Words& arguments, const Process::Options& options = {});

/// The port in `listening on http://127.0.0.1:PORT`; throws when the line is no such thing.
std::uint16_t port_in(const std::string& line, const std::string& scheme = "http");

/// The real server on a free port, with open registration and hashing that costs nothing. Killed,
/// if it still runs, when this goes.
class KalendsServer {
 public:
  explicit KalendsServer(const std::string& database, const Words& more = {},
                         const Process::Options& options = {});

  std::uint16_t port() const { return port_; }
  Process& process() { return process_; }

 private:
  Process process_;
  std::uint16_t port_;
};

}  // namespace kalends::test
