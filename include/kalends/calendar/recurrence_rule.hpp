#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/base/error.hpp>
#include <kalends/base/zone.hpp>

namespace kalends::calendar {

/// What RFC 5545 3.3.10 calls FREQ, from the shortest period to the longest.
enum class Frequency { secondly, minutely, hourly, daily, weekly, monthly, yearly };

/// UNTIL as it was written: a date (`local` is its midnight), a local time, or a time in UTC.
struct Until {
  LocalTime local;
  bool utc = false;
  bool date_only = false;

  bool operator==(const Until&) const = default;
};

/// A day of BYDAY: `1MO` is the first Monday, `-1SU` the last Sunday of the month or year, `TU`
/// (number 0) every Tuesday.
struct NumberedDay {
  int number = 0;
  unsigned weekday = 0;  // 0 is Sunday

  bool operator==(const NumberedDay&) const = default;
};

/// RRULE of RFC 5545 3.3.10, as it was written but for the order of its parts. Lists that are
/// empty were not given.
struct RecurrenceRule {
  Frequency frequency = Frequency::daily;
  int interval = 1;
  std::optional<int> count;
  std::optional<Until> until;
  std::vector<int> by_month;
  std::vector<int> by_week_number;
  std::vector<int> by_year_day;
  std::vector<int> by_month_day;
  std::vector<NumberedDay> by_day;
  std::vector<int> by_hour;
  std::vector<int> by_minute;
  std::vector<int> by_second;
  std::vector<int> by_set_position;
  unsigned week_start = 1;  // 0 is Sunday

  bool operator==(const RecurrenceRule&) const = default;
};

/// Reads RECUR (RFC 5545 3.3.10) in either case, with or without `RRULE:` before it. Otherwise
/// `invalid` at /rrule, saying which part is wrong and how. More than 1,000 bytes are refused.
Result<RecurrenceRule> parse_rule(std::string_view text);

/// The rule as RECUR, its parts in one fixed order. parse_rule reads it back to the same rule.
std::string text_of(const RecurrenceRule& rule);

/// The last moment at which the rule may start anything, on the wall clock of this zone, inclusive:
/// a date means the whole of that day, a time with Z is read in the zone, one without is local
/// already. Nothing for a rule without UNTIL.
std::optional<LocalTime> until_in(const RecurrenceRule& rule, const Zone& zone);

}  // namespace kalends::calendar
