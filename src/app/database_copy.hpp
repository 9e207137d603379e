#pragma once

#include <cstdint>
#include <string>

#include <kalends/db/copy.hpp>
#include <kalends/invite/usage.hpp>

namespace kalends::app {

/// What a copy was found to hold when it was read again.
struct CopyContents {
  int schema = 0;  // its version
  std::int64_t bytes = 0;
  invite::Holdings holdings;
};

/// A copy of a database that is on the disk, was read again from there and found good, and does not
/// have its name yet. Gone with this object unless it got one.
class DatabaseCopy {
 public:
  /// Makes it beside `target`, with nobody's leave to read it but ours. `progress` is called while
  /// it is copied and, with all that there is, while it is checked. Throws db::Unavailable,
  /// std::system_error, std::runtime_error, and what `progress` throws.
  DatabaseCopy(const std::string& from, const std::string& target,
               const db::CopyProgress& progress);
  ~DatabaseCopy();
  DatabaseCopy(const DatabaseCopy&) = delete;
  DatabaseCopy& operator=(const DatabaseCopy&) = delete;

  const CopyContents& contents() const { return contents_; }
  const std::string& file() const { return file_; }

  enum class Existing { refuse, replace };
  /// Gives it the name of its target, for good.
  void place(Existing existing);

 private:
  void make(const std::string& from, const db::CopyProgress& progress);

  std::string target_;
  std::string file_;
  CopyContents contents_;
};

/// Brings it to the disk that a file of this folder has a name, or none any more.
void sync_folder_of(const std::string& file);

/// "12 people and 345 meetings"
std::string text_of(const invite::Holdings& holdings);
/// "12 people and 345 meetings (6.7 MB)"
std::string text_of(const CopyContents& contents);

}  // namespace kalends::app
