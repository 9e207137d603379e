#include "support/temp_dir.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include <kalends/db/space.hpp>

namespace kalends::db {
namespace {

TreeSpace tree(const FileSpace& file, const std::string& name) {
  const auto found = std::ranges::find(file.trees, name, &TreeSpace::name);
  REQUIRE(found != file.trees.end());
  return *found;
}

TEST_CASE("tables and indexes are told with their rows, and are all of the file") {
  const test::TempDir dir;
  Connection writer(dir.file("k.db"), Mode::writer);
  writer.script(
      "CREATE TABLE plain (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
      "CREATE INDEX plain_by_name ON plain(name);"
      "CREATE TABLE keyed (name TEXT PRIMARY KEY) WITHOUT ROWID;"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
      "INSERT INTO plain SELECT i, 'a name of some length, number ' || i FROM n;"
      "INSERT INTO keyed SELECT name FROM plain");
  Connection reader(dir.file("k.db"), Mode::reader);
  std::int64_t done = 0;
  const FileSpace file = measure_space(reader, [&](std::int64_t bytes, std::int64_t all) {
    CHECK(bytes > done);
    CHECK(bytes <= all);
    done = bytes;
  });
  for (const char* name : {"plain", "plain_by_name", "keyed"}) {
    CAPTURE(name);
    CHECK(tree(file, name).rows == 3000);
    CHECK(tree(file, name).bytes > 3000 * 30);
    CHECK(tree(file, name).unused < tree(file, name).bytes);
  }
  CHECK(tree(file, "plain_by_name").table == "plain");
  std::int64_t all = file.page;  // the first page belongs to the list of tables
  for (const auto& each : file.trees) all += each.bytes;
  CHECK(all == file.bytes);
  CHECK(file.free == 0);
}

TEST_CASE("what was deleted is free in the file") {
  const test::TempDir dir;
  Connection writer(dir.file("k.db"), Mode::writer);
  writer.script(
      "CREATE TABLE plain (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
      "INSERT INTO plain SELECT i, 'a name of some length, number ' || i FROM n;"
      "DELETE FROM plain");
  const FileSpace file = measure_space(writer, [](auto, auto) {});
  CHECK(tree(file, "plain").rows == 0);
  CHECK(file.free > 3000 * 30);
}

}  // namespace
}  // namespace kalends::db
