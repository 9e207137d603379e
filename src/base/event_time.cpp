#include <kalends/base/event_time.hpp>

namespace kalends {
namespace {

Date date_of(LocalTime local) { return std::chrono::floor<std::chrono::days>(local); }

std::string text_of(bool all_day, LocalTime local, Instant at) {
  if (all_day) return format_date(date_of(local));
  const std::chrono::seconds offset = local.time_since_epoch() - at.time_since_epoch();
  // Zones of the first half of the 20th century had seconds in their offset; RFC 3339 has none.
  return offset.count() % 60 == 0 ? format_time(local, offset) : format_utc(at);
}

}  // namespace

TimeRange range_for(const EventTime& time, const Zone& reader) {
  if (!time.all_day) return {time.starts_at, time.ends_at};
  return {reader.start_of_day(date_of(time.start_local)),
          reader.start_of_day(date_of(time.end_local))};
}

std::string start_text(const EventTime& time) {
  return text_of(time.all_day, time.start_local, time.starts_at);
}

std::string end_text(const EventTime& time) {
  return text_of(time.all_day, time.end_local, time.ends_at);
}

}  // namespace kalends
