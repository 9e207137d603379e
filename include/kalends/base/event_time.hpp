#pragma once

#include <string>

#include <kalends/base/time.hpp>
#include <kalends/base/zone.hpp>

namespace kalends {

/// When something takes place: the local rule as it was entered, and the UTC derived from it.
/// All-day events are dates (midnights here, the end exclusive) that each person reads in their own
/// zone; their instants here are those of `time_zone`.
struct EventTime {
  bool all_day = false;
  LocalTime start_local;
  LocalTime end_local;
  std::string time_zone;
  std::string end_time_zone;  // the same as time_zone but for flights
  Instant starts_at;
  Instant ends_at;

  bool operator==(const EventTime&) const = default;
};

/// What the event covers for a person in this zone: an all-day one moves with the reader.
TimeRange range_for(const EventTime& time, const Zone& reader);

/// As RFC 3339, or as a date for all-day events. The local time is echoed as it was entered.
std::string start_text(const EventTime& time);
std::string end_text(const EventTime& time);

}  // namespace kalends
