#include "restore.hpp"

#include "backup_folder.hpp"
#include "fail.hpp"

#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kalends/db/migration.hpp>

namespace kalends::app {
namespace {

namespace fs = std::filesystem;

// A database and what belongs to it. The database goes first: a log without one is read into none.
constexpr const char* parts[] = {"", "-wal", "-shm", "-journal"};

void check_schema(int schema, const std::string& file) {
  const int known = static_cast<int>(db::embedded_migrations().size());
  if (schema <= known) return;
  throw std::runtime_error(
      fmt::format("{}: it has schema version {}, and this program knows only up to {}: it was made "
                  "by a newer Kalends. Restore it with that one, or take an older backup.",
                  file, schema, known));
}

/// Root may restore what a server works on that does not run as root.
void give_to_owner_of(const fs::path& database, const std::string& file) {
  struct stat before {};
  if (::stat(database.c_str(), &before) == 0) {
    fs::permissions(file, static_cast<fs::perms>(before.st_mode) & fs::perms::all);
  } else if (::stat(database.parent_path().c_str(), &before) != 0) {
    return;
  }
  if (::geteuid() == 0 && ::chown(file.c_str(), before.st_uid, before.st_gid) != 0) {
    fail_on(file);
  }
}

/// A second name for all that is there, so that it is never without one.
std::string kept(const std::string& database, Instant now) {
  const std::string name = database + ".before-" + file_time(now);
  bool any = false;
  for (const char* part : parts) {
    if (!fs::exists(database + part)) continue;
    fs::create_hard_link(database + part, name + part);
    any = true;
  }
  return any ? name : "";
}

}  // namespace

Restored restore(const std::string& file, const std::string& database, Instant now,
                 const db::CopyProgress& progress) {
  const fs::path place = fs::weakly_canonical(fs::absolute(database));
  if (fs::exists(place) && fs::exists(file) && fs::equivalent(place, file)) {
    throw std::runtime_error(file + ": this is the database itself");
  }
  const std::string ready = place.string() + ".restoring";
  DatabaseCopy copy(file, ready, progress);
  check_schema(copy.contents().schema, file);
  give_to_owner_of(place, copy.file());
  Restored restored{copy.contents(), kept(place, now)};
  copy.place(DatabaseCopy::Existing::replace);
  // From here to the renaming there is no database, but what is ready: an old log beside a new file
  // would be read into it.
  for (const char* part : parts) fs::remove(place.string() + part);
  fs::rename(ready, place);
  sync_folder_of(place);
  return restored;
}

}  // namespace kalends::app
