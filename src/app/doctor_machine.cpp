#include "doctor.hpp"

#include <filesystem>
#include <optional>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

namespace kalends::app {
namespace {

namespace fs = std::filesystem;

using Status = struct stat;

std::optional<Status> status_of(const fs::path& file) {
  Status status{};
  return ::stat(file.c_str(), &status) == 0 ? std::optional(status) : std::nullopt;
}

/// The first fault of the folder and what is in it of the database.
Finding judge_rights(const fs::path& folder, const fs::path& database) {
  const std::string about = "rights";
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) {
    return {
        Verdict::problem, about, "you may not write to " + folder.string(),
        "SQLite keeps its log there. Run this as the user that the server runs as, or give that "
        "one the folder."};
  }
  std::optional<uid_t> owner;
  for (const char* part : {"", "-wal", "-shm"}) {
    const fs::path file = database.string() + part;
    const auto status = status_of(file);
    if (!status) continue;
    if (::access(file.c_str(), R_OK | W_OK) != 0) {
      return {Verdict::problem, about, "you may not write to " + file.string(),
              "Run this as the user that the server runs as, or give that one the file (chown)."};
    }
    if (owner && *owner != status->st_uid) {
      return {Verdict::problem, about, file.string() + " belongs to another user than the database",
              "Somebody ran a command as another user. Give all of them to that of the server "
              "(chown)."};
    }
    owner = status->st_uid;
  }
  const auto status = status_of(database);
  const auto of_folder = status_of(folder);
  const bool open_to_all = status && of_folder && (status->st_mode & S_IROTH) != 0 &&
                           (of_folder->st_mode & S_IXOTH) != 0;
  if (open_to_all) {
    return {Verdict::warning, about, "everybody on this machine can read the database",
            fmt::format("chmod o= {}", database.string())};
  }
  return {Verdict::ok, about, "you may write where the database is, and others do not read it", ""};
}

}  // namespace

void examine_clock(const Tell& tell) {
  timex state{};
  // Where nobody may ask, nothing is said.
  if (::adjtimex(&state) == TIME_ERROR || (state.status & STA_UNSYNC) != 0) {
    tell({Verdict::warning, "clock", "the system does not keep it right",
          "Install chrony or systemd-timesyncd: reminders are as punctual as the clock."});
  }
}

void examine_folder(const std::string& database, const Tell& tell) {
  const fs::path file = fs::absolute(database);
  const fs::path folder = file.parent_path();
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0) {
    tell({Verdict::problem, "disk", "there is no folder " + folder.string(),
          "Make it, or set `database` to where the database is."});
    return;
  }
  const auto status = status_of(file);
  const auto bytes = status ? static_cast<std::int64_t>(status->st_size) : 0;
  tell(judge_space(static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize), bytes));
  if ((disk.f_flag & ST_RDONLY) != 0) {
    tell({Verdict::problem, "disk", "it is mounted so that nothing can be written",
          "An error of the disk does that as well: see the system's log (dmesg)."});
  }
  tell(judge_rights(folder, file));
  const auto log = status_of(file.string() + "-wal");
  if (log) tell(judge_log(log->st_size));
}

}  // namespace kalends::app
