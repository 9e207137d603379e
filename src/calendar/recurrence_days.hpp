#pragma once

#include <cstdint>

#include <kalends/base/clock.hpp>
#include <kalends/calendar/recurrence_rule.hpp>

namespace kalends::calendar {

/// Some days of one month: bit n is day n + 1.
using DayBits = std::uint32_t;

/// A month as the parts of a rule look at it.
struct Month {
  std::int64_t index;  // months since the year 0
  int year;
  unsigned number;  // 1 is January
  Date first;
  int length;
  int days_before;  // those of its year that come before it
  int year_length;
};

std::int64_t month_index(Date date);
Month month_at(std::int64_t index);

/// The first day of week 1 of this year: the first week of which four days lie in it (RFC 5545
/// 3.3.10, BYWEEKNO). `week_start` 0 is Sunday.
Date first_week(int year, unsigned week_start);

/// Weeks that begin on this weekday are numbered, the one of 1970-01-01 or just after it by 0.
std::int64_t week_index(Date date, unsigned week_start);
Date week_at(std::int64_t index, unsigned week_start);

/// The year whose week this date lies in. Late in December and early in January it may be another
/// one than that of the date.
int week_year(Date date, unsigned week_start);

/// The days of this month that BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and BYDAY all let through;
/// one that is empty lets everything through. Days that do not exist (31 February) are not there.
DayBits matching_days(const RecurrenceRule& rule, const Month& month);

}  // namespace kalends::calendar
