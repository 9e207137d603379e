#include "recurrence_search.hpp"

#include <fmt/format.h>

#include <kalends/base/time.hpp>
#include <kalends/calendar/recurrence.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

// Some 10 to 40 ns each.
constexpr std::size_t steps_to_search = 250'000;
constexpr std::size_t steps_to_judge = 100'000;
constexpr std::size_t steps_to_end = 400'000;  // 50,000 starts by COUNT take 100,000 and more
constexpr int most_count = 50'000;
constexpr std::size_t most_in_a_day = 100;
constexpr std::size_t most_if_dense = 1'000;

/// The start that COUNT ends with. `first` is counted, whether the rule gives it or not.
LocalTime last_by_count(const RecurrencePlan& plan, int count) {
  Budget budget{steps_to_end};
  const auto more = static_cast<std::size_t>(count - 1);
  const auto starts = search(plan, plan.first + seconds{1}, end_of_time, more, budget);
  return starts.empty() ? plan.first : starts.back();
}

/// The last start that is not after `until`, found by halving what may lie after the one known.
LocalTime last_until(const RecurrencePlan& plan, LocalTime until) {
  Budget budget{steps_to_end};
  LocalTime known = plan.first;
  LocalTime end = std::min(until + seconds{1}, end_of_time);
  while (known + seconds{1} < end) {
    const LocalTime middle = known + (end - known + seconds{1}) / 2;
    const auto next = search(plan, middle, end, 1, budget);
    if (next.empty()) {
      end = middle;
    } else {
      known = next.front();
    }
  }
  return known;
}

std::optional<LocalTime> last_of(const RecurrencePlan& plan, const Zone& zone) {
  if (plan.rule.count) return last_by_count(plan, *plan.rule.count);
  const auto until = until_in(plan.rule, zone);
  if (!until) return std::nullopt;
  return last_until(plan, *until);
}

/// More than a day may hold follow each other within 24 hours.
bool is_dense(const std::vector<LocalTime>& starts) {
  for (std::size_t i = most_in_a_day; i < starts.size(); ++i) {
    if (starts[i] - starts[i - most_in_a_day] < hours{24}) return true;
  }
  return false;
}

/// Judged by its first thousand starts: what comes later is the same pattern again.
std::optional<std::string> fault_in_density(const RecurrencePlan& plan, LocalTime end) {
  Budget budget{steps_to_judge};
  const auto starts = search(plan, plan.first, end, most_if_dense + 1, budget);
  const bool few = plan.rule.count && *plan.rule.count <= static_cast<int>(most_if_dense);
  const bool ends = end < end_of_time && starts.size() <= most_if_dense;
  if (few || ends || !is_dense(starts)) return std::nullopt;
  return fmt::format("gives more than {} starts within 24 hours", most_in_a_day);
}

std::optional<std::string> fault_in_pattern(const RecurrencePlan& plan) {
  Budget budget{steps_to_judge};
  if (!search(plan, plan.first, end_of_time, 1, budget).empty()) return std::nullopt;
  if (budget.left == 0) return "gives starts too seldom to be found";
  return "never gives a start";
}

}  // namespace

Recurrence::Recurrence(const RecurrenceRule& rule, LocalTime first, const Zone& zone)
    : plan_(std::make_shared<const RecurrencePlan>(rule, first)), last_(last_of(*plan_, zone)) {}

std::vector<LocalTime> Recurrence::starts(LocalTime from, LocalTime to, std::size_t most) const {
  Budget budget{steps_to_search};
  const LocalTime first = plan_->first;
  const LocalTime end = std::min(to, last_ ? *last_ + seconds{1} : end_of_time);
  if (from > first) return search(*plan_, from, end, most, budget);
  if (to <= first || most == 0) return {};
  auto found = search(*plan_, first + seconds{1}, end, most - 1, budget);
  found.insert(found.begin(), first);
  return found;
}

std::optional<std::string> fault_in(const RecurrenceRule& rule, LocalTime first, const Zone& zone) {
  const auto until = until_in(rule, zone);
  if (until && *until < first) return "has an UNTIL that comes before the start";
  if (rule.count && *rule.count > most_count) {
    return fmt::format("has a COUNT of more than {}", most_count);
  }
  const RecurrencePlan plan(rule, first);
  if (auto fault = fault_in_pattern(plan)) return fault;
  return fault_in_density(plan, until ? std::min(*until + seconds{1}, end_of_time) : end_of_time);
}

}  // namespace kalends::calendar
