#include "imported_time.hpp"

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/ical/value.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr minutes without_length{1};
constexpr hours backwards{1};

LocalTime midnight_of(LocalTime local) { return std::chrono::floor<days>(local); }

ImportedTime in_zone(LocalTime local, const Zone& zone, bool date_only = false) {
  return {local, zone.to_instant(local), zone, date_only, false};
}

/// A part of a text that a person is shown.
std::string_view shown(std::string_view text) { return text.substr(0, 80); }

ImportedTime carried_over(LocalTime local, const ImportedZones::Meant& meant) {
  const Instant at = meant.embedded->to_instant(local);
  return {meant.zone.to_local(at), at, meant.zone, false, true};
}

WrittenTime written(const ImportedTime& time) {
  if (time.date_only || !time.carried_over) return {time.local, std::nullopt, time.date_only};
  return {time.local, time.local.time_since_epoch() - time.at.time_since_epoch(), false};
}

/// Exchange writes whole days as times from midnight to midnight, and says so beside.
bool is_whole_day(const ical::Component& vevent, const ImportedTime& start,
                  const std::optional<ImportedTime>& end) {
  const bool said =
      !start.date_only && same_name(vevent.value("X-MICROSOFT-CDO-ALLDAYEVENT"), "TRUE");
  return said && start.local == midnight_of(start.local) && end &&
         end->local == midnight_of(end->local) && end->local > start.local;
}

struct End {
  std::optional<ImportedTime> time;
  std::optional<Duration> duration;
};

std::optional<ImportedTime> time_in(const ical::Component& vevent, std::string_view name,
                                    ImportedZones& zones, ical::Remarks& remarks) {
  const ical::Property* property = vevent.find(name);
  if (property == nullptr) return std::nullopt;
  auto time = read_time(*property, property->value, zones, remarks, vevent.line);
  if (!time) {
    remarks.repaired(vevent.line,
                     fmt::format("{} cannot be read: {}", name, shown(property->value)));
  }
  return time;
}

End end_of(const ical::Component& vevent, ImportedZones& zones, ical::Remarks& remarks) {
  End end{time_in(vevent, "DTEND", zones, remarks), std::nullopt};
  const ical::Property* duration = vevent.find("DURATION");
  if (duration == nullptr) return end;
  if (end.time) {
    remarks.repaired(vevent.line, "it has an end and a duration: the end counts");
    return end;
  }
  end.duration = ical::parse_duration(duration->value);
  if (!end.duration) {
    remarks.repaired(vevent.line,
                     fmt::format("DURATION cannot be read: {}", shown(duration->value)));
  }
  return end;
}

/// The length of an all-day event, in days.
days days_of(const ImportedTime& start, const End& end, ical::Remarks& remarks, std::size_t line) {
  if (end.time) {
    if (!end.time->date_only) remarks.repaired(line, "its end has a time of day, its start none");
    const days length = std::chrono::ceil<days>(end.time->local - start.local);
    if (length > days{0}) return length;
    remarks.repaired(line, "it ends before its first day is over: it lasts that day");
    return days{1};
  }
  if (!end.duration) return days{1};
  const days length = end.duration->days + std::chrono::ceil<days>(end.duration->exact);
  if (length > days{0}) return length;
  remarks.repaired(line, "it has no length: it lasts a day");
  return days{1};
}

void all_day_input(const ImportedTime& start, const End& end, ical::Remarks& remarks,
                   std::size_t line, EventInput& input) {
  input.all_day = true;
  input.start = {midnight_of(start.local), std::nullopt, true};
  days length = days_of(start, end, remarks, line);
  if (length > longest_event) {
    remarks.repaired(line, "it was cut to 366 days");
    length = longest_event;
  }
  input.duration = Duration{length, seconds{0}};
}

