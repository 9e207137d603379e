#include <doctest/doctest.h>

#include <kalends/db/sql.hpp>

namespace kalends::db {
namespace {

// These hold when they compile; the cases give them names in the report.
TEST_CASE("placeholders are counted once each, in the order they first appear") {
  static_assert(placeholder_count("SELECT 1") == 0);
  static_assert(placeholder_count("SELECT $1") == 1);
  static_assert(placeholder_count("SELECT $1, $2, $1") == 2);
  static_assert(placeholder_count("VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)") == 11);
}

TEST_CASE("placeholders that have a gap, another order or no number are refused") {
  static_assert(placeholder_count("SELECT $2") == -1);
  static_assert(placeholder_count("SELECT $2, $1") == -1);
  static_assert(placeholder_count("SELECT $1, $3") == -1);
  static_assert(placeholder_count("SELECT $0") == -1);
  static_assert(placeholder_count("SELECT $name") == -1);
  static_assert(placeholder_count("SELECT $") == -1);
}

TEST_CASE("a dollar inside quotes is no placeholder") {
  static_assert(placeholder_count("SELECT '$1'") == 0);
  static_assert(placeholder_count("SELECT '$9', $1, 'it''s $5'") == 1);
}

TEST_CASE("values keep their kind on the way into a statement") {
  CHECK(std::get<std::int64_t>(to_value(7)) == 7);
  CHECK(std::get<std::int64_t>(to_value(true)) == 1);
  CHECK(std::get<std::int64_t>(to_value(UserId{42})) == 42);
  CHECK(std::get<std::int64_t>(to_value(Instant{std::chrono::seconds{-5}})) == -5);
  CHECK(std::get<std::string_view>(to_value("text")) == "text");
  CHECK(std::get<Blob>(to_value(Blob{"bytes"})).bytes == "bytes");
  CHECK(std::holds_alternative<std::monostate>(to_value(std::optional<int>())));
  CHECK(std::get<std::int64_t>(to_value(std::optional<int>(3))) == 3);
}

}  // namespace
}  // namespace kalends::db
