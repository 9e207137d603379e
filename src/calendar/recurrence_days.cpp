#include "recurrence_days.hpp"

#include <algorithm>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::year;
using std::chrono::year_month_day;

unsigned weekday_of(Date date) { return std::chrono::weekday{date}.c_encoding(); }

/// How many days after `from` the next day of this weekday comes: 0 to 6.
int days_until(unsigned weekday, unsigned from) {
  return static_cast<int>((weekday + 7 - from) % 7);
}

DayBits every_day(const Month& month) { return (DayBits{1} << month.length) - 1; }

/// The bit of a day that is `offset` days after the first of the month, if it lies in it.
DayBits bit_at(int offset, const Month& month) {
  return offset < 0 || offset >= month.length ? 0 : DayBits{1} << offset;
}

/// What comes at place `number` of `length`, counted from 1, or from the end by -1.
int offset_of(int number, int length) { return number > 0 ? number - 1 : length + number; }

DayBits month_days(const std::vector<int>& numbers, const Month& month) {
  DayBits bits = 0;
  for (const int number : numbers) bits |= bit_at(offset_of(number, month.length), month);
  return bits;
}

DayBits year_days(const std::vector<int>& numbers, const Month& month) {
  DayBits bits = 0;
  for (const int number : numbers) {
    const int offset = offset_of(number, month.year_length);
    if (offset < 0 || offset >= month.year_length) continue;
    bits |= bit_at(offset - month.days_before, month);
  }
  return bits;
}

DayBits every_weekday(unsigned weekday, const Month& month) {
  constexpr DayBits every_seventh = 0b10000001000000100000010000001;
  return every_seventh << days_until(weekday, weekday_of(month.first));
}

/// A stretch of days, counted from the first of a month, in which weekdays are numbered.
struct Stretch {
  int begin;
  int end;
};

DayBits numbered_weekday(const NumberedDay& day, const Stretch& in, const Month& month) {
  const unsigned begins_on = weekday_of(month.first + days{in.begin});
  const int first = in.begin + days_until(day.weekday, begins_on);
  const int how_many = (in.end - first + 6) / 7;
  const int place = offset_of(day.number, how_many);
  return place < 0 || place >= how_many ? 0 : bit_at(first + 7 * place, month);
}

/// Numbers mean the month, but in a yearly rule without months the year (BYDAY in 3.3.10).
Stretch numbered_within(const RecurrenceRule& rule, const Month& month) {
  const bool in_year = rule.frequency == Frequency::yearly && rule.by_month.empty();
  if (!in_year) return {0, month.length};
  return {-month.days_before, month.year_length - month.days_before};
}

DayBits weekdays(const RecurrenceRule& rule, const Month& month) {
  const Stretch stretch = numbered_within(rule, month);
  DayBits bits = 0;
  for (const NumberedDay& day : rule.by_day) {
    bits |=
        day.number == 0 ? every_weekday(day.weekday, month) : numbered_weekday(day, stretch, month);
  }
  return bits;
}

bool week_matches(const RecurrenceRule& rule, Date begin) {
  const int of_year = week_year(begin, rule.week_start);
  const Date first = first_week(of_year, rule.week_start);
  const auto weeks = (first_week(of_year + 1, rule.week_start) - first).count() / 7;
  const auto place = (begin - first).count() / 7;
  return std::any_of(rule.by_week_number.begin(), rule.by_week_number.end(), [&](int number) {
    return offset_of(number, static_cast<int>(weeks)) == place;
  });
}

DayBits numbered_weeks(const RecurrenceRule& rule, const Month& month) {
  DayBits bits = 0;
  int offset = -days_until(weekday_of(month.first), rule.week_start);
  for (; offset < month.length; offset += 7) {
    if (!week_matches(rule, month.first + days{offset})) continue;
    constexpr DayBits whole_week = 0b1111111;
    bits |= offset < 0 ? whole_week >> -offset : whole_week << offset;
  }
  return bits;
}

}  // namespace

std::int64_t month_index(Date date) {
  const year_month_day ymd{date};
  return std::int64_t{static_cast<int>(ymd.year())} * 12 + static_cast<unsigned>(ymd.month()) - 1;
}

Month month_at(std::int64_t index) {
  const year of_year{static_cast<int>(index / 12)};
  const std::chrono::month number{static_cast<unsigned>(index % 12) + 1};
  const Date first{of_year / number / 1};
  const Date new_year{of_year / 1 / 1};
  const auto last = (of_year / number / std::chrono::last).day();
  return {index,
          static_cast<int>(of_year),
          static_cast<unsigned>(number),
          first,
          static_cast<int>(static_cast<unsigned>(last)),
          static_cast<int>((first - new_year).count()),
          of_year.is_leap() ? 366 : 365};
}

Date first_week(int of_year, unsigned week_start) {
  const Date fourth{year{of_year} / 1 / 4};
  return fourth - days{days_until(weekday_of(fourth), week_start)};
}

Date week_at(std::int64_t index, unsigned week_start) {
  const Date epoch{};
  return epoch + days{days_until(week_start, weekday_of(epoch)) + index * 7};
}

std::int64_t week_index(Date date, unsigned week_start) {
  return floor<std::chrono::weeks>(date - week_at(0, week_start)).count();
}

int week_year(Date date, unsigned week_start) {
  const Date begin = date - days{days_until(weekday_of(date), week_start)};
  return static_cast<int>(year_month_day{begin + days{3}}.year());
}

DayBits matching_days(const RecurrenceRule& rule, const Month& month) {
  const auto& months = rule.by_month;
  const auto number = static_cast<int>(month.number);
  if (!months.empty() && std::find(months.begin(), months.end(), number) == months.end()) return 0;
  DayBits bits = every_day(month);
  if (!rule.by_month_day.empty()) bits &= month_days(rule.by_month_day, month);
  if (!rule.by_year_day.empty()) bits &= year_days(rule.by_year_day, month);
  if (!rule.by_week_number.empty()) bits &= numbered_weeks(rule, month);
  if (!rule.by_day.empty()) bits &= weekdays(rule, month);
  return bits;
}

}  // namespace kalends::calendar