/// What is wrong with an end that comes so long after the start, and the length to take instead.
std::optional<seconds> repaired_length(seconds length, ical::Remarks& remarks, std::size_t line) {
  if (length == seconds{0}) {
    remarks.repaired(line, "it has no length: it lasts a minute");
    return without_length;
  }
  if (length < seconds{0}) {
    remarks.repaired(line, "it ends before it starts: it lasts an hour");
    return backwards;
  }
  if (length <= longest_event) return std::nullopt;
  remarks.repaired(line, "it was cut to 366 days");
  return longest_event;
}

void timed_input(const ImportedTime& start, End end, ical::Remarks& remarks, std::size_t line,
                 EventInput& input) {
  input.start = written(start);
  if (end.time && end.time->date_only) {
    remarks.repaired(line, "its start has a time of day, its end none");
    end.time = in_zone(end.time->local, start.zone);
  }
  seconds length{0};
  if (end.time) length = end.time->at - start.at;
  if (end.duration) length = end.duration->days + end.duration->exact;
  if (const auto other = repaired_length(length, remarks, line)) {
    input.duration = Duration{days{0}, *other};
  } else if (end.time) {
    input.end = written(*end.time);
    input.end_time_zone = end.time->zone.name();
  } else {
    input.duration = end.duration;
  }
}

ImportedTime time_of(const ical::Property& property, const ical::DateTime& parsed,
                     ImportedZones& zones, ical::Remarks& remarks, std::size_t line) {
  if (parsed.date_only) return in_zone(parsed.local, zones.own(), true);
  if (parsed.utc) return in_zone(parsed.local, Zone::utc());
  const std::string name(property.parameter("TZID"));
  if (name.empty()) return in_zone(parsed.local, zones.own());
  const auto* meant = zones.find(name);
  if (meant == nullptr) {
    remarks.repaired(line, fmt::format("the zone {} is unknown, and not described: read in {}",
                                       shown(name), zones.own().name()));
    return in_zone(parsed.local, zones.own());
  }
  if (!meant->embedded) return in_zone(parsed.local, meant->zone);
  remarks.repaired(line, fmt::format("the zone {} is like none that is known: carried over to {}",
                                     shown(name), meant->zone.name()));
  return carried_over(parsed.local, *meant);
}

}  // namespace

std::optional<ImportedTime> read_time(const ical::Property& property, std::string_view value,
                                      ImportedZones& zones, ical::Remarks& remarks,
                                      std::size_t line) {
  const auto parsed = ical::parse_date_time(value);
  if (!parsed) return std::nullopt;
  const ImportedTime time = time_of(property, *parsed, zones, remarks, line);
  // Texts know years that Kalends does not.
  const bool known = time.at >= earliest_instant && time.at < latest_instant;
  return known ? std::optional(time) : std::nullopt;
}

Result<void> read_event_time(const ical::Component& vevent, ImportedZones& zones,
                             ical::Remarks& remarks, ImportedEvent& event) {
  auto start = time_in(vevent, "DTSTART", zones, remarks);
  // What cancels one occurrence need not say when it would have been.
  if (!start && event.original && vevent.find("DTSTART") == nullptr) start = event.original;
  if (!start) {
    const bool unknown = ical::parse_date_time(vevent.value("DTSTART")).has_value();
    return invalid("", unknown ? "it lies outside the years 1900 to 2199" : "it has no start");
  }
  const End end = end_of(vevent, zones, remarks);
  EventInput input;
  input.time_zone = start->zone.name();
  if (is_whole_day(vevent, *start, end.time)) {
    remarks.repaired(vevent.line, "it goes from midnight to midnight, and says that it is all-day");
    start->date_only = true;
    all_day_input(*start, {in_zone(end.time->local, start->zone, true), std::nullopt}, remarks,
                  vevent.line, input);
  } else if (start->date_only) {
    all_day_input(*start, end, remarks, vevent.line, input);
  } else {
    timed_input(*start, end, remarks, vevent.line, input);
  }
  if (input.all_day) input.time_zone = zones.own().name();
  auto time = event_time(input);
  if (!time) return invalid("", "it " + time.error().fields.front().message);
  event.time = std::move(*time);
  event.length = input.duration;
  return {};
}

}  // namespace kalends::calendar
