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

/// Brings the schema to the last of these steps. Each step is one transaction: when it is
/// interrupted, the schema before it stands. Throws `SchemaTooNew`, and what a broken step throws.
MigrationReport migrate(Connection& writer, std::span<const EmbeddedFile> steps);

}  // namespace kalends::db
