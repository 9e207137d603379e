#pragma once

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <kalends/base/time.hpp>
#include <kalends/calendar/recurrence.hpp>

namespace kalends::calendar {

inline LocalTime local(std::string_view text) { return parse_time(text).value().local; }

inline RecurrenceRule rule_of(std::string_view text) {
  auto rule = parse_rule(text);
  REQUIRE_MESSAGE(rule.has_value(), text);
  return *rule;
}

inline Recurrence series(std::string_view rule, std::string_view first,
                         std::string_view zone = "America/New_York") {
  return {rule_of(rule), local(first), Zone::find(zone).value()};
}

inline std::string text_of(LocalTime time) {
  return format_time(time, std::chrono::seconds{0}).substr(0, 16);
}

/// `1997-09-02 1997-09-09T10:00`: the time only where it is not that of the first.
inline std::string texts_of(const std::vector<LocalTime>& times, LocalTime first) {
  using std::chrono::days;
  const auto clock = [](LocalTime time) { return time - std::chrono::floor<days>(time); };
  std::string out;
  for (const LocalTime time : times) {
    if (!out.empty()) out += ' ';
    out += text_of(time).substr(0, clock(time) == clock(first) ? 10 : 16);
  }
  return out;
}

}  // namespace kalends::calendar
