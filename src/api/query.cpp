#include "input.hpp"

#include <charconv>

#include <fmt/format.h>

#include <kalends/base/text.hpp>

namespace kalends::api {
namespace {

/// A `+` that was not encoded comes as a space; in a time behind its clock it can only be the
/// offset's.
std::optional<WrittenTime> parse_query_time(std::string_view text) {
  std::string repaired(text);
  const auto space = repaired.rfind(' ');
  if (space != std::string::npos && space > 15) repaired[space] = '+';
  return parse_time(repaired);
}

}  // namespace

Instant instant_of(const WrittenTime& time, const Zone& zone) {
  if (time.offset) return Instant{time.local.time_since_epoch() - *time.offset};
  if (!time.date_only) return zone.to_instant(time.local);
  return zone.start_of_day(std::chrono::floor<std::chrono::days>(time.local));
}

void Query::fail(std::string_view name, std::string message) {
  errors_.push_back({"?" + std::string(name), std::move(message)});
}

std::optional<Error> Query::fault() {
  if (errors_.empty()) return std::nullopt;
  return invalid_fields(std::exchange(errors_, {}));
}

std::int64_t Query::number(std::string_view name, std::int64_t preset, std::int64_t least,
                           std::int64_t most) {
  const auto text = target_.find(name);
  if (!text) return preset;
  std::int64_t value = 0;
  const char* end = text->data() + text->size();
  const auto [after, error] = std::from_chars(text->data(), end, value);
  if (error == std::errc() && after == end && value >= least && value <= most) return value;
  fail(name, fmt::format("must be a whole number from {} to {}", least, most));
  return preset;
}

std::string_view Query::text(std::string_view name) {
  const auto text = target_.find(name);
  if (!text) fail(name, "is missing");
  return text.value_or("");
}

std::string_view Query::search(std::string_view name) {
  const std::string_view wanted = text(name);
  if (!target_.find(name)) return wanted;
  if (auto fault = fault_in_text(trimmed(wanted), {2, 200, false})) fail(name, std::move(*fault));
  return wanted;
}

Instant Query::instant(std::string_view name, const Zone& zone) {
  const auto text = target_.find(name);
  if (!text) {
    fail(name, "is missing");
    return {};
  }
  const auto time = parse_query_time(*text);
  if (!time) {
    fail(name, "must be a time or date as RFC 3339 writes it, in the years 1900 to 2199");
    return {};
  }
  return instant_of(*time, zone);
}

Date Query::date(std::string_view name) {
  const auto text = target_.find(name);
  const auto time = text ? parse_time(*text) : std::nullopt;
  if (time && time->date_only) return std::chrono::floor<std::chrono::days>(time->local);
  fail(name, text ? "must be a date such as 2026-03-30, in the years 1900 to 2199" : "is missing");
  return {};
}

std::optional<Zone> Query::zone(std::string_view name) {
  const auto text = target_.find(name);
  if (!text) return std::nullopt;
  auto zone = Zone::find(*text);
  if (!zone) fail(name, "is not the name of an IANA time zone");
  return zone;
}

TimeRange range_of(Query& query, const Zone& zone) {
  const TimeRange range{query.instant("from", zone), query.instant("to", zone)};
  if (query.failed()) return range;
  if (range.to <= range.from) query.fail("to", "must come after from");
  if (range.to - range.from > longest_view) query.fail("to", "is more than five years after from");
  return range;
}

}  // namespace kalends::api
