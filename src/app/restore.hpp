#pragma once

#include "database_copy.hpp"

#include <string>

#include <kalends/base/clock.hpp>

namespace kalends::app {

struct Restored {
  CopyContents contents;
  std::string kept;  // what was there before; empty when nothing was
};

/// Puts a good copy of the backup `file` in the place of the database, which the caller has alone.
/// What was there stays beside it, with its log, under a name with this time. Whatever fails,
/// nothing is lost: until all is ready the database is as it was, and of a restore that was broken
/// off behind that a Database tells. Throws as DatabaseCopy does.
Restored restore(const std::string& file, const std::string& database, Instant now,
                 const db::CopyProgress& progress);

}  // namespace kalends::app
