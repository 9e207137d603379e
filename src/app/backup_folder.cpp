#include "backup_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include <kalends/base/time.hpp>

namespace kalends::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t time_length = 16;  // 20261122T233541Z
constexpr auto ending = ".db";

std::string beginning(const std::string& database) {
  return fs::path(database).stem().string() + "-";
}

/// The inverse of `file_time`.
std::optional<Instant> parse_file_time(const std::string& text) {
  if (text.size() != time_length) return std::nullopt;
  std::string written = text;
  for (const std::size_t colon : {13, 11}) written.insert(colon, ":");
  for (const std::size_t dash : {6, 4}) written.insert(dash, "-");
  const auto time = parse_time(written);
  if (!time || !time->offset) return std::nullopt;
  const Instant at{time->local.time_since_epoch() - *time->offset};
  return file_time(at) == text ? std::optional(at) : std::nullopt;
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator each(folder, error), end; !error && each != end;
       each.increment(error)) {
    names.push_back(each->path().filename());
  }
  return names;
}

/// When a backup of this name was made.
std::optional<Instant> time_in(const std::string& name, const std::string& database) {
  const std::string begin = beginning(database);
  if (name.size() != begin.size() + time_length + 3) return std::nullopt;
  if (!name.starts_with(begin) || !name.ends_with(ending)) return std::nullopt;
  return parse_file_time(name.substr(begin.size(), time_length));
}

}  // namespace

std::string file_time(Instant at) {
  std::string text = format_utc(at);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string backup_file(const std::string& folder, const std::string& database, Instant at) {
  return fs::path(folder) / (beginning(database) + file_time(at) + ending);
}

std::vector<KeptBackup> backups_in(const std::string& folder, const std::string& database) {
  std::vector<KeptBackup> all;
  for (const std::string& name : names_in(folder)) {
    if (const auto at = time_in(name, database)) all.push_back({fs::path(folder) / name, *at});
  }
  std::ranges::sort(all, {}, &KeptBackup::at);
  return all;
}

std::optional<Instant> newest_backup(const std::string& folder, const std::string& database,
                                     Instant now) {
  std::optional<Instant> newest;
  for (const KeptBackup& each : backups_in(folder, database)) {
    if (each.at <= now) newest = each.at;
  }
  return newest;
}

void remove_old_backups(const std::string& folder, const std::string& database, int keep,
                        Instant made) {
  auto others = backups_in(folder, database);
  std::erase_if(others, [&](const KeptBackup& each) { return each.at == made; });
  std::stable_partition(others.begin(), others.end(),
                        [&](const KeptBackup& each) { return each.at > made; });
  const auto too_many = static_cast<std::ptrdiff_t>(others.size()) - (keep - 1);
  for (std::ptrdiff_t n = 0; n < too_many; ++n) {
    fs::remove(others[static_cast<std::size_t>(n)].file);
  }
}

void remove_broken_off(const std::string& folder, const std::string& database) {
  constexpr std::size_t rest_length = 12;  // .XXXXXX.part
  for (const std::string& name : names_in(folder)) {
    const std::size_t end = name.rfind(".part");
    if (end == std::string::npos || end + 5 < rest_length) continue;
    if (!time_in(name.substr(0, end + 5 - rest_length), database)) continue;
    fs::remove(fs::path(folder) / name);
  }
}

}  // namespace kalends::app
