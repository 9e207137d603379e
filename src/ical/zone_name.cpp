#include "fixed_zone.hpp"
#include "name.hpp"
#include "old_zone_names.hpp"
#include "windows_zones.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/ical/property.hpp>
#include <kalends/ical/zone_name.hpp>

namespace kalends::ical {
namespace {

using std::chrono::minutes;
using Found = std::optional<Zone>;

constexpr std::size_t longest_name = 200;

bool starts_with(std::string_view text, std::string_view begin) {
  return text.size() >= begin.size() && same_name(text.substr(0, begin.size()), begin);
}

Found iana(std::string_view name) {
  if (auto zone = Zone::find(name)) return zone;
  const std::string_view today = todays_zone_name(name);
  return today.empty() ? Found() : Zone::find(today);
}

/// `europe/berlin`, `America/New York`: as IANA would write it.
std::string in_iana_case(std::string_view name) {
  std::string out;
  bool begins = true;
  for (const char c : upper(name)) {
    const bool letter = c >= 'A' && c <= 'Z';
    out += letter && !begins ? static_cast<char>(c - 'A' + 'a') : c == ' ' ? '_' : c;
    begins = !letter;
  }
  return out;
}

/// The name itself, or the longest end of it behind a slash: programs put their own in front.
Found area_and_city(std::string_view name) {
  for (std::string_view tail = name; tail.find('/') != std::string_view::npos;
       tail.remove_prefix(tail.find('/') + 1)) {
    if (auto zone = iana(tail)) return zone;
    if (auto zone = iana(in_iana_case(tail))) return zone;
  }
  const std::string_view last = name.substr(name.rfind('/') + 1);
  const bool utc = same_name(last, "UTC") || same_name(last, "GMT") || same_name(last, "Z");
  return utc ? Found(Zone::utc()) : Found();
}

/// `+01:00`, `-0330`, `+1`: east of UTC.
std::optional<minutes> offset_in(std::string_view text) {
  if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  std::string digits(text.substr(1));
  // Exchange once wrote (GMT+01.00).
  std::erase_if(digits, [](char c) { return c == ':' || c == '.'; });
  int number = 0;
  const char* end = digits.data() + digits.size();
  const auto [after, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc() || after != end || digits.size() > 4 || number < 0) return std::nullopt;
  const minutes size =
      digits.size() <= 2 ? minutes{number * 60} : minutes{number / 100 * 60 + number % 100};
  return text[0] == '-' ? -size : size;
}

/// `UTC+1`, `GMT+0100`, `+01:00`. `GMT+1` is left alone: IANA's Etc/GMT+1 is the other direction.
Found fixed_offset(std::string_view text) {
  const bool gmt = starts_with(text, "GMT");
  if (gmt || starts_with(text, "UTC")) text.remove_prefix(3);
  if (gmt && text.size() < 5) return std::nullopt;
  const auto offset = offset_in(without_spaces(text));
  return offset ? fixed_zone(*offset) : std::nullopt;
}

/// `W. Europe Standard Time`, also with Exchange's number behind, and in summer.
Found windows(std::string_view text) {
  std::string name(text.substr(0, text.find_last_not_of("0123456789 ") + 1));
  const std::size_t daylight = upper(name).rfind("DAYLIGHT TIME");
  if (daylight != std::string::npos) name.replace(daylight, 8, "Standard");
  for (const WindowsZone& zone : windows_zones()) {
    if (same_name(zone.name, text) || same_name(zone.name, name)) return iana(zone.iana);
  }
  return std::nullopt;
}

std::vector<std::string_view> places_in(std::string_view list) {
  std::vector<std::string_view> places;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(",/"), list.size());
    const std::string_view place = without_spaces(list.substr(0, end));
    if (!place.empty()) places.push_back(place);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return places;
}

bool share_a_place(std::string_view one, std::string_view other) {
  const auto others = places_in(other);
  const auto places = places_in(one);
  return std::any_of(places.begin(), places.end(), [&](std::string_view place) {
    return std::any_of(others.begin(), others.end(),
                       [&](std::string_view each) { return same_name(place, each); });
  });
}

/// What the zone is ahead of UTC in winter, as Windows shows it.
minutes standard_offset(const Zone& zone) {
  using std::chrono::sys_days;
  using std::chrono::year;
  const auto january = zone.offset_at(sys_days{year{2024} / 1 / 1});
  const auto july = zone.offset_at(sys_days{year{2024} / 7 / 1});
  return std::chrono::duration_cast<minutes>(std::min(january, july));
}

/// `(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`: all its places, or one of them
/// and the offset, for there is more than one La Paz.
Found shown_by_outlook(std::string_view text) {
  std::string_view bracket;
  if (text.front() == '(' && text.find(')') != std::string_view::npos) {
    bracket = text.substr(1, text.find(')') - 1);
    text = without_spaces(text.substr(bracket.size() + 2));
    if (text.empty()) return fixed_offset(bracket);
  }
  for (const WindowsZone& zone : windows_zones()) {
    if (same_name(zone.shown, text)) return iana(zone.iana);
  }
  const auto offset = offset_in(bracket.substr(std::min<std::size_t>(3, bracket.size())));
  const auto expected = bracket.size() == 3 ? minutes{0} : offset;
  if (bracket.empty() || !expected) return std::nullopt;
  for (const WindowsZone& each : windows_zones()) {
    if (!share_a_place(each.shown, text)) continue;
    const auto zone = iana(each.iana);
    if (zone && standard_offset(*zone) == *expected) return zone;
  }
  return std::nullopt;
}

std::string_view without_quotes(std::string_view text) {
  text = without_spaces(text);
  const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  return quoted ? without_spaces(text.substr(1, text.size() - 2)) : text;
}

}  // namespace

std::optional<Zone> zone_named(std::string_view name) {
  const std::string_view text = without_quotes(name);
  if (text.empty() || text.size() > longest_name) return std::nullopt;
  if (auto zone = iana(text)) return zone;
  if (auto zone = area_and_city(text)) return zone;
  if (auto zone = fixed_offset(text)) return zone;
  if (auto zone = windows(text)) return zone;
  return shown_by_outlook(text);
}

}  // namespace kalends::ical
