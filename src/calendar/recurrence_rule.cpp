#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include <kalends/calendar/recurrence_rule.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t longest_text = 1000;
constexpr int most_number = 999'999'999;

constexpr std::array<std::string_view, 7> frequency_names = {
    "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
constexpr std::array<std::string_view, 7> day_names = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

/// A part that is a list of numbers, and which numbers.
struct NumberPart {
  std::string_view name;
  std::vector<int> RecurrenceRule::*list;
  int least;
  int most;
  bool from_end;  // negative ones count from the end, and there is no 0
};

const NumberPart number_parts[] = {
    {"BYMONTH", &RecurrenceRule::by_month, 1, 12, false},
    {"BYWEEKNO", &RecurrenceRule::by_week_number, 1, 53, true},
    {"BYYEARDAY", &RecurrenceRule::by_year_day, 1, 366, true},
    {"BYMONTHDAY", &RecurrenceRule::by_month_day, 1, 31, true},
    {"BYHOUR", &RecurrenceRule::by_hour, 0, 23, false},
    {"BYMINUTE", &RecurrenceRule::by_minute, 0, 59, false},
    {"BYSECOND", &RecurrenceRule::by_second, 0, 60, false},
    {"BYSETPOS", &RecurrenceRule::by_set_position, 1, 366, true},
};

/// What is wrong with a rule, or nothing.
using Fault = std::optional<std::string>;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = text.find(separator); at != text.npos; at = text.find(separator)) {
    out.push_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  out.push_back(text);
  return out;
}

/// Digits alone, no more than nine.
std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const char* end = text.data() + text.size();
  if (text.empty() || text.size() > 9 || text.front() == '-') return std::nullopt;
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

std::optional<int> signed_number_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto value = number_of(text);
  return value && negative ? std::optional(-*value) : value;
}

template <std::size_t size>
std::optional<std::size_t> index_in(const std::array<std::string_view, size>& names,
                                    std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::nullopt
                              : std::optional(static_cast<std::size_t>(found - names.begin()));
}

template <class T, class Order>
void sort_once(std::vector<T>& list, Order order) {
  std::sort(list.begin(), list.end(), order);
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

Fault read_frequency(RecurrenceRule& rule, std::string_view value) {
  const auto index = index_in(frequency_names, value);
  if (!index) return "FREQ must be SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY";
  rule.frequency = static_cast<Frequency>(*index);
  return std::nullopt;
}

Fault read_interval(RecurrenceRule& rule, std::string_view value) {
  const auto number = number_of(value);
  if (!number || *number < 1) return fmt::format("INTERVAL must be 1 to {}", most_number);
  rule.interval = *number;
  return std::nullopt;
}

Fault read_count(RecurrenceRule& rule, std::string_view value) {
  rule.count = number_of(value);
  if (!rule.count || *rule.count < 1) return fmt::format("COUNT must be 1 to {}", most_number);
  return std::nullopt;
}

/// YYYYMMDD
std::optional<LocalTime> date_of(std::string_view text) {
  const auto number = text.size() == 8 ? number_of(text) : std::nullopt;
  if (!number) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year{*number / 10000},
      std::chrono::month(static_cast<unsigned>(*number / 100 % 100)),
      std::chrono::day(static_cast<unsigned>(*number % 100))};
  return date.ok() ? std::optional(LocalTime{Date{date}}) : std::nullopt;
}

/// HHMMSS
std::optional<seconds> clock_of(std::string_view text) {
  const auto number = text.size() == 6 ? number_of(text) : std::nullopt;
  if (!number) return std::nullopt;
  const int hour = *number / 10000;
  const int minute = *number / 100 % 100;
  const int second = *number % 100;
  if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
  // RFC 5545 3.3.12 has a leap second read as the one before.
  return hours{hour} + minutes{minute} + seconds{std::min(second, 59)};
}

std::optional<Until> until_of(std::string_view text) {
  Until until;
  until.utc = text.ends_with('Z');
  if (until.utc) text.remove_suffix(1);
  until.date_only = text.size() == 8 && !until.utc;
  const auto date = date_of(text.substr(0, 8));
  if (!date) return std::nullopt;
  until.local = *date;
  if (until.date_only) return until;
  const auto clock = text.substr(8).starts_with('T') ? clock_of(text.substr(9)) : std::nullopt;
  if (!clock) return std::nullopt;
  until.local += *clock;
  return until;
}

