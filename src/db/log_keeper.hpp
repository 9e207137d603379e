#pragma once

#include <string>

struct sqlite3;

namespace kalends::db {

/// A connection that only looks after the log. As long as it is open, nobody who closes the file
/// removes the log, and neither does it. Throws `Unavailable`.
class LogKeeper {
 public:
  explicit LogKeeper(const std::string& path);
  ~LogKeeper();
  LogKeeper(const LogKeeper&) = delete;
  LogKeeper& operator=(const LogKeeper&) = delete;

  /// Brings all of the log to the disk by writing it again. For who finds one: what a program that
  /// ended early left behind is not surely there, and where a disk refused it once, to sync it
  /// again says nothing.
  void renew();
  /// Whether the file has its name no more: it was deleted, moved, or another stands in its place.
  bool file_is_gone() const;

 private:
  void run(const char* sql);
  void write_again();

  sqlite3* database_ = nullptr;
};

}  // namespace kalends::db
