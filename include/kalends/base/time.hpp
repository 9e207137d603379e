#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <kalends/base/clock.hpp>

namespace kalends {

/// Half-open: `from` belongs to it, `to` does not. Touching is not overlapping.
struct TimeRange {
  Instant from;
  Instant to;
  bool operator==(const TimeRange&) const = default;
};

/// Instants that Kalends accepts: [1900-01-01, 2200-01-01) in UTC.
inline constexpr Instant earliest_instant{std::chrono::sys_days{std::chrono::year{1900} / 1 / 1}};
inline constexpr Instant latest_instant{std::chrono::sys_days{std::chrono::year{2200} / 1 / 1}};
/// The first local time after those.
inline constexpr LocalTime end_of_time{latest_instant.time_since_epoch()};

/// A time as RFC 3339 writes it, with the two forms people also enter: without offset (`local`
/// alone), and a bare date (`date_only`, `local` is its midnight).
struct WrittenTime {
  LocalTime local;
  std::optional<std::chrono::seconds> offset;
  bool date_only = false;
};

/// Nothing when the text is no such time, or its year is outside 1900..2199.
std::optional<WrittenTime> parse_time(std::string_view text);

/// `2026-03-30T09:00:00+02:00`; an offset of nought is written `Z`. Offsets are whole minutes.
std::string format_time(LocalTime local, std::chrono::seconds offset);
std::string format_utc(Instant at);
/// `2026-03-30`
std::string format_date(Date date);

/// A length as people mean it (RFC 5545 3.3.6): days follow the wall clock, the rest is exact.
struct Duration {
  std::chrono::days days{0};
  std::chrono::seconds exact{0};
  bool operator==(const Duration&) const = default;
};

/// `P1D`, `PT30M`, `P2W`, `P1DT2H`; nothing when it is none, or longer than ten years.
std::optional<Duration> parse_duration(std::string_view text);

}  // namespace kalends
