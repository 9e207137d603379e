#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kalends::app {

/// The program of this process as it is at its path now, with the arguments of this process: what
/// takes over once a new version was put there.
class Successor {
 public:
  /// Remembers path and arguments. To be made before the program can be replaced.
  Successor();

  const std::string& path() const { return path_; }
  /// Why it could not serve with these arguments, by its own word (`serve --check`), for which it
  /// has five seconds; it says more on standard error. Nothing when it could.
  std::optional<std::string> obstacle() const;
  /// Becomes it: the same process, which is handed these listening sockets as systemd does it, and
  /// nothing else but standard input and output. While there is one thread. Throws
  /// std::system_error.
  [[noreturn]] void become(const std::vector<int>& sockets) const;

 private:
  std::string path_;
  std::vector<std::string> arguments_;
};

}  // namespace kalends::app
