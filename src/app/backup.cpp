#include "backup.hpp"

#include <filesystem>
#include <stdexcept>

namespace kalends::app {
namespace {

namespace fs = std::filesystem;

/// A log beside the file would be taken for that of the copy, and read into it.
void check_target(const std::string& database, const std::string& file,
                  DatabaseCopy::Existing existing) {
  if (fs::is_directory(file)) throw std::runtime_error(file + ": this is a folder; name a file");
  if (fs::exists(file) && fs::exists(database) && fs::equivalent(file, database)) {
    throw std::runtime_error(file + ": this is the database itself");
  }
  if (fs::exists(file) && existing == DatabaseCopy::Existing::refuse) {
    throw std::runtime_error(file + ": there is such a file; --force replaces it");
  }
  for (const char* log : {"-wal", "-journal"}) {
    // Whoever only read it may have left an empty one.
    if (!fs::exists(file + log) || fs::file_size(file + log) == 0) continue;
    throw std::runtime_error(file + log + ": something works on this file as a database");
  }
}

}  // namespace

CopyContents back_up(const std::string& database, const std::string& file,
                     DatabaseCopy::Existing existing, const db::CopyProgress& progress) {
  check_target(database, file, existing);
  DatabaseCopy copy(database, file, progress);
  copy.place(existing);
  return copy.contents();
}

}  // namespace kalends::app
