#include "recurrence_search.hpp"

#include "recurrence_days.hpp"

#include <algorithm>
#include <bit>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;

/// The first of first, first + interval, first + 2 interval... that is not before `number`.
std::int64_t in_turn_from(std::int64_t number, std::int64_t first, std::int64_t interval) {
  return number <= first ? first : first + (number - first + interval - 1) / interval * interval;
}

/// This month, or the next one that is in its turn, where it is months or years that take turns.
std::int64_t month_in_turn(const RecurrencePlan& plan, std::int64_t month) {
  const RecurrenceRule& rule = plan.rule;
  if (rule.frequency == Frequency::monthly) {
    return in_turn_from(month, plan.first_period, rule.interval);
  }
  if (rule.frequency != Frequency::yearly || has_week_years(rule)) return month;
  return std::max(month, in_turn_from(month / 12, plan.first_period, rule.interval) * 12);
}

bool is_in_turn(const RecurrencePlan& plan, Date day) {
  return plan.rule.interval == 1 ||
         (period_of(plan.rule, day) - plan.first_period) % plan.rule.interval == 0;
}

DayBits days_before(std::int64_t day) {
  if (day <= 0) return 0;
  return day > 31 ? ~DayBits{0} : (DayBits{1} << day) - 1;
}

/// The matching days d of this month with from <= d < to.
DayBits matching_within(const RecurrenceRule& rule, const Month& month, Date from, Date to) {
  return matching_days(rule, month) & days_before((to - month.first).count()) &
         ~days_before((from - month.first).count());
}

Date lowest_day(const Month& month, DayBits bits) {
  return month.first + days{std::countr_zero(bits)};
}

/// The matching days d with from <= d < to.
std::vector<Date> matching_between(const RecurrenceRule& rule, Date from, Date to) {
  std::vector<Date> out;
  for (auto index = month_index(from); index <= month_index(to - days{1}); ++index) {
    const Month month = month_at(index);
    DayBits bits = matching_within(rule, month, from, to);
    for (; bits != 0; bits &= bits - 1) out.push_back(lowest_day(month, bits));
  }
  return out;
}

/// One search, whose steps all look at the same window.
class Search {
 public:
  Search(const RecurrencePlan& plan, LocalTime from, LocalTime to, std::size_t most, Budget& budget)
      : plan_(plan),
        from_(from),
        to_(to),
        first_day_(floor<days>(from)),
        last_day_(floor<days>(to - seconds{1})),
        // The unit in which the window begins may have begun before it.
        next_unit_(from - seconds{plan.unit - 1}),
        most_(most),
        budget_(budget) {}

  std::vector<LocalTime> found() {
    if (!plan_.rule.by_set_position.empty() && counts_days(plan_.rule)) {
      by_periods();
    } else {
      by_months();
    }
    return std::move(found_);
  }

 private:
  bool goes_on() const { return found_.size() < most_ && budget_.left > 0; }

  /// Month by month: a rule whose days never come is through with 300 years in 3,600 steps.
  void by_months() {
    const std::int64_t last = month_index(last_day_);
    auto index = month_in_turn(plan_, month_index(first_day_));
    for (; index <= last && goes_on(); index = month_in_turn(plan_, index + 1)) {
      budget_.spend();
      const Month month = month_at(index);
      DayBits bits = matching_within(plan_.rule, month, first_day_, last_day_ + days{1});
      for (; bits != 0 && goes_on(); bits &= bits - 1) by_day(lowest_day(month, bits));
    }
  }

  void by_day(Date day) {
    if (!counts_days(plan_.rule)) {
      by_units(day);
    } else if (is_in_turn(plan_, day)) {
      by_offsets(LocalTime{day});
    }
  }

  /// Goes back and forth between the next unit that the parts let through and the next one that is
  /// in its turn, until they are the same.
  void by_units(Date day) {
    const LocalTime end = std::min(LocalTime{day + days{1}}, to_);
    LocalTime at = std::max(LocalTime{day}, next_unit_);
    while (at < end && goes_on()) {
      budget_.spend();
      const LocalTime passed =
          day + seconds{plan_.units.next(static_cast<int>((at - day).count()))};
      at = unit_in_turn(passed);
      next_unit_ = at;
      if (at != passed || at >= end) continue;
      by_offsets(at);
      at += seconds{plan_.unit};
    }
  }

  /// Where the first unit in its turn begins that does not begin before this.
  LocalTime unit_in_turn(LocalTime at) const {
    const auto number = unit_index(at + seconds{plan_.unit - 1}, plan_.unit);
    return LocalTime{
        seconds{in_turn_from(number, plan_.first_unit, plan_.rule.interval) * plan_.unit}};
  }

  void by_offsets(LocalTime unit) {
    std::size_t index = unit < from_ ? plan_.offsets.first_from((from_ - unit).count()) : 0;
    for (; index < plan_.offsets.size() && goes_on(); ++index) {
      const LocalTime start = unit + seconds{plan_.offsets[index]};
      if (start >= to_) return;
      add(start);
    }
  }

  /// BYSETPOS picks from a whole period, also from what of it is not in the window.
  void by_periods() {
    const std::int64_t last = period_of(plan_.rule, last_day_);
    const std::int64_t interval = plan_.rule.interval;
    auto period = in_turn_from(period_of(plan_.rule, first_day_), plan_.first_period, interval);
    for (; period <= last && goes_on(); period += interval) by_positions(period);
  }

  void by_positions(std::int64_t period) {
    const RecurrenceRule& rule = plan_.rule;
    const auto in_period =
        matching_between(rule, begin_of(rule, period), begin_of(rule, period + 1));
    budget_.spend(1 + in_period.size());
    const std::size_t a_day = plan_.offsets.size();
    for (const std::size_t index : indices_of(rule.by_set_position, in_period.size() * a_day)) {
      add(in_period[index / a_day] + seconds{plan_.offsets[index % a_day]});
    }
  }

  void add(LocalTime start) {
    budget_.spend();
    if (start >= from_ && start < to_ && goes_on()) found_.push_back(start);
  }

  const RecurrencePlan& plan_;
  LocalTime from_;
  LocalTime to_;
  Date first_day_;
  Date last_day_;
  LocalTime next_unit_;  // none before it is in its turn
  std::size_t most_;
  Budget& budget_;
  std::vector<LocalTime> found_;
};

}  // namespace

std::vector<LocalTime> search(const RecurrencePlan& plan, LocalTime from, LocalTime to,
                              std::size_t most, Budget& budget) {
  if (from >= to || most == 0 || !plan.may_match) return {};
  return Search(plan, from, to, most, budget).found();
}

}  // namespace kalends::calendar
