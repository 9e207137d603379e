#include "lasting_rule.hpp"

#include <algorithm>

#include <kalends/base/time.hpp>
#include <kalends/ical/time_zone.hpp>
#include <kalends/ical/value.hpp>

namespace kalends::ical {
namespace {

using std::chrono::seconds;

/// Changes that are alike but for their dates.
struct Observance {
  ZoneChange change;  // the first one
  std::string more;   // RDATE: the others
  std::string rule;   // RRULE
};

Instant year_begin(std::chrono::year year) { return std::chrono::sys_days{year / 1 / 1}; }

/// The changes that matter from `from` on: the last one before it, in a year that is told whole, so
/// that a rule may begin there.
std::vector<ZoneChange> changes_from(const Zone& zone, Instant from) {
  const auto before = zone.changes(earliest_instant, from + seconds{1});
  if (!before.empty()) {
    const auto year = year_of(before.back());
    // On the wall the year may begin a day before it does in UTC.
    const Instant begin = std::max(year_begin(year) - std::chrono::days{1}, earliest_instant);
    auto changes = zone.changes(begin, latest_instant);
    std::erase_if(changes, [&](const ZoneChange& change) { return year_of(change) < year; });
    return changes;
  }
  // A zone that never changed its clocks still needs one observance, which begins somewhere.
  const Instant begin = std::min(from, Instant{});
  const seconds offset = zone.offset_at(from);
  std::vector<ZoneChange> changes{{begin, offset, offset, zone.abbreviation_at(from), false}};
  const auto later = zone.changes(from + seconds{1}, latest_instant);
  changes.insert(changes.end(), later.begin(), later.end());
  return changes;
}

bool are_alike(const ZoneChange& a, const ZoneChange& b) {
  return a.offset_before == b.offset_before && a.offset_after == b.offset_after &&
         a.abbreviation == b.abbreviation && a.daylight == b.daylight;
}

void add(std::vector<Observance>& observances, const ZoneChange& change) {
  const auto same =
      std::find_if(observances.begin(), observances.end(),
                   [&](const Observance& each) { return are_alike(each.change, change); });
  if (same == observances.end()) {
    observances.push_back({change, {}, {}});
    return;
  }
  if (!same->more.empty()) same->more += ',';
  same->more += format_local(onset_of(change));
}

void write(Writer& writer, const Observance& observance) {
  const ZoneChange& change = observance.change;
  writer.begin(change.daylight ? "DAYLIGHT" : "STANDARD");
  writer.property("DTSTART", format_local(onset_of(change)));
  writer.property("TZOFFSETFROM", format_utc_offset(change.offset_before));
  writer.property("TZOFFSETTO", format_utc_offset(change.offset_after));
  writer.text("TZNAME", change.abbreviation);
  if (!observance.more.empty()) writer.property("RDATE", observance.more);
  if (!observance.rule.empty()) writer.property("RRULE", observance.rule);
  writer.end();
}

}  // namespace

void write_time_zone(Writer& writer, const Zone& zone, Instant from, std::optional<Instant> to) {
  const Instant end = to.value_or(latest_instant);
  const auto changes = changes_from(zone, from);
  const LastingRules lasting = lasting_rules(changes);
  std::vector<Observance> observances;
  for (const ZoneChange& change : changes) {
    const bool first = &change == &changes.front();
    if (year_of(change) < lasting.from && (change.at < end || first)) add(observances, change);
  }
  for (const LastingRule& rule : lasting.rules) {
    if (rule.change.at >= end && !observances.empty()) continue;
    observances.push_back({rule.change, {}, format_yearly_rule(rule.days)});
  }
  writer.begin("VTIMEZONE");
  writer.text("TZID", zone.name());
  for (const Observance& observance : observances) write(writer, observance);
  writer.end();
}

}  // namespace kalends::ical
