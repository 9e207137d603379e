#pragma once

#include <span>
#include <string_view>

namespace kalends::ical {

/// A time zone as Windows calls it.
struct WindowsZone {
  std::string_view name;   // "W. Europe Standard Time"
  std::string_view iana;   // its first place, in whatever country
  std::string_view shown;  // what Outlook shows after the offset: "Amsterdam, Berlin, ..."
};

std::span<const WindowsZone> windows_zones();

}  // namespace kalends::ical
