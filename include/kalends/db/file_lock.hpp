#pragma once

#include <stdexcept>
#include <string>

namespace kalends::db {

/// Somebody works on this database alone: a server, or a command that must not run beside one.
struct InUse : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The right to work on a database alone. It is of no concern to commands that may run beside a
/// server. Goes with this object, and with its process, however that ends.
class FileLock {
 public:
  /// Never waits: throws `InUse` when somebody has it, and std::system_error when it cannot be had.
  explicit FileLock(const std::string& database);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace kalends::db
