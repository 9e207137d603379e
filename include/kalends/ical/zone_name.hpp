#pragma once

#include <optional>
#include <string_view>

#include <kalends/base/zone.hpp>

namespace kalends::ical {

/// The zone that a program means by a TZID: an IANA name, one behind a prefix
/// (`/mozilla.org/20050126_1/Europe/Berlin`), a Windows name (`W. Europe Standard Time`, CLDR),
/// what Outlook shows (`(UTC+01:00) Amsterdam, Berlin, ...`), `Z`, `GMT+0100`. Nothing when it is
/// unknown: never a guess.
std::optional<Zone> zone_named(std::string_view name);

}  // namespace kalends::ical
