#include "recurrence_plan.hpp"

#include <algorithm>

#include <kalends/calendar/series.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

// What a zone may skip or repeat at once (Samoa left out a whole day), and for all-day meetings how
// far the readers' midnights are from each other.
constexpr days around_timed{1};
constexpr days around_all_day{2};

// Beside its own members: a small rule's lists, and what the heap adds to each.
constexpr std::size_t beside_series = 240;

constexpr LocalTime first_local{earliest_instant.time_since_epoch() - days{1}};

seconds longest(const Duration& length) { return length.days + length.exact + days{1}; }

EventTime all_day_at(const EventTime& first, LocalTime original, const Duration& length,
                     const Zone& zone) {
  EventTime time = first;
  time.start_local = original;
  time.end_local = original + length.days;
  const auto date = [](LocalTime local) { return std::chrono::floor<days>(local); };
  time.starts_at = zone.start_of_day(date(time.start_local));
  time.ends_at = zone.start_of_day(date(time.end_local));
  return time;
}

/// The next of two sorted lists, each value once.
std::vector<LocalTime> united(const std::vector<LocalTime>& a, std::vector<LocalTime> b) {
  if (a.empty()) return b;
  std::vector<LocalTime> out;
  out.reserve(a.size() + b.size());
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

std::optional<Recurrence> recurrence_of(const Meeting& meeting, const Zone& zone) {
  if (meeting.repetition->rule.empty()) return std::nullopt;
  const auto rule = parse_rule(meeting.repetition->rule);
  if (!rule) return std::nullopt;  // stored rules were checked; a broken one repeats nothing
  return Recurrence(*rule, meeting.time.start_local, zone);
}

/// Wherever its reader lives.
TimeRange anywhere(const EventTime& time) {
  if (!time.all_day) return {time.starts_at, time.ends_at};
  return {time.starts_at - around_all_day, std::min(time.ends_at + around_all_day, latest_instant)};
}

std::size_t bytes_of(const std::string& text) { return text.capacity(); }
std::size_t bytes_of(const std::optional<std::string>& text) { return text ? text->capacity() : 0; }

template <class... Texts>
std::size_t bytes_of(const Texts&... texts) {
  return (bytes_of(texts) + ...);
}

TimeRange outermost(const TimeRange& a, const TimeRange& b) {
  return {std::min(a.from, b.from), std::max(a.to, b.to)};
}

}  // namespace

Result<void> check_rule(const std::string& rule, const EventTime& first) {
  auto parsed = parse_rule(rule);
  if (!parsed) return parsed.error();
  auto fault = fault_in(*parsed, first.start_local, Zone::find_or_utc(first.time_zone));
  if (fault) return invalid("/rrule", std::move(*fault));
  return {};
}

Series::Series(Meeting meeting, std::vector<Exception> exceptions)
    : meeting_(std::move(meeting)),
      exceptions_(std::move(exceptions)),
      zone_(Zone::find_or_utc(meeting_.time.time_zone)),
      end_zone_(Zone::find_or_utc(meeting_.time.end_time_zone)),
      recurrence_(recurrence_of(meeting_, zone_)),
      rdates_(meeting_.repetition->rdates),
      longest_(longest(meeting_.repetition->length)) {
  // The first start belongs to every series, with a rule or without (RFC 5545 3.8.5.3).
  if (!recurrence_) rdates_.push_back(meeting_.time.start_local);
  std::sort(rdates_.begin(), rdates_.end());
  rdates_.erase(std::unique(rdates_.begin(), rdates_.end()), rdates_.end());
  for (const LocalTime local : meeting_.repetition->exdates) {
    exdates_.push_back(zone_.to_instant(local));
  }
  std::sort(exdates_.begin(), exdates_.end());
}

bool Series::is_excluded(LocalTime local) const {
  if (exdates_.empty()) return false;
  return std::binary_search(exdates_.begin(), exdates_.end(), zone_.to_instant(local));
}

const Exception* Series::exception_at(LocalTime original) const {
  const auto found =
      std::lower_bound(exceptions_.begin(), exceptions_.end(), original,
                       [](const Exception& e, LocalTime local) { return e.original < local; });
  return found != exceptions_.end() && found->original == original ? &*found : nullptr;
}

/// Every original start in [from, to), in order, until `take` says no.
template <class Take>
void Series::each_original(LocalTime from, LocalTime to, Take take) const {
  constexpr std::size_t at_once = 64;
  while (from < to) {
    std::vector<LocalTime> starts;
    if (recurrence_) starts = recurrence_->starts(from, to, at_once);
    const LocalTime seen = starts.size() < at_once ? to : starts.back() + seconds{1};
    const auto first = std::lower_bound(rdates_.begin(), rdates_.end(), from);
    const auto last = std::lower_bound(first, rdates_.end(), seen);
    for (const LocalTime local : united({first, last}, std::move(starts))) {
      if (!is_excluded(local) && !take(local)) return;
    }
    from = seen;
  }
}

Occurrence Series::regular(LocalTime original) const { return {original, regular_time(original)}; }

EventTime Series::regular_time(LocalTime original) const {
  const EventTime& first = meeting_.time;
  const Duration& length = meeting_.repetition->length;
  if (original == first.start_local) return first;
  if (first.all_day) return all_day_at(first, original, length, zone_);
  EventTime time = first;
  time.start_local = original;
  time.starts_at = zone_.to_instant(original);
  // RFC 5545 3.3.6: days follow the wall clock, hours do not.
  const bool exact = length.days == days{0};
  time.ends_at = exact ? time.starts_at + length.exact
                       : zone_.to_instant(original + length.days) + length.exact;
  time.end_local = end_zone_.to_local(time.ends_at);
  return time;
}

