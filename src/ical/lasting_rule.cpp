#include "lasting_rule.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace kalends::ical {
namespace {

using std::chrono::days;
using std::chrono::year;
using std::chrono::year_month_day;

// Long after what governments have announced; long enough to see every place that a weekday may
// have in its month.
constexpr year far_away{2100};
constexpr year last_judged{2199};

/// Where changes of one rule fell in their months.
struct Seen {
  ZoneChange example;
  int first_day = 31;
  int last_day = 1;
  int closest_to_end = 31;  // 0 is the last day
  int farthest_from_end = 0;
};

using Key = std::tuple<unsigned, unsigned, std::int64_t, std::int64_t, std::int64_t, std::string>;

Key key_of(const ZoneChange& change) {
  const LocalTime onset = onset_of(change);
  const Date date = std::chrono::floor<days>(onset);
  return {static_cast<unsigned>(year_month_day{date}.month()),
          std::chrono::weekday{date}.c_encoding(),
          (onset - date).count(),
          change.offset_before.count(),
          change.offset_after.count(),
          change.abbreviation};
}

void see(Seen& seen, const ZoneChange& change) {
  const year_month_day date{std::chrono::floor<days>(onset_of(change))};
  const int day = static_cast<int>(static_cast<unsigned>(date.day()));
  const auto last = date.year() / date.month() / std::chrono::last;
  const int to_end = static_cast<int>(static_cast<unsigned>(last.day())) - day;
  seen.first_day = std::min(seen.first_day, day);
  seen.last_day = std::max(seen.last_day, day);
  seen.closest_to_end = std::min(seen.closest_to_end, to_end);
  seen.farthest_from_end = std::max(seen.farthest_from_end, to_end);
}

/// The second Sunday, the last one, or else the one from the 23rd to the 29th. A rule that crosses
/// the end of a month is two here: Friday from October 26 to 31, and Friday, November 1.
YearlyRule days_of(const Seen& seen) {
  const Date date = std::chrono::floor<days>(onset_of(seen.example));
  const std::chrono::weekday weekday{date};
  YearlyRule rule;
  rule.months.push_back(static_cast<unsigned>(year_month_day{date}.month()));
  const bool whole_week = seen.last_day - seen.first_day == 6;
  if (whole_week && seen.last_day % 7 == 0) {
    rule.weekdays.push_back({weekday, seen.last_day / 7});
  } else if (seen.closest_to_end == 0 && seen.farthest_from_end == 6) {
    rule.weekdays.push_back({weekday, -1});
  } else {
    rule.weekdays.push_back({weekday, 0});
    for (int day = seen.first_day; day <= seen.last_day; ++day) rule.month_days.push_back(day);
  }
  return rule;
}

std::vector<LastingRule> rules_of(const std::vector<ZoneChange>& changes) {
  std::map<Key, Seen> groups;
  for (const ZoneChange& change : changes) {
    if (year_of(change) < far_away || year_of(change) > last_judged) continue;
    see(groups.try_emplace(key_of(change), Seen{change}).first->second, change);
  }
  std::vector<LastingRule> rules;
  for (const auto& [key, seen] : groups) {
    const LocalTime onset = onset_of(seen.example);
    rules.push_back({days_of(seen), onset - std::chrono::floor<days>(onset), seen.example});
  }
  return rules;
}

/// What the rules tell for a year, in order.
std::vector<ZoneChange> told(const std::vector<LastingRule>& rules, year when) {
  std::vector<ZoneChange> changes;
  for (const LastingRule& rule : rules) {
    for (const Date date : dates_in(rule.days, when)) {
      ZoneChange change = rule.change;
      const LocalTime onset = date + rule.clock;
      change.at = Instant{onset.time_since_epoch() - change.offset_before};
      changes.push_back(std::move(change));
    }
  }
  std::sort(changes.begin(), changes.end(),
            [](const ZoneChange& a, const ZoneChange& b) { return a.at < b.at; });
  return changes;
}

bool same_change(const ZoneChange& a, const ZoneChange& b) {
  return a.at == b.at && a.offset_before == b.offset_before && a.offset_after == b.offset_after &&
         a.abbreviation == b.abbreviation;
}

}  // namespace

LocalTime onset_of(const ZoneChange& change) {
  return LocalTime{change.at.time_since_epoch() + change.offset_before};
}

year year_of(const ZoneChange& change) {
  return year_month_day{std::chrono::floor<days>(onset_of(change))}.year();
}

LastingRules lasting_rules(const std::vector<ZoneChange>& changes) {
  LastingRules found{last_judged + std::chrono::years{1}, rules_of(changes)};
  if (found.rules.empty()) return found;
  auto end = std::partition_point(changes.begin(), changes.end(), [](const ZoneChange& change) {
    return year_of(change) <= last_judged;
  });
  for (year when = last_judged; end != changes.begin(); --when) {
    const auto begin = std::partition_point(
        changes.begin(), end, [&](const ZoneChange& change) { return year_of(change) < when; });
    const auto expected = told(found.rules, when);
    if (!std::equal(begin, end, expected.begin(), expected.end(), same_change)) break;
    found.from = when;
    end = begin;
  }
  if (found.from > far_away) return {last_judged + std::chrono::years{1}, {}};
  for (LastingRule& rule : found.rules) {
    year when = found.from;
    while (dates_in(rule.days, when).empty()) ++when;
    const Date first = dates_in(rule.days, when).front();
    const LocalTime onset = first + rule.clock;
    rule.change.at = Instant{onset.time_since_epoch() - rule.change.offset_before};
  }
  return found;
}

}  // namespace kalends::ical
