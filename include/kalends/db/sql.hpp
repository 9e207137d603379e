#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include <kalends/base/id.hpp>

namespace kalends::db {

/// Bytes, as against text.
struct Blob {
  std::string_view bytes;
};

/// What can stand for a placeholder. Text and bytes are only borrowed, until the statement is done.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, Blob>;

template <class T>
concept Integer = std::is_integral_v<T> || std::is_enum_v<T>;

template <Integer Number>
Value to_value(Number number) {
  return static_cast<std::int64_t>(number);
}
template <class ClockType>
Value to_value(std::chrono::time_point<ClockType, std::chrono::seconds> at) {
  return std::int64_t{at.time_since_epoch().count()};
}
template <class Tag>
Value to_value(Id<Tag> id) {
  return id.value;
}
inline Value to_value(std::string_view text) { return text; }
inline Value to_value(const std::string& text) { return std::string_view(text); }
inline Value to_value(const char* text) { return std::string_view(text); }
inline Value to_value(Blob blob) { return blob; }
template <class T>
Value to_value(const std::optional<T>& maybe) {
  return maybe ? to_value(*maybe) : Value{};
}

/// How many placeholders `$1`, `$2`, … a statement has; -1 when they do not first appear in that
/// order without a gap, which SQLite needs (it numbers them as they come) and PostgreSQL allows.
consteval int placeholder_count(std::string_view sql) {
  int count = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') quoted = !quoted;
    if (quoted || sql[i] != '$') continue;
    int number = 0;
    while (i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9') {
      number = number * 10 + (sql[++i] - '0');
    }
    if (number < 1 || number > count + 1) return -1;
    if (number == count + 1) count = number;
  }
  return count;
}

/// A statement as a literal, checked when it is compiled: as many placeholders as arguments.
template <class... Arguments>
class CheckedSql {
 public:
  // Implicit, so that a literal can stand where it is used, as with std::format.
  consteval CheckedSql(const char* text) : text_(text) {  // NOLINT(google-explicit-constructor)
    if (placeholder_count(text) != static_cast<int>(sizeof...(Arguments))) {
      throw "the placeholders are not $1..$n in order, one an argument";
    }
  }
  const char* text() const { return text_; }

 private:
  const char* text_;
};

template <class... Arguments>
using Sql = CheckedSql<std::type_identity_t<Arguments>...>;

}  // namespace kalends::db
