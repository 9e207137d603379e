#include <fmt/format.h>

#include <kalends/db/migration.hpp>

namespace kalends::db {
namespace {

void apply(Connection& writer, const EmbeddedFile& step, int version) {
  writer.script("BEGIN IMMEDIATE");
  try {
    // Another program may have taken this step while this one waited for its turn.
    if (schema_version(writer) < version) {
      writer.script(std::string(step.content));
      writer.script(fmt::format("PRAGMA user_version = {}", version));
    }
    writer.script("COMMIT");
  } catch (...) {
    if (writer.in_transaction()) writer.script("ROLLBACK");
    throw;
  }
}

}  // namespace

int schema_version(Connection& connection) {
  Rows rows = connection.query("PRAGMA user_version");
  rows.next();
  return rows.get<int>(0);
}

MigrationReport migrate(Connection& writer, std::span<const EmbeddedFile> steps) {
  const int known = static_cast<int>(steps.size());
  const int from = schema_version(writer);
  if (from > known) {
    throw SchemaTooNew(
        fmt::format("this database has schema version {}, and this program knows only up to {}: it "
                    "was used by a "
                    "newer Kalends. Run that one, or restore a backup from before the upgrade.",
                    from, known));
  }
  for (int version = from + 1; version <= known; ++version) {
    apply(writer, steps[static_cast<std::size_t>(version) - 1], version);
  }
  return {from, known};
}

}  // namespace kalends::db
