#include <kalends/calendar/event_input.hpp>
#include <kalends/calendar/series_input.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::seconds;

struct Point {
  LocalTime local;
  Instant at;
};

Point point_of(const WrittenTime& written, const Zone& zone) {
  if (!written.offset) return {written.local, zone.to_instant(written.local)};
  const Instant at{written.local.time_since_epoch() - *written.offset};
  // 02:30+01:00 in a spring gap, and either 02:30 of an autumn night, stay as they were entered.
  const bool readable = zone.to_instant(written.local) == at || zone.to_local(at) == written.local;
  return {readable ? written.local : zone.to_local(at), at};
}

Point end_after(const Point& start, const Duration& duration, const Zone& zone) {
  if (duration.days == days{0}) {
    const Instant at = start.at + duration.exact;
    // Kept as entered where the start is: 02:30 in a gap plus an hour is 04:30 on the wall.
    return {zone.to_local(at), at};
  }
  const LocalTime local = start.local + duration.days;
  const Instant at = zone.to_instant(local) + duration.exact;
  return {duration.exact == seconds{0} ? local : zone.to_local(at), at};
}

std::optional<Error> fault_in_range(const EventTime& time, const char* end_field) {
  if (time.starts_at < earliest_instant || time.starts_at >= latest_instant) {
    return invalid("/start", "lies outside the years 1900 to 2199");
  }
  if (time.ends_at >= latest_instant)
    return invalid(end_field, "lies outside the years 1900 to 2199");
  if (time.ends_at <= time.starts_at) return invalid(end_field, "must come after the start");
  if (time.ends_at - time.starts_at > longest_event) {
    return invalid(end_field, "makes it longer than 366 days");
  }
  return std::nullopt;
}

Result<EventTime> all_day_time(const EventInput& input, const Zone& zone) {
  if (!input.start.date_only) return invalid("/start", "must be a date for an all-day meeting");
  if (input.end && !input.end->date_only)
    return invalid("/end", "must be a date for an all-day meeting");
  if (input.duration && input.duration->exact != seconds{0}) {
    return invalid("/duration", "must be whole days for an all-day meeting");
  }
  const Duration length = input.duration.value_or(Duration{days{1}, seconds{0}});
  const LocalTime end = input.end ? input.end->local : input.start.local + length.days;
  const auto instant = [&](LocalTime local) {
    return zone.start_of_day(std::chrono::floor<days>(local));
  };
  return EventTime{true,        input.start.local,          end,         zone.name(),
                   zone.name(), instant(input.start.local), instant(end)};
}

Result<EventTime> timed(const EventInput& input, const Zone& zone, const Zone& end_zone) {
  if (input.start.date_only) return invalid("/start", "must have a time of day, or allDay be true");
  if (input.end && input.end->date_only) {
    return invalid("/end", "must have a time of day, or allDay be true");
  }
  if (!input.end && !input.duration) return invalid("/end", "is missing (or a duration instead)");
  const Point start = point_of(input.start, zone);
  Point end = input.end ? point_of(*input.end, end_zone) : end_after(start, *input.duration, zone);
  if (!input.end)
    end.local = zone.name() == end_zone.name() ? end.local : end_zone.to_local(end.at);
  return EventTime{false, start.local, end.local, zone.name(), end_zone.name(), start.at, end.at};
}

/// As it would be entered again: with its offset where the zone stays, which tells the two 02:30 of
/// an autumn night apart.
WrittenTime written(const EventTime& time, LocalTime local, Instant at, bool with_offset) {
  if (time.all_day) return {local, std::nullopt, true};
  if (!with_offset) return {local, std::nullopt, false};
  return {local, local.time_since_epoch() - at.time_since_epoch(), false};
}

}  // namespace

Result<EventTime> event_time(const EventInput& input) {
  const auto zone = Zone::find(input.time_zone);
  if (!zone) return invalid("/timeZone", "is not the name of an IANA time zone");
  const auto end_zone = input.end_time_zone.empty() ? zone : Zone::find(input.end_time_zone);
  if (!end_zone) return invalid("/endTimeZone", "is not the name of an IANA time zone");
  if (input.end && input.duration) return invalid("/duration", "cannot stand beside end");
  auto time = input.all_day ? all_day_time(input, *zone) : timed(input, *zone, *end_zone);
  if (!time) return time;
  const char* end_field = input.duration ? "/duration" : "/end";
  if (auto fault = fault_in_range(*time, end_field)) return std::move(*fault);
  return time;
}

Result<EventTime> changed_time(const EventTime& now, const EventPatch& patch) {
  EventInput input;
  input.all_day = patch.all_day.value_or(now.all_day);
  input.time_zone = patch.time_zone.value_or(now.time_zone);
  const bool one_zone = now.time_zone == now.end_time_zone;
  input.end_time_zone = patch.end_time_zone.value_or(one_zone ? "" : now.end_time_zone);
  const bool same_kind = input.all_day == now.all_day;
  const bool same_zone = input.time_zone == now.time_zone;
  if (!patch.start && !same_kind) return invalid("/start", "is needed where allDay changes");
  input.start =
      patch.start ? *patch.start : written(now, now.start_local, now.starts_at, same_zone);
  input.duration = patch.duration;
  if (patch.end) {
    input.end = patch.end;
  } else if (!patch.duration && same_kind && patch.start) {
    input.duration = length_of(now, std::nullopt);
  } else if (!patch.duration && same_kind) {
    input.end = written(now, now.end_local, now.ends_at, same_zone && !patch.end_time_zone);
  }
  return event_time(input);
}

}  // namespace kalends::calendar
