#include "support/temp_dir.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <doctest/doctest.h>

#include <kalends/db/copy.hpp>

namespace kalends::db {
namespace {

namespace fs = std::filesystem;

constexpr auto many_rows =
    "CREATE TABLE plain (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE INDEX plain_by_name ON plain(name);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
    "INSERT INTO plain SELECT i, 'a name of some length, number ' || i FROM n";

std::int64_t rows_in(const std::string& file) {
  Connection reader(file, Mode::reader);
  Rows rows = reader.query("SELECT COUNT(*) FROM plain");
  rows.next();
  return rows.integer(0);
}

const CopyProgress no_matter = [](std::int64_t, std::int64_t) {};
const std::function<void()> nothing = [] {};

TEST_CASE("a copy is the database as it was when it began, however much is written meanwhile") {
  const test::TempDir dir;
  Connection writer(dir.file("k.db"), Mode::writer);
  writer.script(many_rows);
  int steps = 0;
  std::int64_t last = 0;
  copy_database(dir.file("k.db"), dir.file("copy.db"), [&](std::int64_t done, std::int64_t all) {
    writer.script("DELETE FROM plain WHERE id % 7 = " + std::to_string(steps % 7));
    ++steps;
    CHECK(done > last);
    CHECK(done <= all);
    last = done;
  });
  CHECK(steps > 1);
  CHECK(rows_in(dir.file("copy.db")) == 100'000);
  CHECK(rows_in(dir.file("k.db")) < 100'000);
  CHECK(find_damage(dir.file("copy.db"), nothing).empty());
}

TEST_CASE("a copy is one file, which can be read where nothing can be written") {
  const test::TempDir dir;
  Connection writer(dir.file("k.db"), Mode::writer);
  writer.script(many_rows);
  fs::create_directory(dir.file("copies"));
  copy_database(dir.file("k.db"), dir.file("copies/copy.db"), no_matter);
  CHECK(rows_in(dir.file("copies/copy.db")) == 100'000);
  for (const auto& each : fs::directory_iterator(dir.file("copies"))) {
    CHECK(each.path().filename() == "copy.db");
  }
}

TEST_CASE("a copy is ended by what its progress throws") {
  const test::TempDir dir;
  Connection(dir.file("k.db"), Mode::writer).script(many_rows);
  const auto stop = [](std::int64_t, std::int64_t) { throw std::invalid_argument("enough"); };
  CHECK_THROWS_AS(copy_database(dir.file("k.db"), dir.file("copy.db"), stop),
                  std::invalid_argument);
  const auto end = [] { throw std::invalid_argument("enough"); };
  CHECK_THROWS_AS(find_damage(dir.file("k.db"), end), std::invalid_argument);
}

TEST_CASE("what is no database cannot be copied, and what is damaged is found to be") {
  const test::TempDir dir;
  CHECK_THROWS_AS(copy_database(dir.file("none.db"), dir.file("copy.db"), no_matter), Unavailable);
  std::ofstream(dir.file("letter.txt")) << std::string(5000, 'x');
  CHECK_THROWS_AS(copy_database(dir.file("letter.txt"), dir.file("copy2.db"), no_matter),
                  Unavailable);

  Connection(dir.file("k.db"), Mode::writer).script(many_rows);
  CHECK(find_damage(dir.file("k.db"), nothing).empty());
  std::fstream file(dir.file("k.db"), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100 * 4096);
  file << std::string(4096, '\xee');
  file.close();
  CHECK_FALSE(find_damage(dir.file("k.db"), nothing).empty());
}

}  // namespace
}  // namespace kalends::db
