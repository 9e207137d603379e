#pragma once

#include "yearly_rule.hpp"

#include <chrono>
#include <vector>

#include <kalends/base/zone.hpp>

namespace kalends::ical {

/// A change that comes back every year.
struct LastingRule {
  YearlyRule days;
  std::chrono::seconds clock{0};  // on the wall, before the change
  ZoneChange change;              // its first one
};

/// What goes on for ever in a zone.
struct LastingRules {
  std::chrono::year from{0};  // the first year in which they tell every change
  std::vector<LastingRule> rules;
};

/// Local time before the change: what DTSTART and RDATE of a VTIMEZONE say.
LocalTime onset_of(const ZoneChange& change);
std::chrono::year year_of(const ZoneChange& change);

/// The rules behind `changes`, which are in order and go on to 2200. None when there are none, or
/// none that VTIMEZONEs commonly have words for.
LastingRules lasting_rules(const std::vector<ZoneChange>& changes);

}  // namespace kalends::ical
