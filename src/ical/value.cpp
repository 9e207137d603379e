#include "name.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/ical/property.hpp>
#include <kalends/ical/value.hpp>

namespace kalends::ical {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t longest_seconds = std::int64_t{100} * 366 * 86400;

/// Takes a value apart from its front; once something did not fit, nothing does any more.
class Scanner {
 public:
  explicit Scanner(std::string_view rest) : rest_(without_spaces(rest)) {}

  bool take(char letter) {
    const bool fits =
        !rest_.empty() && (rest_.front() == letter || same_name(rest_.substr(0, 1), {&letter, 1}));
    if (fits) rest_.remove_prefix(1);
    return fits;
  }
  int digits(std::size_t count) {
    int value = 0;
    if (rest_.size() < count) return fail();
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  /// As many digits as there are, up to nine.
  int number() {
    const std::size_t count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    return count == 0 || count > 9 ? fail() : digits(count);
  }
  int fail() {
    failed_ = true;
    return 0;
  }
  bool at_end() const { return rest_.empty(); }
  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  bool succeeded() const { return !failed_ && rest_.empty(); }
  bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

Date scan_date(Scanner& in) {
  const std::chrono::year year{in.digits(4)};
  const std::chrono::month month{static_cast<unsigned>(in.digits(2))};
  const std::chrono::day day{static_cast<unsigned>(in.digits(2))};
  const std::chrono::year_month_day date{year, month, day};
  if (in.failed() || !date.ok() || year == std::chrono::year{0}) {
    in.fail();
    return {};
  }
  return Date{date};
}

seconds scan_clock(Scanner& in, int most_hours) {
  const int hour = in.digits(2);
  const int minute = in.digits(2);
  const int second = in.at_digit() ? in.digits(2) : 0;
  if (hour > most_hours || minute > 59 || second > 60) in.fail();
  return hours{hour} + minutes{minute} + seconds{std::min(second, 59)};
}

/// What stands behind the T of a length.
seconds scan_exact(Scanner& in) {
  std::int64_t total = 0;
  while (!in.at_end() && !in.failed()) {
    const std::int64_t number = in.number();
    if (in.take('H')) {
      total += number * 3600;
    } else if (in.take('M')) {
      total += number * 60;
    } else if (in.take('S')) {
      total += number;
    } else {
      in.fail();
    }
  }
  return seconds{total};
}

void append_two(std::string& out, std::int64_t number) {
  out += static_cast<char>('0' + number / 10 % 10);
  out += static_cast<char>('0' + number % 10);
}

bool is_negative(const Duration& length) {
  return length.days < days{0} || length.exact < seconds{0};
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  Scanner in(text);
  const Date date = scan_date(in);
  return in.succeeded() ? std::optional(date) : std::nullopt;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  Scanner in(text);
  DateTime time{LocalTime{scan_date(in)}};
  if (in.at_end()) {
    time.date_only = true;
  } else {
    if (!in.take('T')) in.fail();
    const bool has_clock = !in.at_end() && !in.failed();
    const seconds clock = has_clock ? scan_clock(in, 23) : seconds{in.fail()};
    time.local += clock;
    time.utc = in.take('Z');
  }
  return in.succeeded() ? std::optional(time) : std::nullopt;
}

std::optional<Duration> parse_duration(std::string_view text) {
  Scanner in(text);
  const int sign = in.take('-') ? -1 : 1;
  if (sign == 1) in.take('+');
  if (!in.take('P') || in.at_end()) return std::nullopt;
  Duration length;
  while (!in.at_end() && !in.failed()) {
    if (in.take('T')) {
      if (in.at_end()) return std::nullopt;
      length.exact = scan_exact(in);
      break;
    }
    const days number{in.number()};
    if (in.take('W')) {
      length.days += number * 7;
    } else if (in.take('D')) {
      length.days += number;
    } else {
      in.fail();
    }
    if (length.days.count() > longest_seconds / 86400) return std::nullopt;
  }
  if (!in.succeeded() || length.exact.count() > longest_seconds) return std::nullopt;
  return Duration{length.days * sign, length.exact * sign};
}

std::optional<Period> parse_period(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto start = parse_date_time(text.substr(0, slash));
  if (!start || start->date_only) return std::nullopt;
  const std::string_view rest = text.substr(slash + 1);
  if (const auto end = parse_date_time(rest)) {
    if (end->date_only || end->utc != start->utc || end->local < start->local) return std::nullopt;
    return Period{*start, end, {}};
  }
  const auto length = parse_duration(rest);
  if (!length || is_negative(*length)) return std::nullopt;
  return Period{*start, std::nullopt, *length};
}

std::optional<seconds> parse_utc_offset(std::string_view text) {
  Scanner in(text);
  const int sign = in.take('-') ? -1 : 1;
  if (sign == 1 && !in.take('+')) return std::nullopt;
  const seconds size = scan_clock(in, 23);
  return in.succeeded() ? std::optional(size * sign) : std::nullopt;
}

std::string format_date(Date date) {
  const std::chrono::year_month_day ymd{date};
  std::string out;
  append_two(out, static_cast<int>(ymd.year()) / 100);
  append_two(out, static_cast<int>(ymd.year()) % 100);
  append_two(out, static_cast<unsigned>(ymd.month()));
  append_two(out, static_cast<unsigned>(ymd.day()));
  return out;
}

std::string format_local(LocalTime local) {
  const Date date = std::chrono::floor<days>(local);
  const std::chrono::hh_mm_ss clock{local - date};
  std::string out = format_date(date);
  out += 'T';
  append_two(out, clock.hours().count());
  append_two(out, clock.minutes().count());
  append_two(out, clock.seconds().count());
  return out;
}

std::string format_utc(Instant at) { return format_local(LocalTime{at.time_since_epoch()}) + 'Z'; }

std::string format_date_time(const DateTime& time) {
  if (time.date_only) return format_date(std::chrono::floor<days>(time.local));
  return format_local(time.local) + (time.utc ? "Z" : "");
}

std::string format_duration(const Duration& duration) {
  const bool mixed =
      is_negative(duration) && (duration.days > days{0} || duration.exact > seconds{0});
  const days day_part = mixed ? days{0} : duration.days;
  const seconds exact = mixed ? duration.exact + duration.days : duration.exact;
  const auto day_count = std::abs(day_part.count());
  std::string out = day_part < days{0} || exact < seconds{0} ? "-P" : "P";
  if (exact == seconds{0} && day_count > 0 && day_count % 7 == 0) {
    return out + fmt::format("{}W", day_count / 7);
  }
  if (day_count > 0) out += fmt::format("{}D", day_count);
  if (exact == seconds{0}) return day_count > 0 ? out : "PT0S";
  const std::chrono::hh_mm_ss clock{std::chrono::abs(exact)};
  out += 'T';
  // An hour and some seconds need the minutes between them (RFC 5545 3.3.6).
  const bool minutes_between = clock.hours().count() > 0 && clock.seconds().count() > 0;
  if (clock.hours().count() > 0) out += fmt::format("{}H", clock.hours().count());
  if (clock.minutes().count() > 0 || minutes_between) {
    out += fmt::format("{}M", clock.minutes().count());
  }
  if (clock.seconds().count() > 0) out += fmt::format("{}S", clock.seconds().count());
  return out;
}

std::string format_period(const Period& period) {
  return format_date_time(period.start) + '/' +
         (period.end ? format_date_time(*period.end) : format_duration(period.length));
}

std::string format_utc_offset(seconds offset) {
  const std::chrono::hh_mm_ss size{std::chrono::abs(offset)};
  std::string out(1, offset < seconds{0} ? '-' : '+');
  append_two(out, size.hours().count());
  append_two(out, size.minutes().count());
  if (size.seconds().count() != 0) append_two(out, size.seconds().count());
  return out;
}

}  // namespace kalends::ical
