#include <kalends/calendar/series_input.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

year_month_day date_of(LocalTime local) { return year_month_day{std::chrono::floor<days>(local)}; }

int weekday_of(LocalTime local) {
  return static_cast<int>(std::chrono::weekday{std::chrono::floor<days>(local)}.c_encoding());
}

int day_of(LocalTime local) {
  return static_cast<int>(static_cast<unsigned>(date_of(local).day()));
}

int month_of(LocalTime local) {
  return static_cast<int>(static_cast<unsigned>(date_of(local).month()));
}

int days_in_month(LocalTime local) {
  const year_month_day date = date_of(local);
  const auto last = (date.year() / date.month() / std::chrono::last).day();
  return static_cast<int>(static_cast<unsigned>(last));
}

/// A list that names just what the old start was names what the new one is.
void follow(std::vector<int>& list, int from, int to) {
  if (list == std::vector{from}) list = {to};
}

void turn_week(std::vector<NumberedDay>& list, int by) {
  for (NumberedDay& day : list) {
    day.weekday = static_cast<unsigned>((static_cast<int>(day.weekday) + by % 7 + 7) % 7);
  }
}

/// The second Tuesday becomes the third Wednesday, the last Friday the last Monday.
void follow_numbered(std::vector<NumberedDay>& list, LocalTime from, LocalTime to) {
  if (list.size() != 1 || static_cast<int>(list[0].weekday) != weekday_of(from)) return;
  NumberedDay& day = list[0];
  day.weekday = static_cast<unsigned>(weekday_of(to));
  if (day.number > 0) day.number = (day_of(to) - 1) / 7 + 1;
  if (day.number < 0) day.number = -((days_in_month(to) - day_of(to)) / 7 + 1);
}

void follow_day(RecurrenceRule& rule, LocalTime from, LocalTime to) {
  if (rule.frequency == Frequency::weekly) {
    turn_week(rule.by_day, weekday_of(to) - weekday_of(from));
  } else if (rule.frequency > Frequency::weekly && rule.by_set_position.empty()) {
    follow_numbered(rule.by_day, from, to);
  }
  follow(rule.by_month_day, day_of(from), day_of(to));
  follow(rule.by_month, month_of(from), month_of(to));
}

void follow_hour(RecurrenceRule& rule, LocalTime from, LocalTime to) {
  const auto clock = [](LocalTime local) {
    return std::chrono::hh_mm_ss{local - std::chrono::floor<days>(local)};
  };
  const auto old_time = clock(from);
  const auto new_time = clock(to);
  follow(rule.by_hour, static_cast<int>(old_time.hours().count()),
         static_cast<int>(new_time.hours().count()));
  follow(rule.by_minute, static_cast<int>(old_time.minutes().count()),
         static_cast<int>(new_time.minutes().count()));
}

}  // namespace

std::string moved_rule(const std::string& text, LocalTime from, LocalTime to) {
  if (text.empty() || from == to) return text;
  auto parsed = parse_rule(text);
  if (!parsed) return text;
  RecurrenceRule& rule = *parsed;
  const auto old_day = std::chrono::floor<days>(from);
  const auto new_day = std::chrono::floor<days>(to);
  if (old_day != new_day) follow_day(rule, from, to);
  follow_hour(rule, from, to);
  if (rule.until) {
    // A last day stays the last day unless the days move.
    rule.until->local += rule.until->date_only ? LocalTime::duration(new_day - old_day) : to - from;
  }
  return text_of(rule);
}

std::string with_local_until(const std::string& text, const Zone& zone) {
  if (text.empty()) return text;
  auto rule = parse_rule(text);
  if (!rule || !rule->until || !rule->until->utc) return text;
  rule->until = Until{*until_in(*rule, zone), false, false};
  return text_of(*rule);
}

Repetition moved(const Repetition& repetition, LocalTime from, LocalTime to) {
  Repetition out = repetition;
  out.rule = moved_rule(repetition.rule, from, to);
  for (LocalTime& local : out.rdates) local += to - from;
  for (LocalTime& local : out.exdates) local += to - from;
  return out;
}

}  // namespace kalends::calendar
