#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kalends/db/file_lock.hpp>

namespace kalends::db {
namespace {

namespace fs = std::filesystem;

// It lies beside the database, not on it: whoever closes any descriptor of a file drops all the
// locks (fcntl) that SQLite has on it in this process, and a restore puts another file in its
// place, while the name stays. It is never removed: somebody may have opened it a moment ago.
fs::path lock_file(const fs::path& database) {
  if (fs::is_directory(database)) {
    throw std::system_error(EISDIR, std::system_category(), database);
  }
  // One database has one lock, whatever it is called.
  return fs::weakly_canonical(database) += "-lock";
}

/// A server that does not run as root must be able to open what root made.
void give_to_owner_of_folder(int descriptor, const fs::path& file) {
  struct stat folder {};
  if (::geteuid() != 0 || ::stat(fs::absolute(file).parent_path().c_str(), &folder) != 0) return;
  // When that fails, the server says so: it names the file.
  [[maybe_unused]] const int done = ::fchown(descriptor, folder.st_uid, folder.st_gid);
}

}  // namespace

FileLock::FileLock(const std::string& database) {
  const fs::path file = lock_file(database);
  descriptor_ = ::open(file.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor_ < 0) throw std::system_error(errno, std::system_category(), file);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {
    give_to_owner_of_folder(descriptor_, file);
    return;
  }
  const int why = errno;
  ::close(descriptor_);
  if (why != EWOULDBLOCK) throw std::system_error(why, std::system_category(), file);
  throw InUse(
      fmt::format("{}: a server has this database, or a command that needs it alone; stop that "
                  "first",
                  database));
}

FileLock::~FileLock() { ::close(descriptor_); }

}  // namespace kalends::db
