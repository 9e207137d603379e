#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <absl/time/time.h>

#include <kalends/base/clock.hpp>

namespace kalends {

/// A moment at which the clocks of a zone change, or what they are called.
struct ZoneChange {
  Instant at;
  std::chrono::seconds offset_before;  // east of UTC
  std::chrono::seconds offset_after;
  std::string abbreviation;  // from then on
  /// From then on it is summer time. In Dublin too, where the law has it the other way round.
  bool daylight = false;
};

/// A time zone of the IANA database that the system has, or that TZDIR names. Cheap to copy; any
/// thread.
class Zone {
 public:
  /// Nothing when the system knows no zone of exactly this name.
  static std::optional<Zone> find(std::string_view name);
  /// For names that were good when they were stored: UTC, when the system no longer knows one.
  static Zone find_or_utc(std::string_view name);
  static Zone utc();

  std::string name() const { return zone_.name(); }

  /// A local time that does not exist is read with the offset before the gap (02:30 becomes 03:30
  /// summer time); one that exists twice means the first (RFC 5545 3.3.5).
  Instant to_instant(LocalTime local) const;
  LocalTime to_local(Instant at) const;
  /// The date's first moment: where the zone skips midnight, that is not 00:00.
  Instant start_of_day(Date date) const;
  Date date_at(Instant at) const { return std::chrono::floor<std::chrono::days>(to_local(at)); }
  /// How far local time is ahead of UTC.
  std::chrono::seconds offset_at(Instant at) const;
  /// "CEST", or "+03" where people use none.
  std::string abbreviation_at(Instant at) const;
  /// The changes in [from, to), in order.
  std::vector<ZoneChange> changes(Instant from, Instant to) const;

 private:
  explicit Zone(absl::TimeZone zone) : zone_(zone) {}
  absl::TimeZone zone_;
};

}  // namespace kalends
