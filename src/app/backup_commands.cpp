#include "backup.hpp"
#include "commands.hpp"
#include "copy_watch.hpp"
#include "restore.hpp"

#include <fmt/format.h>

#include <kalends/db/file_lock.hpp>
#include <kalends/db/migration.hpp>

namespace kalends::app {

int run(const Backup& command) {
  using Existing = DatabaseCopy::Existing;
  CopyWatch watch;
  const CopyContents made = back_up(
      command.config.database, command.file, command.force ? Existing::replace : Existing::refuse,
      [&](std::int64_t done, std::int64_t all) { watch.at(done, all); });
  fmt::print("{} holds {}, and was read again and found good\n", command.file, text_of(made));
  return 0;
}

int run(const Restore& command) {
  const std::string& database = command.config.database;
  const db::FileLock alone(database);
  CopyWatch watch;
  const Restored done =
      restore(command.file, database, SystemClock().now(),
              [&](std::int64_t bytes, std::int64_t all) { watch.at(bytes, all); });
  fmt::print("{} now holds what {} does: {}\n", database, command.file, text_of(done.contents));
  if (!done.kept.empty()) fmt::print("what was there before is kept: {}\n", done.kept);
  const auto known = db::embedded_migrations().size();
  if (done.contents.schema < static_cast<int>(known)) {
    fmt::print("the next `kalends serve` brings it from schema version {} to {}\n",
               done.contents.schema, known);
  }
  return 0;
}

}  // namespace kalends::app
