#pragma once

#include <string_view>

namespace kalends::ical {

/// Today's name of a zone whose old name systems may leave out (IANA's file "backward"); empty when
/// it is none of those.
std::string_view todays_zone_name(std::string_view name);

}  // namespace kalends::ical
