#pragma once

#include <optional>
#include <string>

#include <kalends/base/error.hpp>
#include <kalends/base/event_time.hpp>

namespace kalends::calendar {

/// When something is to be, as a person wrote it.
struct EventInput {
  WrittenTime start;
  std::optional<WrittenTime> end;
  std::optional<Duration> duration;  // instead of the end
  bool all_day = false;
  std::string time_zone;      // IANA
  std::string end_time_zone;  // "" for the same
};

/// Longest meeting.
inline constexpr std::chrono::days longest_event{366};

/// The time that was meant, or `invalid` at /start, /end, /duration, /timeZone or /endTimeZone.
///
/// A local time is read in its zone; where an offset is given, the instant counts, and the local
/// time is kept as entered if the zone can read it so. Days of a duration follow the wall clock,
/// hours do not. All-day: dates, the end exclusive; no end is one day.
Result<EventTime> event_time(const EventInput& input);

/// What somebody wants changed about a time; what is not given stays.
struct EventPatch {
  std::optional<WrittenTime> start;
  std::optional<WrittenTime> end;
  std::optional<Duration> duration;
  std::optional<bool> all_day;
  std::optional<std::string> time_zone;
  std::optional<std::string> end_time_zone;
};

/// The time after the change, or what `event_time` finds wrong with it. An event that is begun
/// elsewhere lasts as long as before; one that only changes its zone keeps what its clocks show.
Result<EventTime> changed_time(const EventTime& now, const EventPatch& patch);

}  // namespace kalends::calendar
