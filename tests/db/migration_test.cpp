#include "support/temp_dir.hpp"

#include <atomic>
#include <latch>
#include <thread>

#include <doctest/doctest.h>

#include <kalends/db/database.hpp>
#include <kalends/db/migration.hpp>

namespace kalends::db {
namespace {

constexpr EmbeddedFile first{"0001_first.sql",
                             "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);"};
constexpr EmbeddedFile second{"0002_second.sql", "CREATE TABLE b (x INTEGER);"};
constexpr EmbeddedFile broken{"0002_broken.sql",
                              "CREATE TABLE b (x INTEGER); UPDATE a SET x = 2;"
                              "INSERT INTO nowhere VALUES (1); CREATE TABLE c (x INTEGER);"};

struct File {
  test::TempDir dir;
  Connection writer{dir.file("k.db"), Mode::writer};

  std::int64_t version() {
    Rows rows = writer.query("PRAGMA user_version");
    rows.next();
    return rows.integer(0);
  }
  std::vector<std::string> tables() {
    return writer.query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .all([](const Rows& row) { return row.get<std::string>(0); });
  }
};

using Names = std::vector<std::string>;

TEST_CASE("a new file gets every step, and a second start none") {
  File file;
  const EmbeddedFile steps[] = {first, second};
  const auto report = migrate(file.writer, steps);
  CHECK(report.from == 0);
  CHECK(report.to == 2);
  CHECK(file.version() == 2);
  CHECK(file.tables() == Names{"a", "b"});
  const auto again = migrate(file.writer, steps);
  CHECK(again.from == 2);
  CHECK(again.to == 2);
}

TEST_CASE("an older file gets only the steps it lacks") {
  File file;
  migrate(file.writer, std::span(&first, 1));
  const EmbeddedFile steps[] = {first, second};
  CHECK(migrate(file.writer, steps).from == 1);
  CHECK(file.tables() == Names{"a", "b"});
}

TEST_CASE("a step that breaks in its middle leaves the old schema whole") {
  File file;
  migrate(file.writer, std::span(&first, 1));
  const EmbeddedFile steps[] = {first, broken};
  CHECK_THROWS(migrate(file.writer, steps));
  CHECK(file.version() == 1);
  CHECK(file.tables() == Names{"a"});
  Rows rows = file.writer.query("SELECT x FROM a");
  REQUIRE(rows.next());
  CHECK(rows.integer(0) == 1);
  CHECK_FALSE(file.writer.in_transaction());
}

TEST_CASE("with a broken step none is taken, and then all good ones can be") {
  File file;
  const EmbeddedFile bad[] = {first, broken};
  CHECK_THROWS(migrate(file.writer, bad));
  CHECK(file.version() == 0);
  CHECK(file.tables() == Names{});
  const EmbeddedFile good[] = {first, second};
  CHECK(migrate(file.writer, good).from == 0);
  CHECK(file.tables() == Names{"a", "b"});
}

TEST_CASE("a program that died in the middle of a step left the old schema whole") {
  const test::TempDir dir;
  {
    Connection writer(dir.file("k.db"), Mode::writer);
    migrate(writer, std::span(&first, 1));
    writer.script("BEGIN IMMEDIATE; CREATE TABLE b (x INTEGER); PRAGMA user_version = 2");
    // The connection goes without a commit, as with kill -9.
  }
  Connection writer(dir.file("k.db"), Mode::writer);
  const EmbeddedFile steps[] = {first, second};
  CHECK(migrate(writer, steps).from == 1);
}

TEST_CASE("a schema newer than the program is refused, and told in plain words") {
  const test::TempDir dir;
  { const Database database(dir.file("k.db")); }
  {
    Connection writer(dir.file("k.db"), Mode::writer);
    writer.script("PRAGMA user_version = 99");
  }
  CHECK_THROWS_AS(Database(dir.file("k.db")), SchemaTooNew);
  std::string message;
  try {
    const Database database(dir.file("k.db"));
  } catch (const SchemaTooNew& error) {
    message = error.what();
  }
  CHECK(message.find("schema version 99") != std::string::npos);
  CHECK(message.find("knows only up to " + std::to_string(embedded_migrations().size())) !=
        std::string::npos);
  CHECK(message.find("newer Kalends") != std::string::npos);
}

TEST_CASE("the steps in the program are numbered without a gap") {
  const auto steps = embedded_migrations();
  REQUIRE_FALSE(steps.empty());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    CAPTURE(steps[i].name);
    CHECK(std::stoul(std::string(steps[i].name.substr(0, 4))) == i + 1);
  }
}

TEST_CASE("two programs that start on one new file migrate it once") {
  for (int round = 0; round < 5; ++round) {
    const test::TempDir dir;
    std::latch ready(4);
    std::atomic<int> good = 0;
    std::vector<std::thread> programs;
    for (int i = 0; i < 4; ++i) {
      programs.emplace_back([&] {
        ready.arrive_and_wait();
        try {
          const Database database(dir.file("k.db"));
          ++good;
        } catch (const std::exception& error) {
          MESSAGE(std::string(error.what()));
        }
      });
    }
    for (std::thread& program : programs) program.join();
    CHECK(good.load() == 4);
  }
}

}  // namespace
}  // namespace kalends::db
