#include "write_times.hpp"

#include <algorithm>

#include <kalends/ical/value.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;

// Lists are written in lines that every program can take.
constexpr std::size_t most_in_a_line = 100;

std::string date_text(LocalTime local) {
  return ical::format_date(std::chrono::floor<days>(local));
}

Instant instant_in(const std::string& zone, LocalTime local) {
  return Zone::find_or_utc(zone).to_instant(local);
}

/// With the zone's name; where its clocks cannot say which of two it is, in UTC.
ical::Property timed(std::string name, LocalTime local, Instant at, const std::string& zone) {
  if (is_utc(zone) || instant_in(zone, local) != at) {
    return {std::move(name), {}, ical::format_utc(at)};
  }
  return {std::move(name), {{"TZID", {zone}}}, ical::format_local(local)};
}

ical::Property dated(std::string name, LocalTime local) {
  return {std::move(name), {{"VALUE", {"DATE"}}}, date_text(local)};
}

std::string start_text(const EventTime& first, LocalTime local) {
  if (first.all_day) return date_text(local);
  if (is_utc(first.time_zone)) return ical::format_utc(instant_in(first.time_zone, local));
  return ical::format_local(local);
}

ical::Property start_of_series(std::string name, const EventTime& first) {
  if (first.all_day) return {std::move(name), {{"VALUE", {"DATE"}}}, ""};
  if (is_utc(first.time_zone)) return {std::move(name), {}, ""};
  return {std::move(name), {{"TZID", {first.time_zone}}}, ""};
}

void write_list(ical::Writer& writer, const char* name, const EventTime& first,
                const std::vector<LocalTime>& locals) {
  for (std::size_t at = 0; at < locals.size(); at += most_in_a_line) {
    ical::Property line = start_of_series(name, first);
    const std::size_t end = std::min(at + most_in_a_line, locals.size());
    for (std::size_t n = at; n < end; ++n) {
      if (n > at) line.value += ',';
      line.value += start_text(first, locals[n]);
    }
    writer.property(line);
  }
}

/// RFC 5545 3.3.10: UNTIL is a date beside dates, and UTC beside all other times.
std::string rule_text(const std::string& text, const EventTime& first) {
  auto rule = parse_rule(text);
  if (!rule) return text;
  const Zone zone = Zone::find_or_utc(first.time_zone);
  const auto until = until_in(*rule, zone);
  if (!until) return text_of(*rule);
  if (first.all_day) {
    rule->until = Until{std::chrono::floor<days>(*until), false, true};
  } else {
    rule->until = Until{LocalTime{zone.to_instant(*until).time_since_epoch()}, true, false};
  }
  return text_of(*rule);
}

}  // namespace

bool is_utc(std::string_view zone) { return zone == "UTC" || zone == "Etc/UTC"; }

void write_time(ical::Writer& writer, const EventTime& time, const Repetition* repetition) {
  if (time.all_day) {
    writer.property(dated("DTSTART", time.start_local));
    writer.property(dated("DTEND", time.end_local));
    return;
  }
  if (repetition == nullptr) {
    writer.property(timed("DTSTART", time.start_local, time.starts_at, time.time_zone));
  } else {
    // A series is what its clocks show.
    ical::Property start = start_of_series("DTSTART", time);
    start.value = start_text(time, time.start_local);
    writer.property(start);
  }
  if (repetition != nullptr && repetition->length.days != days{0}) {
    writer.property("DURATION", ical::format_duration(repetition->length));
  } else {
    writer.property(timed("DTEND", time.end_local, time.ends_at, time.end_time_zone));
  }
}

void write_repetition(ical::Writer& writer, const EventTime& first, const Repetition& repetition) {
  if (!repetition.rule.empty()) writer.property("RRULE", rule_text(repetition.rule, first));
  if (repetition.rule.empty() && repetition.rdates.empty()) {
    write_list(writer, "RDATE", first, {first.start_local});
  }
  write_list(writer, "RDATE", first, repetition.rdates);
  write_list(writer, "EXDATE", first, repetition.exdates);
}

void write_original(ical::Writer& writer, const EventTime& first, LocalTime original) {
  ical::Property property = start_of_series("RECURRENCE-ID", first);
  property.value = start_text(first, original);
  writer.property(property);
}

}  // namespace kalends::calendar
