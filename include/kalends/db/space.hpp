#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <kalends/db/connection.hpp>

namespace kalends::db {

/// What a table, or one index of it, takes in the file: whole pages.
struct TreeSpace {
  std::string name;
  std::string table;  // its own name, or that of the table whose index it is
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  std::int64_t unused = 0;  // of these bytes: room that pages have left
};

struct FileSpace {
  std::int64_t page = 0;
  std::int64_t bytes = 0;  // the whole file, without its log
  std::int64_t free = 0;   // pages that nothing uses, until something new does
  std::vector<TreeSpace> trees;
};

/// Bytes that were looked at, and bytes in all.
using SpaceProgress = std::function<void(std::int64_t, std::int64_t)>;

/// Looks at every page of the file, and so takes as long as reading it. What is written meanwhile
/// may or may not be in it: each table is looked at by itself, so that the log of a running server
/// need not wait for all of them.
FileSpace measure_space(Connection& connection, const SpaceProgress& progress);

}  // namespace kalends::db
