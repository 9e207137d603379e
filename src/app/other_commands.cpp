#include "commands.hpp"
#include "health_check.hpp"

#include <cstdio>

#include <fmt/format.h>

#include <kalends/db/database.hpp>
#include <kalends/db/file_lock.hpp>

namespace kalends::app {

int run(const Migrate& command) {
  const db::FileLock alone(command.config.database);
  const db::Database database(command.config.database);
  const auto [from, to] = database.migrated();
  if (from == to) {
    fmt::print("{} has schema version {} already\n", command.config.database, to);
  } else {
    fmt::print("{} went from schema version {} to {}\n", command.config.database, from, to);
  }
  return 0;
}

int run(const ConfigPrint& command) {
  fmt::print("{}", to_toml(command.config));
  return 0;
}

int run(const HealthCheck& command) { return answers_healthz(command.listen, command.tls) ? 0 : 1; }

int run(const Version&) {
  fmt::print("kalends {}\n", KALENDS_VERSION);
  return 0;
}

int run(const Notice& command) {
  fmt::print(command.exit_code == 0 ? stdout : stderr, "{}", command.text);
  return command.exit_code;
}

}  // namespace kalends::app
