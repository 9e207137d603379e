#pragma once

#include "recurrence_times.hpp"

#include <kalends/calendar/recurrence.hpp>

namespace kalends::calendar {

/// What can be known of a rule before anybody asks for starts. COUNT and UNTIL play no part in it.
struct RecurrencePlan {
  RecurrencePlan(const RecurrenceRule& written, LocalTime start);

  RecurrenceRule rule;  // completed
  LocalTime first;
  int unit;  // seconds
  UnitFilter units;
  Offsets offsets;
  std::int64_t first_unit;
  std::int64_t first_period;
  bool may_match;  // as far as the times of a day tell
};

/// The rule with what it leaves to DTSTART filled in (RFC 5545 3.3.10: "information, not contained
/// in the rule"), its times sorted, each once.
RecurrenceRule completed(RecurrenceRule rule, LocalTime first);

/// The rule's frequency counts periods of more than a day: weeks, months or years.
bool counts_days(const RecurrenceRule& rule);

/// The years of a rule with BYWEEKNO are made of whole weeks: week 1 of a year may begin in
/// December of the one before.
bool has_week_years(const RecurrenceRule& rule);

/// The number of the year, month, week or day that is a period of this rule.
std::int64_t period_of(const RecurrenceRule& rule, Date date);
Date begin_of(const RecurrenceRule& rule, std::int64_t period);

}  // namespace kalends::calendar