Fault read_until(RecurrenceRule& rule, std::string_view value) {
  rule.until = until_of(value);
  if (!rule.until) return "UNTIL must be like 20261231, 20261231T235959 or 20261231T235959Z";
  return std::nullopt;
}

Fault read_week_start(RecurrenceRule& rule, std::string_view value) {
  const auto index = index_in(day_names, value);
  if (!index) return "WKST must be SU, MO, TU, WE, TH, FR or SA";
  rule.week_start = static_cast<unsigned>(*index);
  return std::nullopt;
}

/// MO, 1MO, +1MO or -1SU
std::optional<NumberedDay> day_of(std::string_view text) {
  const std::size_t digits = text.size() < 2 ? 0 : text.size() - 2;
  const auto weekday = index_in(day_names, text.substr(digits));
  if (!weekday) return std::nullopt;
  if (digits == 0) return NumberedDay{0, static_cast<unsigned>(*weekday)};
  const int number = signed_number_of(text.substr(0, digits)).value_or(0);
  if (number == 0 || std::abs(number) > 53) return std::nullopt;
  return NumberedDay{number, static_cast<unsigned>(*weekday)};
}

Fault read_days(RecurrenceRule& rule, std::string_view value) {
  for (const std::string_view text : split(value, ',')) {
    const auto day = day_of(text);
    if (!day) return "BYDAY must be days like MO, 1MO or -1SU, with numbers up to 53";
    rule.by_day.push_back(*day);
  }
  sort_once(rule.by_day, [](const NumberedDay& a, const NumberedDay& b) {
    return std::pair(a.number, a.weekday) < std::pair(b.number, b.weekday);
  });
  return std::nullopt;
}

Fault read_number_list(RecurrenceRule& rule, const NumberPart& part, std::string_view value) {
  std::vector<int>& list = rule.*part.list;
  for (const std::string_view text : split(value, ',')) {
    const auto number = part.from_end ? signed_number_of(text) : number_of(text);
    const int size = number ? std::abs(*number) : -1;
    if (size < part.least || size > part.most) {
      return fmt::format("{} must be numbers from {} to {}{}", part.name, part.least, part.most,
                         part.from_end ? ", or as many from the end, like -1" : "");
    }
    list.push_back(*number);
  }
  sort_once(list, std::less<>());
  return std::nullopt;
}

Fault read_part(RecurrenceRule& rule, std::string_view name, std::string_view value) {
  if (name == "FREQ") return read_frequency(rule, value);
  if (name == "INTERVAL") return read_interval(rule, value);
  if (name == "COUNT") return read_count(rule, value);
  if (name == "UNTIL") return read_until(rule, value);
  if (name == "WKST") return read_week_start(rule, value);
  if (name == "BYDAY") return read_days(rule, value);
  for (const NumberPart& part : number_parts) {
    if (name == part.name) return read_number_list(rule, part, value);
  }
  if (name == "RSCALE" || name == "SKIP") return "RSCALE and SKIP (RFC 7529) are not understood";
  return "must be made of the parts that RFC 5545 3.3.10 knows, as NAME=VALUE";
}

Fault read_parts(RecurrenceRule& rule, std::string_view text) {
  std::set<std::string_view> seen;
  for (const std::string_view part : split(text, ';')) {
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view name = part.substr(0, equals);
    const std::string_view value = part.substr(std::min(equals + 1, part.size()));
    if (auto fault = read_part(rule, name, value)) return fault;
    if (!seen.insert(name).second) return fmt::format("{} must stand only once", name);
  }
  return seen.contains("FREQ") ? std::nullopt : Fault("FREQ must be there");
}

bool has_by_part(const RecurrenceRule& rule) {
  const bool has_numbers =
      std::any_of(std::begin(number_parts), std::end(number_parts), [&](const NumberPart& part) {
        return part.list != &RecurrenceRule::by_set_position && !(rule.*part.list).empty();
      });
  return has_numbers || !rule.by_day.empty();
}

