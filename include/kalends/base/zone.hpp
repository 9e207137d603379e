#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <absl/time/time.h>

#include <kalends/base/clock.hpp>

namespace kalends {

/// A time zone of the IANA database that the system has. Cheap to copy; any thread.
class Zone {
 public:
  /// Nothing when the system knows no zone of exactly this name.
  static std::optional<Zone> find(std::string_view name);
  static Zone utc();

  std::string name() const { return zone_.name(); }

  /// A local time that does not exist is read with the offset before the gap (02:30 becomes 03:30
  /// summer time); one that exists twice means the first (RFC 5545 3.3.5).
  Instant to_instant(LocalTime local) const;
  LocalTime to_local(Instant at) const;
  /// The date's first moment: where the zone skips midnight, that is not 00:00.
  Instant start_of_day(Date date) const;
  Date date_at(Instant at) const { return std::chrono::floor<std::chrono::days>(to_local(at)); }

 private:
  explicit Zone(absl::TimeZone zone) : zone_(zone) {}
  absl::TimeZone zone_;
};

}  // namespace kalends
