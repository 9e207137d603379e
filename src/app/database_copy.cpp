#include "database_copy.hpp"

#include "fail.hpp"

#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <kalends/db/migration.hpp>

namespace kalends::app {
namespace {

namespace fs = std::filesystem;

/// An open file or folder.
class Descriptor {
 public:
  Descriptor(const std::string& file, int flags) : id_(::open(file.c_str(), flags | O_CLOEXEC)) {
    if (id_ < 0) fail_on(file);
  }
  ~Descriptor() { ::close(id_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int id() const { return id_; }

 private:
  int id_;
};

/// A new file with a name that nobody else takes.
std::string made_beside(const std::string& target) {
  std::string name = target + ".XXXXXX.part";
  const int descriptor = ::mkostemps(name.data(), 5, O_CLOEXEC);
  if (descriptor < 0) fail_on(target);
  ::close(descriptor);
  return name;
}

/// In pieces, as one sync of all of it would keep the commits of a server waiting; and between them
/// it can be ended.
void write_in_pieces(int descriptor, const std::string& file, const std::function<void()>& look) {
  constexpr std::int64_t piece = 16 << 20;
  constexpr unsigned all =
      SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
  const auto size = static_cast<std::int64_t>(fs::file_size(file));
  for (std::int64_t from = 0; from < size; from += piece) {
    // An error that is told here may not be told again. File systems that cannot do this are synced
    // in one.
    if (::sync_file_range(descriptor, from, piece, all) != 0 && errno != EINVAL && errno != ENOSYS)
      fail_on(file);
    look();
  }
}

void bring_to_disk(const std::string& file, const std::function<void()>& look) {
  const Descriptor open(file, O_RDONLY);
  write_in_pieces(open.id(), file, look);
  if (::fsync(open.id()) != 0) fail_on(file);
}

/// So that it takes no room from what a server reads.
void leave_memory(const std::string& file) {
  const Descriptor open(file, O_RDONLY);
  ::posix_fadvise(open.id(), 0, 0, POSIX_FADV_DONTNEED);
}

/// From the disk into memory, once from end to end: the check goes to and fro in it, and would
/// fetch a page at a time.
void read_from_disk(const std::string& file, const std::function<void()>& look) {
  leave_memory(file);
  const Descriptor open(file, O_RDONLY);
  std::vector<char> buffer(std::size_t{1} << 20);
  for (;;) {
    const auto size = ::read(open.id(), buffer.data(), buffer.size());
    if (size < 0) fail_on(file);
    if (size == 0) return;
    look();
  }
}

/// Where the file system cannot refuse to replace, whoever asked has looked a moment ago.
void rename_without_replacing(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return;
  if (errno != EINVAL && errno != ENOSYS) fail_on(to);
  fs::rename(from, to);
}

CopyContents contents_of(const std::string& file, const std::string& from) {
  db::Connection reader(file, db::Mode::reader);
  if (!db::has_tables(reader, {"users", "meetings", "notices"})) {
    throw std::runtime_error(from + ": this is a database, but none of Kalends");
  }
  return {db::schema_version(reader), static_cast<std::int64_t>(fs::file_size(file)),
          invite::holdings_of(reader)};
}

}  // namespace

DatabaseCopy::DatabaseCopy(const std::string& from, const std::string& target,
                           const db::CopyProgress& progress)
    : target_(target) {
  if (!fs::is_regular_file(from)) throw std::runtime_error("there is no such file: " + from);
  file_ = made_beside(target);
  try {
    make(from, progress);
  } catch (...) {
    ::unlink(file_.c_str());
    throw;
  }
}

DatabaseCopy::~DatabaseCopy() {
  if (!file_.empty()) ::unlink(file_.c_str());
}

void DatabaseCopy::make(const std::string& from, const db::CopyProgress& progress) {
  db::copy_database(from, file_, progress);
  const auto size = static_cast<std::int64_t>(fs::file_size(file_));
  const auto look = [&] { progress(size, size); };
  bring_to_disk(file_, look);
  read_from_disk(file_, look);
  const auto damage = db::find_damage(file_, look);
  if (!damage.empty()) {
    throw std::runtime_error(
        fmt::format("{}: it was copied, and the copy is damaged: {}", from, damage.front()));
  }
  contents_ = contents_of(file_, from);
  leave_memory(file_);
}

void DatabaseCopy::place(Existing existing) {
  if (existing == Existing::replace) {
    fs::rename(file_, target_);
  } else {
    rename_without_replacing(file_, target_);
  }
  file_.clear();
  sync_folder_of(target_);
}

void sync_folder_of(const std::string& file) {
  const std::string folder = fs::absolute(file).parent_path();
  const Descriptor open(folder, O_RDONLY | O_DIRECTORY);
  if (::fsync(open.id()) != 0) fail_on(folder);
}

std::string text_of(const invite::Holdings& holdings) {
  return fmt::format("{} {} and {} {}", holdings.people, holdings.people == 1 ? "person" : "people",
                     holdings.meetings, holdings.meetings == 1 ? "meeting" : "meetings");
}

std::string text_of(const CopyContents& contents) {
  return fmt::format("{} ({:.1f} MB)", text_of(contents.holdings),
                     static_cast<double>(contents.bytes) / 1e6);
}

}  // namespace kalends::app
