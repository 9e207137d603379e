#include "recurrence_plan.hpp"

#include "recurrence_days.hpp"

#include <algorithm>
#include <numeric>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;

bool names_no_day(const RecurrenceRule& rule) {
  return rule.by_year_day.empty() && rule.by_month_day.empty() && rule.by_day.empty();
}

void complete_days(RecurrenceRule& rule, Date first) {
  if (!names_no_day(rule)) return;
  const std::chrono::year_month_day ymd{first};
  const auto month_day = static_cast<int>(static_cast<unsigned>(ymd.day()));
  const auto month = static_cast<int>(static_cast<unsigned>(ymd.month()));
  if (rule.frequency == Frequency::weekly || !rule.by_week_number.empty()) {
    rule.by_day = {{0, std::chrono::weekday{first}.c_encoding()}};
  } else if (counts_days(rule)) {
    rule.by_month_day = {month_day};
    const bool once_a_year = rule.frequency == Frequency::yearly && rule.by_month.empty();
    if (once_a_year) rule.by_month = {month};
  }
}

void complete_times(RecurrenceRule& rule, LocalTime first) {
  const std::chrono::hh_mm_ss time{first - floor<days>(first)};
  const auto complete = [&](std::vector<int>& list, Frequency own, std::int64_t value) {
    if (list.empty() && rule.frequency > own) list = {static_cast<int>(value)};
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  // Clocks here have no leap second; RFC 5545 3.3.12 has it read as the one before.
  std::replace(rule.by_second.begin(), rule.by_second.end(), 60, 59);
  complete(rule.by_hour, Frequency::hourly, time.hours().count());
  complete(rule.by_minute, Frequency::minutely, time.minutes().count());
  complete(rule.by_second, Frequency::secondly, time.seconds().count());
}

/// Whether any unit that comes in its turn is let through. Turns come back to the same times of
/// day, as far from each other as the greatest length that both a turn and a day are made of: odd
/// hours are never reached by twos from an even one.
bool reaches_a_unit(const RecurrencePlan& plan) {
  const auto apart =
      std::gcd(std::int64_t{plan.rule.interval} * plan.unit, std::int64_t{seconds_of_day});
  const std::int64_t first = plan.first_unit * plan.unit % apart;
  const auto step = static_cast<int>(apart);
  const auto least = static_cast<int>(first < 0 ? first + apart : first);
  for (int at = least; at < seconds_of_day;) {
    const int passed = plan.units.next(at);
    at = passed + (step - (passed - least) % step) % step;
    if (at == passed) return at < seconds_of_day;
  }
  return false;
}

}  // namespace

RecurrenceRule completed(RecurrenceRule rule, LocalTime first) {
  complete_days(rule, floor<days>(first));
  complete_times(rule, first);
  return rule;
}

bool counts_days(const RecurrenceRule& rule) { return rule.frequency > Frequency::daily; }

bool has_week_years(const RecurrenceRule& rule) {
  return rule.frequency == Frequency::yearly && !rule.by_week_number.empty();
}

std::int64_t period_of(const RecurrenceRule& rule, Date date) {
  if (has_week_years(rule)) return week_year(date, rule.week_start);
  switch (rule.frequency) {
    case Frequency::yearly:
      return month_index(date) / 12;
    case Frequency::monthly:
      return month_index(date);
    case Frequency::weekly:
      return week_index(date, rule.week_start);
    default:
      return date.time_since_epoch().count();
  }
}

Date begin_of(const RecurrenceRule& rule, std::int64_t period) {
  if (has_week_years(rule)) return first_week(static_cast<int>(period), rule.week_start);
  switch (rule.frequency) {
    case Frequency::yearly:
      return month_at(period * 12).first;
    case Frequency::monthly:
      return month_at(period).first;
    case Frequency::weekly:
      return week_at(period, rule.week_start);
    default:
      return Date{days{period}};
  }
}

RecurrencePlan::RecurrencePlan(const RecurrenceRule& written, LocalTime start)
    : rule(completed(written, start)),
      first(start),
      unit(unit_length(rule.frequency)),
      units(rule),
      offsets(rule),
      first_unit(unit_index(start, unit)),
      first_period(period_of(rule, floor<days>(start))),
      may_match(false) {
  if (!rule.by_set_position.empty() && !counts_days(rule)) offsets.pick(rule.by_set_position);
  may_match = offsets.size() > 0 && reaches_a_unit(*this);
}

}  // namespace kalends::calendar
