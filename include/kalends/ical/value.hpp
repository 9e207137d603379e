#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/base/time.hpp>

namespace kalends::ical {

/// A DATE or a DATE-TIME (RFC 5545 3.3.4, 3.3.5). The zone of one without Z stands in its property.
struct DateTime {
  LocalTime local;
  bool utc = false;        // `local` is UTC
  bool date_only = false;  // `local` is its midnight

  bool operator==(const DateTime&) const = default;
};

/// RFC 5545 3.3.9: `length` where there is no `end`.
struct Period {
  DateTime start;
  std::optional<DateTime> end;
  Duration length;
};

// Parsers forgive white space around the value and lower case; nothing when it is none. Years are
// 1 to 9999: Outlook's time zones begin in 1601.

/// `20260330`
std::optional<Date> parse_date(std::string_view text);
/// `20260330T090000`, `20260330T090000Z` or `20260330`. The leap second :60 is read as :59.
std::optional<DateTime> parse_date_time(std::string_view text);
/// `-PT15M`, `P1DT2H`, `P2W`: both parts have the sign. Nothing when longer than 100 years.
std::optional<Duration> parse_duration(std::string_view text);
/// Start and end, or start and a length that is not negative.
std::optional<Period> parse_period(std::string_view text);
/// `+0100`, `-033000`: less than a day.
std::optional<std::chrono::seconds> parse_utc_offset(std::string_view text);

std::string format_date(Date date);
std::string format_local(LocalTime local);
std::string format_utc(Instant at);
std::string format_date_time(const DateTime& time);
/// Nought is `PT0S`; of parts with different signs, days become 24 hours.
std::string format_duration(const Duration& duration);
std::string format_period(const Period& period);
/// With seconds only where there are any.
std::string format_utc_offset(std::chrono::seconds offset);

/// TEXT as it is meant: `\n`, `\,`, `\;` and `\\` resolved; a `\` before anything else stays.
std::string unescape(std::string_view text);
/// TEXT as it is written. CRLF, CR and LF are all `\n`.
std::string escape(std::string_view text);
/// A list taken apart at its commas, but not at `\,`; the items are still escaped.
std::vector<std::string_view> split_list(std::string_view list);

}  // namespace kalends::ical
