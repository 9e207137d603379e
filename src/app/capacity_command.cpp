#include "capacity_page.hpp"
#include "commands.hpp"
#include "sizes.hpp"

#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

#include <kalends/base/clock.hpp>
#include <kalends/db/migration.hpp>

namespace kalends::app {
namespace {

/// Only reads: no migration, and nothing that a running server would have to wait for.
db::Connection opened(const std::string& file) {
  if (!std::filesystem::is_regular_file(file)) {
    throw std::runtime_error("--database: there is no such file: " + file);
  }
  try {
    return {file, db::Mode::reader};
  } catch (const db::Unavailable& error) {
    throw std::runtime_error(fmt::format("--database: {}", error.what()));
  }
}

void check_schema(db::Connection& database, const std::string& file) {
  const int known = static_cast<int>(db::embedded_migrations().size());
  const int version = db::schema_version(database);
  if (version == known) return;
  throw std::runtime_error(
      fmt::format("--database: {} has schema version {}, and this program works on {}; `kalends "
                  "migrate` brings "
                  "an older one up to date",
                  file, version, known));
}

/// Tells whoever waits at a terminal how far it is.
void show_progress(std::int64_t done, std::int64_t all) {
  if (::isatty(STDERR_FILENO) != 1) return;
  fmt::print(stderr, "\r{} of {} MiB read{}", done / mib, all / mib, done < all ? "" : "\n");
}

}  // namespace

int run(const Capacity& command) {
  const std::string& name = command.config.database;
  db::Connection database = opened(name);
  check_schema(database, name);
  const auto usage = invite::usage_of(database, SystemClock().now());
  const auto file = db::measure_space(database, show_progress);
  const auto& keeping = command.config.notifications;
  const bool telling = is_telling(file, usage);
  const auto& audit = command.config.audit;
  const Averages averages =
      telling ? averages_of(file, usage, keeping, audit) : planned_averages(keeping, audit);
  fmt::print("{}\n{}\n{}", tables_text(name, file),
             averages_text(averages, telling ? &usage : nullptr),
             needs_text(averages, telling ? usage.people : 0, command.users));
  return 0;
}

}  // namespace kalends::app
