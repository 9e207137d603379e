#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/ical/value.hpp>

namespace kalends::ical {

/// The days of each year on which a rule of a VTIMEZONE falls: those of its months that are one of
/// the days of the month and one of the weekdays.
struct YearlyRule {
  struct Weekday {
    std::chrono::weekday day;
    int nth = 0;  // of the month; from its end when negative; 0 is each one
  };
  std::vector<unsigned> months;
  std::vector<int> month_days;    // from the end when negative; empty is all
  std::vector<Weekday> weekdays;  // empty is all
  std::optional<DateTime> until;  // inclusive
  std::optional<int> count;
};

/// RECUR as VTIMEZONEs use it (RFC 5545 3.6.5): nothing when it is anything else. `start` is the
/// DTSTART that belongs to it.
std::optional<YearlyRule> parse_yearly_rule(std::string_view text, LocalTime start);
std::string format_yearly_rule(const YearlyRule& rule);
/// In order.
std::vector<Date> dates_in(const YearlyRule& rule, std::chrono::year year);

}  // namespace kalends::ical
