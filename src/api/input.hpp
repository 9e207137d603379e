#pragma once

#include "context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include <kalends/base/error.hpp>
#include <kalends/base/time.hpp>
#include <kalends/base/zone.hpp>

namespace kalends::api {

struct TextRule {
  std::size_t least = 0;  // characters
  std::size_t most = 200;
  bool lines = false;  // may have line breaks and tabs
};

/// The body as a JSON object. `unreadable` when it is none (or nested too deeply), `invalid` when
/// it is JSON of another kind.
Result<boost::json::object> read_object(const http::Request& request);

/// Takes the fields of a JSON object one by one, and remembers what is wrong with each. Ask for all
/// of them, then for `fault()`: it also names the fields that nobody asked for.
class Fields {
 public:
  explicit Fields(const boost::json::object& object, std::string pointer = "")
      : object_(object), pointer_(std::move(pointer)) {}

  bool has(std::string_view name) const { return object_.contains(name); }
  std::string at(std::string_view name) const { return pointer_ + "/" + std::string(name); }
  void fail(std::string_view name, std::string message);
  /// Adds what was found wrong with an object inside this one.
  void take_faults(Fields& inner);

  std::string text(std::string_view name, const TextRule& rule);
  std::optional<std::string> optional_text(std::string_view name, const TextRule& rule);
  /// As `optional_text`, but null takes the text away: "".
  std::optional<std::string> erasable_text(std::string_view name, const TextRule& rule);
  /// True where null takes away what was there.
  bool erased(std::string_view name);
  std::optional<bool> optional_flag(std::string_view name);
  std::optional<std::int64_t> optional_number(std::string_view name, std::int64_t least,
                                              std::int64_t most);
  std::optional<WrittenTime> optional_time(std::string_view name);
  WrittenTime time(std::string_view name);
  std::optional<Duration> optional_duration(std::string_view name);
  std::optional<std::string> optional_zone(std::string_view name);
  /// Empty when it is missing.
  boost::json::array list(std::string_view name, std::size_t most);
  /// As it is; nothing when it is missing.
  const boost::json::value* find(std::string_view name);

  bool failed() const { return !errors_.empty(); }
  std::optional<Error> fault();

 private:
  const boost::json::value* need(std::string_view name);

  const boost::json::object& object_;
  std::string pointer_;
  std::vector<std::string> known_;
  std::vector<FieldError> errors_;
};

/// What is wrong with this text, if anything: its characters, its length.
std::optional<std::string> fault_in_text(std::string_view text, const TextRule& rule);

/// Takes the parameters of a query, like `Fields`.
class Query {
 public:
  explicit Query(const http::Target& target) : target_(target) {}

  std::int64_t number(std::string_view name, std::int64_t preset, std::int64_t least,
                      std::int64_t most);
  std::optional<std::string_view> find(std::string_view name) const { return target_.find(name); }
  std::string_view text(std::string_view name);
  /// What somebody looks for: at least two characters.
  std::string_view search(std::string_view name);
  /// An instant; a date or local time is read in the zone.
  Instant instant(std::string_view name, const Zone& zone);
  Date date(std::string_view name);
  std::optional<Zone> zone(std::string_view name);
  void fail(std::string_view name, std::string message);
  bool failed() const { return !errors_.empty(); }
  std::optional<Error> fault();

 private:
  const http::Target& target_;
  std::vector<FieldError> errors_;
};

/// A date means its first moment; it and a local time are read in the zone.
Instant instant_of(const WrittenTime& time, const Zone& zone);

/// From `from` to `to` of the query, read in the zone. At fault when it is empty, backwards, or
/// longer than the five years that one request may ask for.
TimeRange range_of(Query& query, const Zone& zone);
inline constexpr std::chrono::days longest_view{5 * 366};

/// The people whose ids stand in `users`: 1 to `most`, as they stand there.
std::vector<UserId> people_of(Fields& fields, std::size_t most);

/// One error of many fields.
Error invalid_fields(std::vector<FieldError> fields);

}  // namespace kalends::api
