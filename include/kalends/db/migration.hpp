#pragma once

#include <span>
#include <stdexcept>

#include <kalends/base/embedded.hpp>
#include <kalends/db/connection.hpp>

namespace kalends::db {

/// The file was written by a newer program than this one.
struct SchemaTooNew : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct MigrationReport {
  int from = 0;
  int to = 0;
};

/// The schema's steps, oldest first; step n leads to schema version n.
std::span<const EmbeddedFile> embedded_migrations();

/// How many of the steps a database has taken; 0 for a new one.
int schema_version(Connection& connection);

/// The same, which must be none that these steps do not lead to: throws `SchemaTooNew`.
int check_schema(Connection& connection, std::span<const EmbeddedFile> steps);

/// Brings the schema to the last of these steps in one transaction: when it is interrupted, the
/// database is as it was. Throws `SchemaTooNew`, and what a broken step throws.
MigrationReport migrate(Connection& writer, std::span<const EmbeddedFile> steps);

}  // namespace kalends::db
