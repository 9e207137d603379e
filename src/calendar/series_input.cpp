#include <algorithm>

#include <fmt/format.h>

#include <kalends/calendar/series_input.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::seconds;

void make_set(std::vector<LocalTime>& locals) {
  std::sort(locals.begin(), locals.end());
  locals.erase(std::unique(locals.begin(), locals.end()), locals.end());
}

LocalTime local_of(const WrittenTime& written, const Zone& zone) {
  if (!written.offset) return written.local;
  return zone.to_local(Instant{written.local.time_since_epoch() - *written.offset});
}

Result<std::vector<LocalTime>> starts_of(const std::vector<WrittenTime>& written,
                                         const EventTime& first, const char* field) {
  const Zone zone = Zone::find_or_utc(first.time_zone);
  if (written.size() > most_dates)
    return invalid(field, fmt::format("are more than {}", most_dates));
  std::vector<LocalTime> out;
  for (std::size_t n = 0; n < written.size(); ++n) {
    if (written[n].date_only != first.all_day) {
      return invalid(fmt::format("{}/{}", field, n),
                     first.all_day ? "must be a date, as the start is" : "must have a time of day");
    }
    out.push_back(local_of(written[n], zone));
  }
  make_set(out);
  return out;
}

/// Dates among the exdates of a timed series, as the starts they mean.
std::vector<LocalTime> starts_on(const std::vector<WrittenTime>& dates, const Series& series) {
  std::vector<LocalTime> out;
  for (const WrittenTime& date : dates) {
    const auto starts = series.originals(date.local, date.local + days{1}, 1000);
    out.insert(out.end(), starts.begin(), starts.end());
  }
  return out;
}

Series bare_series(const EventTime& first, const Repetition& repetition) {
  Meeting meeting;
  meeting.time = first;
  meeting.repetition = repetition;
  return {std::move(meeting), {}};
}

void divide_rule(Halves& halves, LocalTime original, const EventTime& first) {
  if (halves.before.rule.empty()) return;
  RecurrenceRule rule = *parse_rule(halves.before.rule);
  const Recurrence recurrence(rule, first.start_local, Zone::find_or_utc(first.time_zone));
  const auto next = recurrence.starts(original, end_of_time, 1);
  if (next.empty()) {
    halves.after.rule.clear();
  } else {
    halves.after_start = next.front();
    if (rule.count) {
      const auto most = static_cast<std::size_t>(*rule.count);
      const auto gone = recurrence.starts(first.start_local, original, most).size();
      rule.count = std::max(1, *rule.count - static_cast<int>(gone));
      halves.after.rule = text_of(rule);
    }
  }
  rule.count.reset();
  const bool all_day = first.all_day;
  rule.until = Until{all_day ? original - days{1} : original - seconds{1}, false, all_day};
  halves.before.rule = text_of(rule);
}

}  // namespace

Result<std::optional<Repetition>> repetition_of(const RepetitionInput& input,
                                                const EventTime& first, const Duration& length) {
  if (input.rule.empty() && input.rdates.empty()) {
    if (!input.exdates.empty()) return invalid("/exdates", "need an rrule or rdates beside them");
    return std::optional<Repetition>{};
  }
  Repetition out;
  out.length = length;
  if (!input.rule.empty()) {
    if (auto good = check_rule(input.rule, first); !good) return good.error();
    out.rule = text_of(*parse_rule(input.rule));
  }
  auto rdates = starts_of(input.rdates, first, "/rdates");
  if (!rdates) return rdates.error();
  out.rdates = std::move(*rdates);
  std::vector<WrittenTime> dates;
  std::vector<WrittenTime> times;
  for (const WrittenTime& each : input.exdates) {
    (each.date_only && !first.all_day ? dates : times).push_back(each);
  }
  auto exdates = starts_of(times, first, "/exdates");
  if (!exdates) return exdates.error();
  out.exdates = std::move(*exdates);
  if (!dates.empty()) {
    const auto more = starts_on(dates, bare_series(first, out));
    out.exdates.insert(out.exdates.end(), more.begin(), more.end());
    make_set(out.exdates);
  }
  if (out.exdates.size() > most_dates) {
    return invalid("/exdates", fmt::format("are more than {}", most_dates));
  }
  out.extent = bare_series(first, out).extent();
  return std::optional(std::move(out));
}

Duration length_of(const EventTime& first, const std::optional<Duration>& said) {
  if (first.all_day) {
    return {std::chrono::floor<days>(first.end_local - first.start_local), seconds{0}};
  }
  if (said && said->days != days{0}) return *said;
  return {days{0}, first.ends_at - first.starts_at};
}

Halves split(const Series& series, LocalTime original) {
  const Meeting& meeting = series.meeting();
  const LocalTime first = meeting.time.start_local;
  Halves halves{first, *meeting.repetition, original, *meeting.repetition};
  const auto divide = [&](std::vector<LocalTime>& before, std::vector<LocalTime>& after) {
    const auto middle = std::lower_bound(before.begin(), before.end(), original);
    after.assign(middle, before.end());
    before.erase(middle, before.end());
  };
  divide(halves.before.rdates, halves.after.rdates);
  divide(halves.before.exdates, halves.after.exdates);
  if (first < original) {
    divide_rule(halves, original, meeting.time);
  } else if (!halves.before.rdates.empty()) {
    // Only dates come before the start: all of the rule is in the second half.
    halves.before_start = halves.before.rdates.front();
    halves.before.rule.clear();
    halves.after_start = first;
  }
  return halves;
}

}  // namespace kalends::calendar
