#include "imported_time.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/ical/value.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::seconds;

std::string_view trimmed_rule(std::string_view rule) {
  const auto begin = rule.find_first_not_of(" ;");
  if (begin == std::string_view::npos) return {};
  return rule.substr(begin, rule.find_last_not_of(" ;") + 1 - begin);
}

/// Some programs write "for ever" as an UNTIL in the year 9999, which is no time of ours.
std::string without_far_until(std::string_view rule) {
  std::string out;
  for (std::string_view rest = rule; !rest.empty();) {
    const auto end = std::min(rest.find(';'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const bool is_until = same_name(part.substr(0, 6), "UNTIL=");
    const auto until = is_until ? ical::parse_date_time(part.substr(6)) : std::nullopt;
    if (part.empty() || (until && until->local >= end_of_time - days{1})) continue;
    out += (out.empty() ? "" : ";") + std::string(part);
  }
  return out;
}

void read_rule(const ical::Component& vevent, ical::Remarks& remarks, ImportedEvent& event) {
  for (const ical::Property& property : vevent.properties) {
    if (property.name == "EXRULE") {
      remarks.left_out(vevent.line, "EXRULE is not known: what it takes out stays in");
    }
    if (property.name != "RRULE") continue;
    if (event.original) {
      remarks.repaired(vevent.line, "one occurrence cannot have a rule: that is left out");
      return;
    }
    if (!event.repetition.rule.empty()) {
      remarks.left_out(vevent.line, "it has a second rule");
      return;
    }
    event.repetition.rule = without_far_until(trimmed_rule(property.value));
  }
}

/// A list of dates of one property; what is none is counted in `unread`.
class Dates {
 public:
  Dates(const ical::Component& vevent, ImportedZones& zones, ical::Remarks& remarks,
        const EventTime& first)
      : vevent_(vevent), zones_(zones), remarks_(remarks), first_(first) {}

  template <class Take>
  void each(std::string_view name, Take take) {
    std::size_t unread = 0;
    for (const ical::Property& property : vevent_.properties) {
      if (property.name != name) continue;
      for (const std::string_view value : ical::split_list(property.value)) {
        if (!value.empty() && !take(property, value)) ++unread;
      }
    }
    if (unread == 0) return;
    remarks_.left_out(vevent_.line, fmt::format("{} of its {} cannot be read", unread, name));
  }

  std::optional<ImportedTime> read(const ical::Property& property, std::string_view value) {
    return read_time(property, value, zones_, remarks_, vevent_.line);
  }

  std::optional<ImportedEvent::Period> read_period(const ical::Property& property,
                                                   std::string_view value) {
    const auto period = ical::parse_period(value);
    const auto slash = value.find('/');
    if (!period || slash == std::string_view::npos) return std::nullopt;
    const auto start = read(property, value.substr(0, slash));
    if (!start) return std::nullopt;
    const auto end = end_of(property, *period, *start, value.substr(slash + 1));
    if (!end || *end <= start->at || *end >= latest_instant) return std::nullopt;
    return ImportedEvent::Period{*start, *end};
  }

  /// A day among the dates of a timed event means its hour on that day.
  ImportedTime at_its_hour(ImportedTime time) const {
    if (!time.date_only || first_.all_day) return time;
    const auto zone = Zone::find_or_utc(first_.time_zone);
    time.local += first_.start_local - std::chrono::floor<days>(first_.start_local);
    return {time.local, zone.to_instant(time.local), zone, false, false};
  }

 private:
  std::optional<Instant> end_of(const ical::Property& property, const ical::Period& period,
                                const ImportedTime& start, std::string_view written) {
    if (!period.end) {
      return start.zone.to_instant(start.local + period.length.days) + period.length.exact;
    }
    const auto end = read(property, written);
    return end ? std::optional(end->at) : std::nullopt;
  }

  const ical::Component& vevent_;
  ImportedZones& zones_;
  ical::Remarks& remarks_;
  const EventTime& first_;
};

void read_rdates(Dates& dates, ImportedEvent& event) {
  dates.each("RDATE", [&](const ical::Property& property, std::string_view value) {
    if (value.find('/') == std::string_view::npos) {
      const auto time = dates.read(property, value);
      if (!time) return false;
      event.repetition.rdates.push_back(written_for(dates.at_its_hour(*time), event.time));
      return true;
    }
    const auto period = dates.read_period(property, value);
    if (!period) return false;
    event.repetition.rdates.push_back(written_for(period->start, event.time));
    if (!event.time.all_day) event.periods.push_back(*period);
    return true;
  });
}

void read_exdates(Dates& dates, ImportedEvent& event) {
  dates.each("EXDATE", [&](const ical::Property& property, std::string_view value) {
    const auto time = dates.read(property, value);
    if (time) event.repetition.exdates.push_back(written_for(*time, event.time));
    return time.has_value();
  });
}

}  // namespace

WrittenTime written_for(const ImportedTime& time, const EventTime& first) {
  if (first.all_day) return {std::chrono::floor<days>(time.local), std::nullopt, true};
  if (time.date_only) return {time.local, std::nullopt, true};
  // In the series' own zone the clock's time names it, also one that the zone skips.
  const bool own = !time.carried_over && time.zone.name() == first.time_zone;
  if (own) return {time.local, std::nullopt, false};
  return {LocalTime{time.at.time_since_epoch()}, seconds{0}, false};
}

void read_repetition(const ical::Component& vevent, ImportedZones& zones, ical::Remarks& remarks,
                     ImportedEvent& event) {
  read_rule(vevent, remarks, event);
  if (event.original) return;
  Dates dates(vevent, zones, remarks, event.time);
  read_rdates(dates, event);
  read_exdates(dates, event);
}

}  // namespace kalends::calendar
