#include <algorithm>

#include <fmt/format.h>

#include <kalends/user/working_hours.hpp>

namespace kalends::user {
namespace {

using std::chrono::days;
using std::chrono::minutes;

/// What stands before the separator; takes both away.
std::string_view take_part(std::string_view& rest, char separator) {
  const auto end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::optional<Hours> parse_hours(std::string_view text) {
  const auto start = parse_time_of_day(take_part(text, '-'));
  const auto end = parse_time_of_day(text);
  if (!start || !end || *end <= *start) return std::nullopt;
  return Hours{*start, *end};
}

std::optional<std::vector<Hours>> parse_day(std::string_view text) {
  std::vector<Hours> day;
  while (!text.empty()) {
    const auto hours = parse_hours(take_part(text, ','));
    const bool fits = hours && (day.empty() || day.back().end <= hours->start);
    if (!fits || day.size() == most_hours_a_day) return std::nullopt;
    day.push_back(*hours);
  }
  return day;
}

Instant instant_of(Date date, minutes time, const Zone& zone) {
  if (time == minutes{0}) return zone.start_of_day(date);
  if (time == days{1}) return zone.start_of_day(date + days{1});
  return zone.to_instant(LocalTime{date} + time);
}

void add_day(std::vector<TimeRange>& out, Date date, const std::vector<Hours>& day,
             const Zone& zone) {
  // A date that the zone leaves out begins where it ends.
  if (zone.start_of_day(date) == zone.start_of_day(date + days{1})) return;
  for (const Hours& hours : day) {
    const TimeRange range{instant_of(date, hours.start, zone), instant_of(date, hours.end, zone)};
    if (range.to <= range.from) continue;  // in the gap of a clock change
    if (!out.empty() && range.from <= out.back().to) {
      // What was moved out of a gap may begin behind what follows it.
      out.back() = {std::min(out.back().from, range.from), std::max(out.back().to, range.to)};
    } else {
      out.push_back(range);
    }
  }
}

}  // namespace

WorkingHours usual_working_hours() {
  WorkingHours out;
  for (std::size_t day = 0; day < 5; ++day) out.days[day] = {{minutes{9 * 60}, minutes{17 * 60}}};
  return out;
}

std::optional<minutes> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t place : {0, 1, 3, 4}) {
    if (text[place] < '0' || text[place] > '9') return std::nullopt;
  }
  const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const minutes time{number(0) * 60 + number(3)};
  if (number(3) > 59 || time > days{1}) return std::nullopt;
  return time;
}

std::string time_of_day_text(minutes time) {
  return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

std::string text(const WorkingHours& hours) {
  std::string out;
  for (std::size_t day = 0; day < hours.days.size(); ++day) {
    if (day > 0) out += ';';
    std::string_view separator;
    for (const Hours& each : hours.days[day]) {
      out += fmt::format("{}{}-{}", separator, time_of_day_text(each.start),
                         time_of_day_text(each.end));
      separator = ",";
    }
  }
  return out;
}

std::optional<WorkingHours> parse_working_hours(std::string_view text) {
  WorkingHours out;
  std::string_view rest = text;
  for (std::vector<Hours>& day : out.days) {
    auto parsed = parse_day(take_part(rest, ';'));
    if (!parsed) return std::nullopt;
    day = std::move(*parsed);
  }
  // Separators too many or too few are not looked for above.
  if (user::text(out) != text) return std::nullopt;
  return out;
}

std::vector<TimeRange> working_time(const WorkingHours& hours, const Zone& zone,
                                    const TimeRange& range) {
  std::vector<TimeRange> out;
  // A day more at each side, so that stretches over midnight are whole.
  const Date last = zone.date_at(range.to) + days{1};
  for (Date date = zone.date_at(range.from) - days{1}; date <= last; date += days{1}) {
    const auto weekday = std::chrono::weekday{date}.iso_encoding() - 1;
    add_day(out, date, hours.days[weekday], zone);
  }
  std::erase_if(out, [&](const TimeRange& stretch) {
    return stretch.to <= range.from || range.to <= stretch.from;
  });
  return out;
}

}  // namespace kalends::user
