#include "support/temp_dir.hpp"

#include <fstream>

#include <doctest/doctest.h>

#include <kalends/db/connection.hpp>

namespace kalends::db {
namespace {

/// A file with one table, its writer and a reader.
struct Store {
  Store() {
    writer.script(
        "CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
        "CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parents(id),"
        "  data BLOB NOT NULL)");
  }
  test::TempDir dir;
  Connection writer{dir.file("k.db"), Mode::writer};
  Connection reader{dir.file("k.db"), Mode::reader};
};

template <class... Arguments>
std::int64_t number(Connection& connection, Sql<Arguments...> sql, const Arguments&... arguments) {
  Rows rows = connection.query(sql, arguments...);
  REQUIRE(rows.next());
  return rows.integer(0);
}

std::int64_t parent_count(Connection& connection) {
  return number(connection, "SELECT count(*) FROM parents");
}

TEST_CASE("the writer logs ahead and waits for the disk at each commit") {
  Store store;
  Rows mode = store.writer.query("PRAGMA journal_mode");
  REQUIRE(mode.next());
  CHECK(mode.view(0) == "wal");
  constexpr std::int64_t full = 2;
  CHECK(number(store.writer, "PRAGMA synchronous") == full);
}

TEST_CASE("foreign keys are held by every connection") {
  Store store;
  CHECK(number(store.writer, "PRAGMA foreign_keys") == 1);
  CHECK(number(store.reader, "PRAGMA foreign_keys") == 1);
  CHECK_THROWS_AS(store.writer.execute("INSERT INTO children VALUES (1, 99, $1)", Blob{"x"}),
                  std::logic_error);
  CHECK(number(store.writer, "SELECT count(*) FROM children") == 0);
}

TEST_CASE("a reader cannot write") {
  Store store;
  CHECK_THROWS(store.reader.execute("INSERT INTO parents VALUES (1, 'Ann')"));
  CHECK(parent_count(store.writer) == 0);
}

TEST_CASE("values come back as they were stored") {
  Store store;
  store.writer.script("CREATE TABLE all_kinds (n INTEGER, t TEXT, b BLOB, missing TEXT)");
  const std::string nul("a\0b", 3);
  const Instant at{std::chrono::seconds{-2'208'988'800}};
  store.writer.execute("INSERT INTO all_kinds VALUES ($1, $2, $3, $4)", at, nul, Blob{nul},
                       std::optional<std::string>());
  Rows rows = store.writer.query("SELECT n, t, b, missing FROM all_kinds");
  REQUIRE(rows.next());
  CHECK(rows.get<Instant>(0) == at);
  CHECK(rows.get<std::string>(1) == nul);
  CHECK(rows.view(2) == nul);
  CHECK(rows.is_null(3));
  CHECK_FALSE(rows.get<std::optional<std::string>>(3).has_value());
  CHECK(rows.get<std::optional<std::string>>(1) == nul);
  CHECK_FALSE(rows.next());
}

TEST_CASE("no bytes and no text are something, not nothing") {
  Store store;
  store.writer.script("CREATE TABLE empties (t TEXT NOT NULL, b BLOB NOT NULL)");
  store.writer.execute("INSERT INTO empties VALUES ($1, $2)", std::string_view(), Blob{});
  Rows rows = store.writer.query("SELECT t, b FROM empties");
  REQUIRE(rows.next());
  CHECK_FALSE(rows.is_null(0));
  CHECK_FALSE(rows.is_null(1));
  CHECK(rows.view(1).empty());
}

TEST_CASE("what a client typed never becomes SQL") {
  Store store;
  const std::string evil = "'); DROP TABLE parents; --";
  store.writer.execute("INSERT INTO parents VALUES (1, $1)", evil);
  CHECK(number(store.writer, "SELECT id FROM parents WHERE name = $1", evil) == 1);
}

TEST_CASE("a constraint decides who was first, and says so by the number of rows") {
  Store store;
  CHECK(store.writer.execute("INSERT INTO parents VALUES (1, $1) ON CONFLICT DO NOTHING", "Ann") ==
        1);
  CHECK(store.writer.execute("INSERT INTO parents VALUES (2, $1) ON CONFLICT DO NOTHING", "Ann") ==
        0);
  CHECK(parent_count(store.writer) == 1);
  CHECK_THROWS_AS(store.writer.execute("INSERT INTO parents VALUES (3, $1)", "Ann"),
                  std::logic_error);
}

TEST_CASE("a statement that failed can be used again") {
  Store store;
  const auto insert = [&](int id, const char* name) {
    return store.writer.execute("INSERT INTO parents VALUES ($1, $2)", id, name);
  };
  insert(1, "Ann");
  CHECK_THROWS(insert(2, "Ann"));
  CHECK(insert(2, "Bob") == 1);
}

TEST_CASE("a statement used twice at once is a bug that is told") {
  Store store;
  store.writer.execute("INSERT INTO parents VALUES (1, 'Ann'), (2, 'Bob')");
  const auto all = [&] { return store.writer.query("SELECT id FROM parents"); };
  {
    Rows first = all();
    REQUIRE(first.next());
    CHECK_THROWS_AS(all(), std::logic_error);
    CHECK(first.next());
  }
  Rows again = all();
  CHECK(again.next());
}

TEST_CASE("rows that were moved end their statement once") {
  Store store;
  const auto all = [&] { return store.writer.query("SELECT id FROM parents"); };
  {
    Rows first = all();
    const Rows second = std::move(first);
  }
  CHECK_NOTHROW(all());
}

TEST_CASE("all and first read what is there") {
  Store store;
  store.writer.execute("INSERT INTO parents VALUES (1, 'Ann'), (2, 'Bob')");
  const auto name_of = [](const Rows& row) { return row.get<std::string>(0); };
  CHECK(store.reader.query("SELECT name FROM parents ORDER BY id").all(name_of) ==
        std::vector<std::string>{"Ann", "Bob"});
  CHECK(store.reader.query("SELECT name FROM parents WHERE id = 2").first(name_of) == "Bob");
  CHECK_FALSE(store.reader.query("SELECT name FROM parents WHERE id = 9").first(name_of));
}

TEST_CASE("a reader sees only what is committed") {
  Store store;
  store.writer.execute("BEGIN IMMEDIATE");
  store.writer.execute("INSERT INTO parents VALUES (1, 'Ann')");
  CHECK(parent_count(store.writer) == 1);
  CHECK(parent_count(store.reader) == 0);
  store.writer.execute("COMMIT");
  CHECK(parent_count(store.reader) == 1);
}

TEST_CASE("inside a snapshot nothing changes") {
  Store store;
  {
    const Snapshot snapshot(store.reader);
    CHECK(parent_count(store.reader) == 0);
    store.writer.execute("INSERT INTO parents VALUES (1, 'Ann')");
    CHECK(parent_count(store.reader) == 0);
  }
  CHECK(parent_count(store.reader) == 1);
}

TEST_CASE("a connection knows whether it is in a transaction") {
  Store store;
  CHECK_FALSE(store.writer.in_transaction());
  store.writer.execute("BEGIN IMMEDIATE");
  CHECK(store.writer.in_transaction());
  store.writer.execute("ROLLBACK");
  CHECK_FALSE(store.writer.in_transaction());
}

TEST_CASE("a file that is no database, or is not there, is unavailable") {
  const test::TempDir dir;
  std::ofstream(dir.file("text.db")) << std::string(4096, 'x');
  CHECK_THROWS_AS(Connection(dir.file("text.db"), Mode::writer), Unavailable);
  CHECK_THROWS_AS(Connection(dir.file("none.db"), Mode::reader), Unavailable);
  CHECK_THROWS_AS(Connection(dir.file("no/such/folder.db"), Mode::writer), Unavailable);
}

TEST_CASE("SQL that is wrong is a bug, not a passing trouble") {
  Store store;
  CHECK_THROWS_AS(store.writer.query("SELEKT 1"), std::logic_error);
  CHECK_THROWS_AS(store.writer.query("SELECT * FROM nowhere"), std::logic_error);
}

}  // namespace
}  // namespace kalends::db
