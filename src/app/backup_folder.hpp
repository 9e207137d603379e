#pragma once

#include <optional>
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

/// Of those that are not from a time that is still to come: a clock that went wrong made these.
std::optional<Instant> newest_backup(const std::string& folder, const std::string& database,
                                     Instant now);

/// Until `keep` are left removes those from a time behind `made`, then the oldest; never the one
/// that was made then. Throws std::filesystem::filesystem_error.
void remove_old_backups(const std::string& folder, const std::string& database, int keep,
                        Instant made);

/// Removes what is left of backups that the server began and did not finish, and SQLite's files
/// beside it. For who has the database to themselves. Throws std::filesystem::filesystem_error.
void remove_broken_off(const std::string& folder, const std::string& database);

}  // namespace kalends::app
