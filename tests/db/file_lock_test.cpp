#include "support/temp_dir.hpp"

#include <filesystem>
#include <optional>
#include <system_error>

#include <doctest/doctest.h>

#include <kalends/db/connection.hpp>
#include <kalends/db/file_lock.hpp>

namespace kalends::db {
namespace {

TEST_CASE("one at a time has a database alone, and the next when that one is gone") {
  const test::TempDir dir;
  const std::string path = dir.file("k.db");
  std::optional<FileLock> first(path);
  CHECK_THROWS_AS(FileLock{path}, InUse);
  CHECK_NOTHROW(FileLock{dir.file("other.db")});
  first.reset();
  CHECK_NOTHROW(FileLock{path});
}

TEST_CASE("a database has one lock, whatever it is called") {
  const test::TempDir dir;
  const std::string path = dir.file("k.db");
  { const Connection made(path, Mode::writer); }
  std::filesystem::create_symlink("k.db", dir.file("link.db"));
  const FileLock lock(path);
  CHECK_THROWS_AS(FileLock{dir.file("link.db")}, InUse);
  CHECK_THROWS_AS(FileLock{dir.file("../" + dir.path().filename().string() + "/k.db")}, InUse);
}

TEST_CASE("who has a database alone keeps nobody from opening it") {
  const test::TempDir dir;
  const FileLock lock(dir.file("k.db"));
  Connection writer(dir.file("k.db"), Mode::writer);
  writer.script("CREATE TABLE t (x); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)");
  CHECK_THROWS_AS(FileLock{dir.file("k.db")}, InUse);
  // Whoever asked in vain has dropped none of the locks of SQLite.
  Connection other(dir.file("k.db"), Mode::writer);
  other.script("PRAGMA busy_timeout = 0");
  CHECK_THROWS_AS(other.script("BEGIN IMMEDIATE"), Unavailable);
  writer.script("COMMIT");
}

TEST_CASE("a lock where there is no folder, or where a folder is, is refused by its name") {
  const test::TempDir dir;
  CHECK_THROWS_AS(FileLock{dir.file("none/k.db")}, std::system_error);
  CHECK_THROWS_AS(FileLock{dir.path()}, std::system_error);
}

}  // namespace
}  // namespace kalends::db
