#pragma once

#include "random_entries.hpp"

#include <kalends/calendar/meeting_times.hpp>
#include <kalends/user/working_hours.hpp>

namespace kalends::calendar {

/// In UTC.
inline Instant at(const std::string& text) {
  return Instant{parse_time(text).value().local.time_since_epoch()};
}

/// Monday to Friday, nine to five in this zone.
inline std::vector<TimeRange> usual(const char* zone, const TimeRange& range) {
  return user::working_time(user::usual_working_hours(), Zone::find(zone).value(), range);
}

}  // namespace kalends::calendar
