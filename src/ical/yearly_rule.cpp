#include "yearly_rule.hpp"

#include "name.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/ical/property.hpp>

namespace kalends::ical {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 7> weekday_names{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr std::size_t longest_list = 62;

std::optional<int> number_in(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [after, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && after == end ? std::optional(number) : std::nullopt;
}

std::optional<YearlyRule::Weekday> weekday_in(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const std::string name = upper(text.substr(text.size() - 2));
  const auto* const found = std::find(weekday_names.begin(), weekday_names.end(), name);
  const std::string_view nth = text.substr(0, text.size() - 2);
  const auto number = nth.empty() ? std::optional(0) : number_in(nth);
  if (found == weekday_names.end() || !number || *number < -5 || *number > 5) return std::nullopt;
  return YearlyRule::Weekday{
      std::chrono::weekday{static_cast<unsigned>(found - weekday_names.begin())}, *number};
}

/// Reads one part of a rule after the other; false when one cannot be used.
class Reader {
 public:
  explicit Reader(LocalTime start)
      : day_(std::chrono::floor<days>(start)), clock_(start - std::chrono::floor<days>(start)) {}

  bool take(std::string_view name, std::string_view value) {
    if (name == "FREQ") return yearly_ = same_name(value, "YEARLY");
    if (name == "INTERVAL") return number_in(value) == 1;
    if (name == "BYMONTH") return take_list(value, [&](auto item) { return take_month(item); });
    if (name == "BYMONTHDAY") return take_list(value, [&](auto item) { return take_day(item); });
    if (name == "BYDAY") return take_list(value, [&](auto item) { return take_weekday(item); });
    if (name == "BYHOUR") return number_in(value) == clock_.hours().count();
    if (name == "BYMINUTE") return number_in(value) == clock_.minutes().count();
    if (name == "BYSECOND") return number_in(value) == clock_.seconds().count();
    if (name == "UNTIL") return (rule_.until = parse_date_time(value)).has_value();
    if (name == "COUNT") return (rule_.count = number_in(value)).value_or(0) > 0;
    return name == "WKST" || name.starts_with("X-");
  }

  std::optional<YearlyRule> result() {
    const bool has_days = !rule_.month_days.empty() || !rule_.weekdays.empty();
    // Without a month, the days would be counted through the year: no zone needs that.
    if (!yearly_ || (rule_.months.empty() && has_days)) return std::nullopt;
    const year_month_day start{day_};
    if (rule_.months.empty()) rule_.months.push_back(static_cast<unsigned>(start.month()));
    if (!has_days) {
      rule_.month_days.push_back(static_cast<int>(static_cast<unsigned>(start.day())));
    }
    return std::move(rule_);
  }

 private:
  template <class Take>
  static bool take_list(std::string_view list, Take take) {
    const auto items = split_list(list);
    return items.size() <= longest_list && std::all_of(items.begin(), items.end(), take);
  }
  bool take_month(std::string_view item) {
    const auto month = number_in(item);
    if (!month || *month < 1 || *month > 12) return false;
    rule_.months.push_back(static_cast<unsigned>(*month));
    return true;
  }
  bool take_day(std::string_view item) {
    const auto day = number_in(item);
    if (!day || *day == 0 || *day < -31 || *day > 31) return false;
    rule_.month_days.push_back(*day);
    return true;
  }
  bool take_weekday(std::string_view item) {
    const auto day = weekday_in(item);
    if (day) rule_.weekdays.push_back(*day);
    return day.has_value();
  }

  Date day_;
  std::chrono::hh_mm_ss<std::chrono::seconds> clock_;
  bool yearly_ = false;
  YearlyRule rule_;
};

bool falls_on(const YearlyRule& rule, Date date, int day, int month_length) {
  const int from_end = day - month_length - 1;
  const auto& list = rule.month_days;
  const bool day_fits = list.empty() || std::find(list.begin(), list.end(), day) != list.end() ||
                        std::find(list.begin(), list.end(), from_end) != list.end();
  if (!day_fits || rule.weekdays.empty()) return day_fits;
  const std::chrono::weekday weekday{date};
  const int nth = (day + 6) / 7;
  const int nth_from_end = -((6 - from_end) / 7);
  return std::any_of(rule.weekdays.begin(), rule.weekdays.end(), [&](const auto& each) {
    return each.day == weekday && (each.nth == 0 || each.nth == nth || each.nth == nth_from_end);
  });
}

}  // namespace

std::optional<YearlyRule> parse_yearly_rule(std::string_view text, LocalTime start) {
  Reader reader(start);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string_view part = without_spaces(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    if (!reader.take(upper(part.substr(0, equals)), part.substr(equals + 1))) return std::nullopt;
  }
  return reader.result();
}

std::string format_yearly_rule(const YearlyRule& rule) {
  std::string days_of_week;
  for (const auto& each : rule.weekdays) {
    if (!days_of_week.empty()) days_of_week += ',';
    if (each.nth != 0) days_of_week += std::to_string(each.nth);
    days_of_week += weekday_names[each.day.c_encoding()];
  }
  std::string out = fmt::format("FREQ=YEARLY;BYMONTH={}", fmt::join(rule.months, ","));
  if (!days_of_week.empty()) out += ";BYDAY=" + days_of_week;
  if (!rule.month_days.empty()) {
    out += fmt::format(";BYMONTHDAY={}", fmt::join(rule.month_days, ","));
  }
  return out;
}

std::vector<Date> dates_in(const YearlyRule& rule, std::chrono::year year) {
  std::vector<Date> dates;
  for (unsigned month = 1; month <= 12; ++month) {
    if (std::find(rule.months.begin(), rule.months.end(), month) == rule.months.end()) continue;
    const auto last = year / std::chrono::month{month} / std::chrono::last;
    const Date first{year / std::chrono::month{month} / 1};
    const int length = static_cast<int>(static_cast<unsigned>(last.day()));
    for (int day = 1; day <= length; ++day) {
      const Date date = first + days{day - 1};
      if (falls_on(rule, date, day, length)) dates.push_back(date);
    }
  }
  return dates;
}

}  // namespace kalends::ical
