#include <charconv>

#include <fmt/format.h>

#include <kalends/base/time.hpp>

namespace kalends {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Takes a text apart from its front; once something did not fit, nothing does any more.
class Scanner {
 public:
  explicit Scanner(std::string_view rest) : rest_(rest) {}

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
  bool take(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char expected) {
    if (!take(expected)) fail();
  }
  /// The value of `number unit` when the next thing is one with this unit.
  std::optional<int> number_with(char unit) {
    int value = 0;
    const char* end = rest_.data() + rest_.size();
    const auto [after, error] = std::from_chars(rest_.data(), end, value);
    const bool fits = error == std::errc() && after != end && *after == unit && value >= 0 &&
                      rest_.front() != '-';
    if (!fits) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(after - rest_.data()) + 1);
    return value;
  }
  void skip_digits() {
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') rest_.remove_prefix(1);
  }
  bool at_end() const { return rest_.empty(); }
  bool failed() const { return failed_; }

 private:
  int fail() {
    failed_ = true;
    return 0;
  }
  std::string_view rest_;
  bool failed_ = false;
};

std::optional<Date> scan_date(Scanner& in) {
  const int year = in.digits(4);
  in.expect('-');
  const auto month = static_cast<unsigned>(in.digits(2));
  in.expect('-');
  const auto day = static_cast<unsigned>(in.digits(2));
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (in.failed() || !date.ok() || year < 1900 || year > 2199) return std::nullopt;
  return Date{date};
}

std::optional<seconds> scan_clock(Scanner& in) {
  const int hour = in.digits(2);
  in.expect(':');
  const int minute = in.digits(2);
  const int second = in.take(':') ? in.digits(2) : 0;
  if (in.take('.')) {
    in.digits(1);
    in.skip_digits();
  }
  // RFC 3339 knows the leap second :60; UTC seconds do not, and its neighbour is meant.
  if (in.failed() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return hours{hour} + minutes{minute} + seconds{std::min(second, 59)};
}

std::optional<seconds> scan_offset(Scanner& in) {
  if (in.take('Z') || in.take('z')) return seconds{0};
  const bool negative = in.take('-');
  if (!negative) in.expect('+');
  const int hour = in.digits(2);
  in.expect(':');
  const int minute = in.digits(2);
  if (in.failed() || hour > 18 || minute > 59) return std::nullopt;
  const seconds offset = hours{hour} + minutes{minute};
  return negative ? -offset : offset;
}

// By hand: a calendar's answer is mostly times, and fmt reads its format anew each time.
void append_two(std::string& out, char before, std::int64_t number) {
  out += before;
  out += static_cast<char>('0' + number / 10 % 10);
  out += static_cast<char>('0' + number % 10);
}

void append_date(std::string& out, Date date) {
  const std::chrono::year_month_day ymd{date};
  const int year = static_cast<int>(ymd.year());
  out += static_cast<char>('0' + year / 1000 % 10);
  out += static_cast<char>('0' + year / 100 % 10);
  out += static_cast<char>('0' + year / 10 % 10);
  out += static_cast<char>('0' + year % 10);
  append_two(out, '-', static_cast<unsigned>(ymd.month()));
  append_two(out, '-', static_cast<unsigned>(ymd.day()));
}

}  // namespace

std::optional<WrittenTime> parse_time(std::string_view text) {
  Scanner in(text);
  const auto date = scan_date(in);
  if (!date) return std::nullopt;
  if (in.at_end()) return WrittenTime{LocalTime{*date}, std::nullopt, true};
  if (!in.take('T') && !in.take('t') && !in.take(' ')) return std::nullopt;
  const auto clock = scan_clock(in);
  if (!clock) return std::nullopt;
  const LocalTime local = *date + *clock;
  if (in.at_end()) return WrittenTime{local, std::nullopt, false};
  const auto offset = scan_offset(in);
  if (!offset || !in.at_end()) return std::nullopt;
  return WrittenTime{local, offset, false};
}

std::string format_date(Date date) {
  std::string out;
  append_date(out, date);
  return out;
}

std::string format_time(LocalTime local, std::chrono::seconds offset) {
  const Date date = std::chrono::floor<days>(local);
  const std::chrono::hh_mm_ss clock{local - date};
  std::string out;
  out.reserve(25);
  append_date(out, date);
  append_two(out, 'T', clock.hours().count());
  append_two(out, ':', clock.minutes().count());
  append_two(out, ':', clock.seconds().count());
  if (offset == seconds{0}) return out += 'Z';
  const std::chrono::hh_mm_ss size{std::chrono::abs(offset)};
  append_two(out, offset < seconds{0} ? '-' : '+', size.hours().count());
  append_two(out, ':', size.minutes().count());
  return out;
}

std::string format_utc(Instant at) {
  return format_time(LocalTime{at.time_since_epoch()}, seconds{0});
}

std::optional<Duration> parse_duration(std::string_view text) {
  Scanner in(text);
  if (!in.take('P') || in.at_end()) return std::nullopt;
  constexpr int most = 10 * 366 * 24 * 3600;
  std::int64_t day_count = 0;
  std::int64_t second_count = 0;
  const auto week_count = in.number_with('W');
  if (week_count) {
    day_count = std::int64_t{7} * *week_count;
  } else {
    day_count = in.number_with('D').value_or(0);
    if (in.take('T')) {
      if (in.at_end()) return std::nullopt;
      second_count += std::int64_t{3600} * in.number_with('H').value_or(0);
      second_count += std::int64_t{60} * in.number_with('M').value_or(0);
      second_count += in.number_with('S').value_or(0);
    }
  }
  const bool too_long = day_count > most / 86400 || second_count > most;
  if (!in.at_end() || too_long) return std::nullopt;
  return Duration{days{day_count}, seconds{second_count}};
}

}  // namespace kalends
