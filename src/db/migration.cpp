#include <fmt/format.h>

#include <kalends/db/migration.hpp>

namespace kalends::db {
namespace {

void take_steps(Connection& writer, std::span<const EmbeddedFile> steps) {
  // Another program may have taken them while this one waited for its turn.
  for (auto done = static_cast<std::size_t>(schema_version(writer)); done < steps.size(); ++done) {
    writer.script(std::string(steps[done].content));
    writer.script(fmt::format("PRAGMA user_version = {}", done + 1));
  }
}

}  // namespace

int schema_version(Connection& connection) {
  Rows rows = connection.query("PRAGMA user_version");
  rows.next();
  return rows.get<int>(0);
}

int check_schema(Connection& connection, std::span<const EmbeddedFile> steps) {
  const int known = static_cast<int>(steps.size());
  const int from = schema_version(connection);
  if (from > known) {
    throw SchemaTooNew(
        fmt::format("this database has schema version {}, and this program knows only up to {}: it "
                    "was used by a "
                    "newer Kalends. Run that one, or restore a backup from before the upgrade.",
                    from, known));
  }
  return from;
}

MigrationReport migrate(Connection& writer, std::span<const EmbeddedFile> steps) {
  const int known = static_cast<int>(steps.size());
  const int from = check_schema(writer, steps);
  if (from == known) return {from, known};
  writer.script("BEGIN IMMEDIATE");
  try {
    take_steps(writer, steps);
    writer.script("COMMIT");
  } catch (...) {
    if (writer.in_transaction()) writer.script("ROLLBACK");
    throw;
  }
  return {from, known};
}

}  // namespace kalends::db
