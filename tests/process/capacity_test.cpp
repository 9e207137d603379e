#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <fstream>

#include <doctest/doctest.h>

#include <kalends/db/connection.hpp>

namespace kalends::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Outcome capacity(const std::string& database, const std::string& users = "1000") {
  return kalends({"capacity", "--users", users, "--database", database});
}

/// Meetings of ten people, made in the ten days before one in 2026.
void fill(const std::string& path) {
  db::Connection writer(path, db::Mode::writer);
  writer.script(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) "
      "INSERT INTO users (id, email, email_key, name, time_zone, password_hash, administrator, "
      "created_at) SELECT i, i || '@a.example', i || '@a.example', 'A', 'UTC', '', 0, 0 FROM n;"
      "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
      "INSERT INTO meetings SELECT (200000000000 + i * 432000) << 22, 1, 'T', '', '', '', 0, 0, 0, "
      "'UTC', 'UTC', 0, 0, 0, 0, '', 1, 0, 0 FROM n");
}

TEST_CASE("capacity takes its averages from the database, also while a server runs on it") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  const KalendsServer server(path);
  fill(path);
  const Outcome outcome = capacity(path, "50000");
  CHECK_MESSAGE(outcome.status == 0, outcome.err);
  CHECK(has(outcome.out, "10 people, 0 of them signed in"));
  CHECK(has(outcome.out, "2,001"));
  CHECK(has(outcome.out, "in a year"));
  CHECK(has(outcome.out, "50,000 people, in a year"));
  CHECK_FALSE(has(outcome.out, "too little"));
  CHECK(outcome.err == "");
}

TEST_CASE("capacity of a database with hardly anything in it says whose figures it shows") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  REQUIRE(kalends({"migrate", "--database", path}).status == 0);
  const Outcome outcome = capacity(path);
  CHECK(outcome.status == 0);
  CHECK(has(outcome.out, "too little in this database"));
  CHECK(has(outcome.out, "generated organisation"));
  CHECK(has(outcome.out, "1,000 people, in a year"));
}

TEST_CASE("capacity of what is no database of ours is refused, and nothing is made") {
  const TempDir directory;
  const std::string missing = directory.file("missing.db");
  const Outcome none = capacity(missing);
  CHECK(none.status == 1);
  CHECK(has(none.err, "--database: there is no such file: " + missing));
  CHECK_FALSE(std::ifstream(missing).good());

  const std::string text = directory.file("text.db");
  std::ofstream(text) << "no database, but long enough to look like one\n";
  CHECK(capacity(text).status == 1);
  CHECK(has(capacity(text).err, "--database: " + text));

  const std::string older = directory.file("older.db");
  { db::Connection(older, db::Mode::writer).script("PRAGMA user_version = 3"); }
  const Outcome old = capacity(older);
  CHECK(old.status == 1);
  CHECK(has(old.err, "schema version 3"));
  CHECK(has(old.err, "kalends migrate"));
}

}  // namespace
}  // namespace kalends::test