std::vector<Occurrence> Series::overlapping(const TimeRange& range, Instant not_before,
                                            const Zone& reader, std::size_t most) const {
  const auto fits = [&](const TimeRange& placed) {
    return placed.from < range.to && placed.to > range.from && placed.from >= not_before;
  };
  const days around = meeting_.time.all_day ? around_all_day : around_timed;
  const Instant earliest = std::max({range.from - longest_, not_before, earliest_instant});
  std::vector<std::pair<TimeRange, Occurrence>> found;
  each_original(zone_.to_local(earliest) - around, zone_.to_local(range.to) + around,
                [&](LocalTime original) {
                  if (exception_at(original) != nullptr) return true;
                  Occurrence occurrence = regular(original);
                  const TimeRange placed = range_for(occurrence.time, reader);
                  if (fits(placed)) found.emplace_back(placed, std::move(occurrence));
                  return found.size() < most;
                });
  for (const Exception& exception : exceptions_) {
    Occurrence occurrence = *find(exception.original);
    const TimeRange placed = range_for(occurrence.time, reader);
    if (fits(placed)) found.emplace_back(placed, std::move(occurrence));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first.from, a.second.original) < std::pair(b.first.from, b.second.original);
  });
  if (found.size() > most) found.resize(most);
  std::vector<Occurrence> out;
  out.reserve(found.size());
  for (auto& each : found) out.push_back(std::move(each.second));
  return out;
}

std::optional<Occurrence> Series::regular_after(LocalTime original) const {
  std::optional<Occurrence> found;
  each_original(original + seconds{1}, end_of_time, [&](LocalTime each) {
    if (exception_at(each) == nullptr) found = regular(each);
    return !found;
  });
  return found;
}

std::optional<Occurrence> Series::regular_ending_after(Instant at, const Zone& reader) const {
  std::optional<Occurrence> found;
  const LocalTime from = zone_.to_local(at - longest_) - around_all_day;
  each_original(std::max(from, first_local), end_of_time, [&](LocalTime each) {
    if (exception_at(each) != nullptr) return true;
    Occurrence occurrence = regular(each);
    if (range_for(occurrence.time, reader).to > at) found = std::move(occurrence);
    return !found;
  });
  return found;
}

bool Series::is_original(LocalTime local) const {
  bool found = false;
  each_original(local, local + seconds{1}, [&](LocalTime) { return !(found = true); });
  return found;
}

std::optional<Occurrence> Series::find(LocalTime original) const {
  const Exception* exception = exception_at(original);
  if (exception == nullptr && !is_original(original)) return std::nullopt;
  Occurrence occurrence = regular(original);
  occurrence.exception = exception;
  if (exception != nullptr && exception->time) occurrence.time = *exception->time;
  return occurrence;
}

std::optional<Occurrence> Series::find(const WrittenTime& name) const {
  if (name.date_only != meeting_.time.all_day) return std::nullopt;
  if (auto found = find(name.local); found && !name.offset) return found;
  if (!name.offset) return std::nullopt;
  const Instant at{name.local.time_since_epoch() - *name.offset};
  auto found = find(name.local);
  if (!found || regular_time(name.local).starts_at != at) found = find(zone_.to_local(at));
  return found;
}

std::vector<LocalTime> Series::originals(LocalTime from, LocalTime to, std::size_t most) const {
  std::vector<LocalTime> out;
  each_original(from, to, [&](LocalTime each) {
    if (out.size() < most) out.push_back(each);
    return out.size() < most;
  });
  return out;
}

Meeting Series::at(const Occurrence& occurrence) const {
  Meeting meeting = meeting_;
  meeting.time = occurrence.time;
  const Exception* exception = occurrence.exception;
  if (exception == nullptr) return meeting;
  meeting.title = exception->title.value_or(meeting.title);
  meeting.description = exception->description.value_or(meeting.description);
  meeting.link = exception->link.value_or(meeting.link);
  meeting.location = exception->location.value_or(meeting.location);
  meeting.transparent = exception->transparent.value_or(meeting.transparent);
  meeting.reminders = exception->reminders.value_or(meeting.reminders);
  meeting.cancelled = meeting.cancelled || exception->cancelled;
  return meeting;
}

std::string Series::name(LocalTime original) const { return start_text(regular_time(original)); }

TimeRange Series::extent() const {
  const LocalTime first = meeting_.time.start_local;
  TimeRange out = anywhere(meeting_.time);
  if (!rdates_.empty()) {
    out = outermost(out, anywhere(regular_time(std::min(first, rdates_.front()))));
    out = outermost(out, anywhere(regular_time(rdates_.back())));
  }
  for (const Exception& exception : exceptions_) {
    if (exception.time) out = outermost(out, anywhere(*exception.time));
  }
  if (recurrence_) {
    const auto last = recurrence_->last();
    out.to = last ? std::max(out.to, anywhere(regular_time(*last)).to) : latest_instant;
  }
  return out;
}

std::size_t Series::bytes() const {
  const Repetition& repetition = *meeting_.repetition;
  std::size_t size = sizeof(Series) + sizeof(RecurrencePlan) + beside_series;
  size += bytes_of(meeting_.title, meeting_.description, meeting_.link, meeting_.location);
  // Each number that the rule names stands there as an int, some of them twice.
  size += repetition.rule.capacity() * 2 * sizeof(int);
  size += (repetition.rdates.capacity() + repetition.exdates.capacity() + rdates_.capacity() +
           exdates_.capacity()) *
          sizeof(LocalTime);
  for (const Exception& each : exceptions_) {
    size += sizeof(Exception) + bytes_of(each.title, each.description, each.link, each.location);
  }
  return size;
}

}  // namespace kalends::calendar
