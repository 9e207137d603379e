#pragma once

#include <chrono>
#include <optional>

#include <kalends/base/zone.hpp>

namespace kalends::ical {

/// UTC or `Etc/GMT-1` (which is UTC+1): IANA has them for whole hours from -12 to +14.
std::optional<Zone> fixed_zone(std::chrono::seconds offset);

}  // namespace kalends::ical
