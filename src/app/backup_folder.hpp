#pragma once

#include <string>
#include <vector>

#include <kalends/base/clock.hpp>

namespace kalends::app {

/// `20261122T233541Z`: sorts by time.
std::string file_time(Instant at);

/// One backup of those that a server makes by itself.
struct KeptBackup {
  std::string file;  // with its folder
  Instant at;
};

/// `kalends-20261122T233541Z.db` in that folder, for the database `kalends.db`.
std::string backup_file(const std::string& folder, const std::string& database, Instant at);

/// The backups of this database in a folder, the oldest first. Files with other names are none of
/// them; neither is there any in a folder that cannot be read.
std::vector<KeptBackup> backups_in(const std::string& folder, const std::string& database);

/// Removes the oldest until `keep` are left, never the one that was `made` then; and what is left
/// of backups that were broken off. Throws std::filesystem::filesystem_error.
void remove_old_backups(const std::string& folder, const std::string& database, int keep,
                        Instant made);

}  // namespace kalends::app
