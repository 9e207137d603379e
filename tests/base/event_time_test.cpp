#include <doctest/doctest.h>

#include <kalends/base/event_time.hpp>

namespace kalends {
namespace {

using std::chrono::minutes;

LocalTime local(std::string_view text) { return parse_time(text)->local; }

Zone zone(std::string_view name) { return *Zone::find(name); }

EventTime timed(std::string_view start, std::string_view start_zone, std::string_view end,
                std::string_view end_zone) {
  EventTime time;
  time.start_local = local(start);
  time.end_local = local(end);
  time.time_zone = start_zone;
  time.end_time_zone = end_zone;
  time.starts_at = zone(start_zone).to_instant(time.start_local);
  time.ends_at = zone(end_zone).to_instant(time.end_local);
  return time;
}

EventTime all_day(std::string_view start, std::string_view end) {
  EventTime time = timed(start, "Europe/Berlin", end, "Europe/Berlin");
  time.all_day = true;
  return time;
}

TEST_CASE("a timed event is at the same instants for every reader") {
  const auto time = timed("2026-03-30T09:00", "Europe/Berlin", "2026-03-30T10:00", "Europe/Berlin");
  CHECK(range_for(time, zone("Asia/Tokyo")) == TimeRange{time.starts_at, time.ends_at});
  CHECK(start_text(time) == "2026-03-30T09:00:00+02:00");
  CHECK(end_text(time) == "2026-03-30T10:00:00+02:00");
}

TEST_CASE("a flight starts and ends in different zones") {
  const auto time =
      timed("2026-03-30T11:00", "Europe/Berlin", "2026-03-30T14:00", "America/New_York");
  CHECK(start_text(time) == "2026-03-30T11:00:00+02:00");
  CHECK(end_text(time) == "2026-03-30T14:00:00-04:00");
  CHECK(time.ends_at - time.starts_at == std::chrono::hours{9});
}

TEST_CASE("an all-day event is a day of the reader") {
  const auto time = all_day("2026-03-30", "2026-03-31");
  CHECK(start_text(time) == "2026-03-30");
  CHECK(end_text(time) == "2026-03-31");
  const TimeRange tokyo = range_for(time, zone("Asia/Tokyo"));
  CHECK(format_utc(tokyo.from) == "2026-03-29T15:00:00Z");
  CHECK(format_utc(tokyo.to) == "2026-03-30T15:00:00Z");
  const TimeRange new_york = range_for(time, zone("America/New_York"));
  CHECK(format_utc(new_york.from) == "2026-03-30T04:00:00Z");
}

TEST_CASE("an all-day event on a day without midnight covers that day") {
  const TimeRange cairo = range_for(all_day("2023-04-28", "2023-04-29"), zone("Africa/Cairo"));
  CHECK(cairo.to - cairo.from == std::chrono::hours{23});
}

TEST_CASE("a time in the spring gap is echoed as it was entered, with the offset before the gap") {
  const auto time = timed("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T04:00", "Europe/Berlin");
  CHECK(start_text(time) == "2026-03-29T02:30:00+01:00");
  CHECK(end_text(time) == "2026-03-29T04:00:00+02:00");
  CHECK(time.ends_at - time.starts_at == minutes{30});
}

TEST_CASE("a meeting that ends in the second of two equal hours says which one") {
  auto time = timed("2026-10-25T02:50", "Europe/Berlin", "2026-10-25T02:05", "Europe/Berlin");
  time.ends_at = time.starts_at + minutes{15};
  CHECK(start_text(time) == "2026-10-25T02:50:00+02:00");
  CHECK(end_text(time) == "2026-10-25T02:05:00+01:00");
}

TEST_CASE("where an offset had seconds, the text is in UTC and still exact") {
  const auto time =
      timed("1970-06-01T12:00", "Africa/Monrovia", "1970-06-01T13:00", "Africa/Monrovia");
  CHECK(start_text(time) == "1970-06-01T12:44:30Z");
}

}  // namespace
}  // namespace kalends
