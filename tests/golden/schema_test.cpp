#include "support/temp_dir.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <kalends/db/database.hpp>

namespace kalends {
namespace {

constexpr const char* golden_file = KALENDS_GOLDEN "/schema.sql";

/// The schema as the file itself tells it: each table, then what belongs to it.
std::string dump(db::Connection& reader, int version) {
  std::string text = fmt::format("-- schema version {}\n", version);
  db::Rows rows = reader.query(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
      "ORDER BY tbl_name, type = 'table' DESC, name");
  while (rows.next()) text += fmt::format("\n{};\n", rows.view(0));
  return text;
}

std::string read_file(const char* name) {
  std::ostringstream text;
  text << std::ifstream(name, std::ios::binary).rdbuf();
  return text.str();
}

TEST_CASE("the schema is the golden one, which KALENDS_RENEW_GOLDEN=1 writes anew") {
  const test::TempDir dir;
  const db::Database database(dir.file("k.db"));
  const auto reader = database.open_reader();
  const std::string now = dump(*reader, database.migrated().to);
  const char* renew = std::getenv("KALENDS_RENEW_GOLDEN");
  if (renew != nullptr && std::string_view(renew) == "1") {
    std::ofstream(golden_file, std::ios::binary) << now;
    MESSAGE("renewed: look at its difference before you commit it");
  }
  CHECK(now == read_file(golden_file));
}

}  // namespace
}  // namespace kalends
