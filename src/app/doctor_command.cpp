#include "backup_folder.hpp"
#include "commands.hpp"
#include "doctor.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace kalends::app {
int run(const Doctor& command) {
  const Config& config = command.config;
  const Instant now = SystemClock().now();
  Verdict worst = Verdict::ok;
  const Tell tell = [&](const Finding& finding) {
    worst = std::max(worst, finding.verdict);
    fmt::print("{}", text_of(finding));
    std::fflush(stdout);
  };
  examine_clock(tell);
  examine_folder(config.database, tell);
  const bool usable = examine_database(config.database, now, tell);
  const auto newest = newest_backup(config.backup.folder, config.database, now);
  tell(judge_backups(config.backup, newest, now));
  examine_certificate(config.server.tls, now, tell);
  if (!command.address.empty()) {
    examine_address(command.address, usable ? config.database : "", tell);
  }
  return worst == Verdict::problem ? 1 : 0;
}

}  // namespace kalends::app