bool has_numbered_day(const RecurrenceRule& rule) {
  return std::any_of(rule.by_day.begin(), rule.by_day.end(),
                     [](const NumberedDay& day) { return day.number != 0; });
}

/// What each part may be, but not beside the others.
Fault fault_between_parts(const RecurrenceRule& rule) {
  const Frequency frequency = rule.frequency;
  const bool yearly = frequency == Frequency::yearly;
  const bool of_days = frequency >= Frequency::daily && !yearly;
  if (rule.count && rule.until) return "COUNT must not stand beside UNTIL";
  if (!rule.by_set_position.empty() && !has_by_part(rule)) {
    return "BYSETPOS must stand beside another BY part";
  }
  if (!rule.by_week_number.empty() && !yearly) return "BYWEEKNO must be in a YEARLY rule";
  if (!rule.by_year_day.empty() && of_days) {
    return "BYYEARDAY must not be in a DAILY, WEEKLY or MONTHLY rule";
  }
  if (!rule.by_month_day.empty() && frequency == Frequency::weekly) {
    return "BYMONTHDAY must not be in a WEEKLY rule";
  }
  if (!has_numbered_day(rule)) return std::nullopt;
  if (frequency < Frequency::monthly)
    return "BYDAY must be without numbers but in MONTHLY or YEARLY";
  if (!rule.by_week_number.empty()) return "BYDAY must be without numbers beside BYWEEKNO";
  return std::nullopt;
}

std::string text_of(const NumberedDay& day) {
  const std::string_view name = day_names[day.weekday % 7];
  return day.number == 0 ? std::string(name) : fmt::format("{}{}", day.number, name);
}

std::string text_of(const Until& until) {
  const Date date = std::chrono::floor<days>(until.local);
  const std::chrono::year_month_day ymd{date};
  std::string day =
      fmt::format("{:04}{:02}{:02}", static_cast<int>(ymd.year()),
                  static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  if (until.date_only) return day;
  const std::chrono::hh_mm_ss time{until.local - date};
  return fmt::format("{}T{:02}{:02}{:02}{}", day, time.hours().count(), time.minutes().count(),
                     time.seconds().count(), until.utc ? "Z" : "");
}

std::string text_of(const std::vector<NumberedDay>& list) {
  std::string out;
  for (const NumberedDay& day : list) out += (out.empty() ? "" : ",") + text_of(day);
  return out;
}

}  // namespace

Result<RecurrenceRule> parse_rule(std::string_view text) {
  const auto refused = [](std::string why) { return invalid("/rrule", std::move(why)); };
  if (text.size() > longest_text) {
    return refused(fmt::format("must be at most {} bytes long", longest_text));
  }
  const std::string capitals = upper(text);
  std::string_view parts = capitals;
  if (parts.starts_with("RRULE:")) parts.remove_prefix(6);
  RecurrenceRule rule;
  if (auto fault = read_parts(rule, parts)) return refused(std::move(*fault));
  if (auto fault = fault_between_parts(rule)) return refused(std::move(*fault));
  return rule;
}

std::string text_of(const RecurrenceRule& rule) {
  std::string out = "FREQ=";
  out += frequency_names[static_cast<std::size_t>(rule.frequency)];
  if (rule.interval != 1) out += fmt::format(";INTERVAL={}", rule.interval);
  if (rule.count) out += fmt::format(";COUNT={}", *rule.count);
  if (rule.until) out += ";UNTIL=" + text_of(*rule.until);
  if (!rule.by_day.empty()) out += ";BYDAY=" + text_of(rule.by_day);
  for (const NumberPart& part : number_parts) {
    const std::vector<int>& list = rule.*part.list;
    if (!list.empty()) out += fmt::format(";{}={}", part.name, fmt::join(list, ","));
  }
  if (rule.week_start != 1) out += fmt::format(";WKST={}", day_names[rule.week_start % 7]);
  return out;
}

std::optional<LocalTime> until_in(const RecurrenceRule& rule, const Zone& zone) {
  if (!rule.until) return std::nullopt;
  if (rule.until->date_only) return rule.until->local + days{1} - seconds{1};
  if (!rule.until->utc) return rule.until->local;
  return zone.to_local(Instant{rule.until->local.time_since_epoch()});
}

}  // namespace kalends::calendar
