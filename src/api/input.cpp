#include "input.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/base/text.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 32;
// Enough to go on with: a refusal shall not be longer than what it refuses.
constexpr std::size_t most_faults = 20;
constexpr std::size_t longest_name = 100;

/// A name of the client's as it stands in a JSON pointer (RFC 6901 3), cut when it is long.
std::string pointer_part(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool begins_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (out.size() >= longest_name && begins_character) return out + "...";
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Result<json::object> read_object(const http::Request& request) {
  json::parse_options options;
  options.max_depth = deepest;
  json::error_code error;
  json::value value = json::parse(request.body, error, {}, options);
  if (error) {
    return Error{ErrorCode::unreadable, "The body is not JSON: " + error.message() + ".", {}};
  }
  if (!value.is_object()) return invalid("", "The body must be a JSON object.");
  return std::move(value.get_object());
}

Error invalid_fields(std::vector<FieldError> fields) {
  const bool more = fields.size() > most_faults;
  if (more) fields.erase(fields.begin() + most_faults, fields.end());
  std::string summary;
  for (const FieldError& field : fields) {
    summary += (summary.empty() ? "" : "; ") + field.pointer + " " + field.message;
  }
  return {ErrorCode::invalid, summary + (more ? "; and more." : "."), std::move(fields)};
}

std::optional<std::string> fault_in_text(std::string_view text, const TextRule& rule) {
  const auto count = character_count(text);
  if (!count) return "is not UTF-8";
  if (has_control_characters(text, rule.lines)) return "holds control characters";
  if (rule.least > 0 && trimmed(text).empty()) return "is empty";
  if (*count < rule.least) return fmt::format("needs at least {} characters", rule.least);
  if (*count > rule.most) return fmt::format("has more than {} characters", rule.most);
  return std::nullopt;
}

void Fields::fail(std::string_view name, std::string message) {
  errors_.push_back({at(name), std::move(message)});
}

void Fields::take_faults(Fields& inner) {
  if (auto fault = inner.fault()) {
    errors_.insert(errors_.end(), fault->fields.begin(), fault->fields.end());
  }
}

const json::value* Fields::find(std::string_view name) {
  known_.emplace_back(name);
  return object_.if_contains(name);
}

const json::value* Fields::need(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) fail(name, "is missing");
  return value;
}

std::optional<std::string> Fields::optional_text(std::string_view name, const TextRule& rule) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    fail(name, "must be a text");
    return std::nullopt;
  }
  std::string text(value->get_string());
  if (auto fault = fault_in_text(text, rule)) fail(name, std::move(*fault));
  return text;
}

std::string Fields::text(std::string_view name, const TextRule& rule) {
  if (need(name) == nullptr) return {};
  return optional_text(name, rule).value_or("");
}

std::optional<std::string> Fields::erasable_text(std::string_view name, const TextRule& rule) {
  const json::value* value = find(name);
  if (value != nullptr && value->is_null()) return "";
  return optional_text(name, rule);
}

bool Fields::erased(std::string_view name) {
  const json::value* value = find(name);
  return value != nullptr && value->is_null();
}

std::optional<bool> Fields::optional_flag(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  fail(name, "must be true or false");
  return std::nullopt;
}

std::optional<std::int64_t> Fields::optional_number(std::string_view name, std::int64_t least,
                                                    std::int64_t most) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  const bool fits = value->is_int64() && value->get_int64() >= least && value->get_int64() <= most;
  if (fits) return value->get_int64();
  fail(name, fmt::format("must be a whole number from {} to {}", least, most));
  return std::nullopt;
}

std::optional<WrittenTime> Fields::optional_time(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto time = value->is_string() ? parse_time(value->get_string()) : std::nullopt;
  if (!time) fail(name, "must be a time or date as RFC 3339 writes it, in the years 1900 to 2199");
  return time;
}

WrittenTime Fields::time(std::string_view name) {
  if (need(name) == nullptr) return {};
  return optional_time(name).value_or(WrittenTime{});
}

std::optional<Duration> Fields::optional_duration(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto duration = value->is_string() ? parse_duration(value->get_string()) : std::nullopt;
  if (!duration) fail(name, "must be a length such as PT30M, P1D or P1W");
  return duration;
}

std::optional<std::string> Fields::optional_zone(std::string_view name) {
  auto zone = optional_text(name, {1, 64, false});
  if (zone && !Zone::find(*zone)) fail(name, "is not the name of an IANA time zone");
  return zone;
}

json::array Fields::list(std::string_view name, std::size_t most) {
  const json::value* value = find(name);
  if (value == nullptr) return {};
  if (!value->is_array()) {
    fail(name, "must be a list");
    return {};
  }
  if (value->get_array().size() > most) {
    fail(name, fmt::format("has more than {} entries", most));
    return {};
  }
  return value->get_array();
}

std::vector<UserId> people_of(Fields& fields, std::size_t most) {
  std::vector<UserId> people;
  if (!fields.has("users")) fields.fail("users", "is missing");
  std::size_t place = 0;
  for (const json::value& each : fields.list("users", most)) {
    const std::string name = "users/" + std::to_string(place++);
    const auto id = each.is_string() ? parse_id<UserId>(each.get_string()) : std::nullopt;
    if (!id) fields.fail(name, "is no id of a person");
    people.push_back(id.value_or(UserId{0}));
  }
  if (people.empty() && !fields.failed()) fields.fail("users", "is empty");
  return people;
}

std::optional<Error> Fields::fault() {
  for (const auto& [key, value] : object_) {
    const bool known = std::find(known_.begin(), known_.end(), key) != known_.end();
    if (!known && errors_.size() <= most_faults) fail(pointer_part(key), "is not known here");
  }
  if (errors_.empty()) return std::nullopt;
  return invalid_fields(std::exchange(errors_, {}));
}

}  // namespace kalends::api
