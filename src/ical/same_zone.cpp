#include "fixed_zone.hpp"
#include "windows_zones.hpp"

#include <algorithm>
#include <array>

#include <kalends/ical/time_zone.hpp>
#include <kalends/ical/zone_name.hpp>

namespace kalends::ical {
namespace {

using std::chrono::seconds;
using Changes = std::vector<EmbeddedZone::Change>;

/// Of zones that are alike, the one that most people know; then those that Windows knows.
constexpr std::array<std::string_view, 10> well_known{
    "Europe/Berlin",    "Europe/London",      "Europe/Helsinki", "America/New_York",
    "America/Chicago",  "America/Denver",     "America/Halifax", "America/Los_Angeles",
    "Australia/Sydney", "Australia/Adelaide",
};

Instant first_of(std::chrono::year year) { return std::chrono::sys_days{year / 1 / 1}; }

Changes changes_of(const Zone& zone, Instant from, Instant to) {
  Changes changes;
  for (const ZoneChange& change : zone.changes(from, to)) {
    if (change.offset_before != change.offset_after) {
      changes.push_back({change.at, change.offset_after});
    }
  }
  return changes;
}

Changes changes_of(const EmbeddedZone& zone, Instant from, Instant to) {
  Changes changes;
  std::copy_if(zone.changes().begin(), zone.changes().end(), std::back_inserter(changes),
               [&](const auto& change) { return change.at >= from && change.at < to; });
  return changes;
}

}  // namespace

std::optional<Zone> same_zone(const EmbeddedZone& zone, std::chrono::year from,
                              std::chrono::year to) {
  const Instant begin = first_of(from);
  const Instant end = first_of(to + std::chrono::years{1});
  const Changes wanted = changes_of(zone, begin, end);
  const seconds offset = zone.offset_at(begin - seconds{1});
  if (wanted.empty()) {
    if (auto fixed = fixed_zone(offset)) return fixed;
  }
  std::vector<std::string_view> candidates(well_known.begin(), well_known.end());
  for (const WindowsZone& each : windows_zones()) candidates.push_back(each.iana);
  for (const std::string_view name : candidates) {
    const auto candidate = Zone::find(name);
    const bool fits = candidate && candidate->offset_at(begin - seconds{1}) == offset &&
                      changes_of(*candidate, begin, end) == wanted;
    if (fits) return candidate;
  }
  return std::nullopt;
}

std::optional<Zone> known_zone(const Component& vtimezone, std::chrono::year from,
                               std::chrono::year to) {
  for (const std::string_view property : {"TZID", "X-LIC-LOCATION"}) {
    if (auto zone = zone_named(vtimezone.value(property))) return zone;
  }
  const auto embedded = EmbeddedZone::read(vtimezone);
  return embedded ? same_zone(*embedded, from, to) : std::nullopt;
}

}  // namespace kalends::ical
