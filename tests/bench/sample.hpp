#pragma once

#include "people.hpp"

#include <string>
#include <vector>

#include <kalends/base/clock.hpp>

namespace kalends::bench {

/// Holds the calendars of these people, as the API shows them over a year each way, against the
/// meetings they are in; and the day maps against these. The first difference, or nothing.
std::string fault_in(const std::string& database, const std::vector<SignedIn>& people, Instant now);

}  // namespace kalends::bench
