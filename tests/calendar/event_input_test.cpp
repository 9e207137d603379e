#include <doctest/doctest.h>

#include <kalends/calendar/event_input.hpp>

using namespace kalends;
using namespace kalends::calendar;

namespace {

/// As JSON says it: an end is a time or a duration.
EventInput input(const char* start, const std::string& end, const char* zone,
                 const char* end_zone = "") {
  EventInput out;
  out.start = parse_time(start).value();
  if (end.starts_with('P')) out.duration = parse_duration(end).value();
  if (!end.empty() && !end.starts_with('P')) out.end = parse_time(end).value();
  out.all_day = out.start.date_only;
  out.time_zone = zone;
  out.end_time_zone = end_zone;
  return out;
}

std::string pointer(const Result<EventTime>& time) {
  return time ? "" : time.error().fields.at(0).pointer;
}

constexpr const char* berlin = "Europe/Berlin";

struct Reading {
  const char* what;
  const char* start;
  const char* end;
  const char* zone;
  const char* starts_at;
  const char* ends_at;
  const char* start_text;
  const char* end_text;
};

const Reading readings[] = {
    // rule 1
    {"nine o'clock in winter", "2026-03-27T09:00", "PT1H", berlin, "2026-03-27T08:00:00Z",
     "2026-03-27T09:00:00Z", "2026-03-27T09:00:00+01:00", "2026-03-27T10:00:00+01:00"},
    {"and in summer", "2026-03-30T09:00", "PT1H", berlin, "2026-03-30T07:00:00Z",
     "2026-03-30T08:00:00Z", "2026-03-30T09:00:00+02:00", "2026-03-30T10:00:00+02:00"},
    // rule 2
    {"the gap of spring", "2026-03-29T02:30", "PT30M", berlin, "2026-03-29T01:30:00Z",
     "2026-03-29T02:00:00Z", "2026-03-29T02:30:00+01:00", "2026-03-29T04:00:00+02:00"},
    {"an end in the gap", "2026-03-29T01:30", "2026-03-29T02:15", berlin, "2026-03-29T00:30:00Z",
     "2026-03-29T01:15:00Z", "2026-03-29T01:30:00+01:00", "2026-03-29T02:15:00+01:00"},
    {"a gap of half an hour", "2026-10-04T02:15", "PT15M", "Australia/Lord_Howe",
     "2026-10-03T15:45:00Z", "2026-10-03T16:00:00Z", "2026-10-04T02:15:00+10:30",
     "2026-10-04T03:00:00+11:00"},
    // rule 3
    {"the hour that comes twice", "2026-10-25T02:30", "PT15M", berlin, "2026-10-25T00:30:00Z",
     "2026-10-25T00:45:00Z", "2026-10-25T02:30:00+02:00", "2026-10-25T02:45:00+02:00"},
    {"its second time, by its offset", "2026-10-25T02:30+01:00", "PT15M", berlin,
     "2026-10-25T01:30:00Z", "2026-10-25T01:45:00Z", "2026-10-25T02:30:00+01:00",
     "2026-10-25T02:45:00+01:00"},
    {"from the first into the second", "2026-10-25T02:45", "PT30M", berlin, "2026-10-25T00:45:00Z",
     "2026-10-25T01:15:00Z", "2026-10-25T02:45:00+02:00", "2026-10-25T02:15:00+01:00"},
    // rule 4
    {"a day without midnight", "2026-04-24T00:30", "PT30M", "Africa/Cairo", "2026-04-23T22:30:00Z",
     "2026-04-23T23:00:00Z", "2026-04-24T00:30:00+02:00", "2026-04-24T02:00:00+03:00"},
    // rule 5
    {"a day on the wall clock", "2026-03-28T12:00", "P1D", berlin, "2026-03-28T11:00:00Z",
     "2026-03-29T10:00:00Z", "2026-03-28T12:00:00+01:00", "2026-03-29T12:00:00+02:00"},
    {"twenty-four hours", "2026-03-28T12:00", "PT24H", berlin, "2026-03-28T11:00:00Z",
     "2026-03-29T11:00:00Z", "2026-03-28T12:00:00+01:00", "2026-03-29T13:00:00+02:00"},
    {"a day and an hour in autumn", "2026-10-24T12:00", "P1DT1H", berlin, "2026-10-24T10:00:00Z",
     "2026-10-25T12:00:00Z", "2026-10-24T12:00:00+02:00", "2026-10-25T13:00:00+01:00"},
    {"a week", "2026-03-25T12:00", "P1W", berlin, "2026-03-25T11:00:00Z", "2026-04-01T10:00:00Z",
     "2026-03-25T12:00:00+01:00", "2026-04-01T12:00:00+02:00"},
    {"another offset than the zone's", "2026-03-30T09:00Z", "PT1H", berlin, "2026-03-30T09:00:00Z",
     "2026-03-30T10:00:00Z", "2026-03-30T11:00:00+02:00", "2026-03-30T12:00:00+02:00"},
    // rule 8
    {"an all-day event of no end", "2026-03-29", "", berlin, "2026-03-28T23:00:00Z",
     "2026-03-29T22:00:00Z", "2026-03-29", "2026-03-30"},
    {"two days, the end exclusive", "2026-03-29", "2026-03-31", berlin, "2026-03-28T23:00:00Z",
     "2026-03-30T22:00:00Z", "2026-03-29", "2026-03-31"},
    {"an all-day event on a day without midnight", "2026-04-24", "P1D", "Africa/Cairo",
     "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z", "2026-04-24", "2026-04-25"},
};

}  // namespace

TEST_CASE("a time is what its zone makes of it") {
  for (const Reading& each : readings) {
    CAPTURE(each.what);
    const auto time = event_time(input(each.start, each.end, each.zone));
    REQUIRE(time.has_value());
    CHECK(format_utc(time->starts_at) == each.starts_at);
    CHECK(format_utc(time->ends_at) == each.ends_at);
    CHECK(start_text(*time) == each.start_text);
    CHECK(end_text(*time) == each.end_text);
  }
}

// rule 6
TEST_CASE("a flight starts in one zone and ends in another") {
  const auto flight =
      event_time(input("2026-07-01T10:00", "2026-07-01T12:30", berlin, "America/New_York"));
  REQUIRE(flight.has_value());
  CHECK(format_utc(flight->starts_at) == "2026-07-01T08:00:00Z");
  CHECK(format_utc(flight->ends_at) == "2026-07-01T16:30:00Z");
  CHECK(end_text(*flight) == "2026-07-01T12:30:00-04:00");
  const auto lasting = event_time(input("2026-07-01T10:00", "PT8H30M", berlin, "America/New_York"));
  REQUIRE(lasting.has_value());
  CHECK((*lasting == *flight));
}

TEST_CASE("a time that cannot be is refused at its field") {
  struct {
    const char* start;
    const char* end;
    const char* zone;
    const char* end_zone;
    const char* pointer;
  } const cases[] = {
      {"2026-03-30T09:00", "PT0S", berlin, "", "/duration"},
      {"2026-03-30T09:00", "2026-03-30T09:00", berlin, "", "/end"},
      {"2026-03-30T09:00", "2026-03-30T08:59:59", berlin, "", "/end"},
      {"2026-03-30T09:00", "", berlin, "", "/end"},
      {"2026-03-30T09:00", "2026-03-31", berlin, "", "/end"},
      {"2026-03-30T09:00", "P367D", berlin, "", "/duration"},
      {"2026-03-30", "2026-03-30", berlin, "", "/end"},
      {"2026-03-30", "2026-03-31T09:00", berlin, "", "/end"},
      {"2026-03-30", "PT24H", berlin, "", "/duration"},
      {"2026-03-30", "2027-04-02", berlin, "", "/end"},
      // rule 7
      {"2026-03-30T09:00", "PT1H", "W. Europe Standard Time", "", "/timeZone"},
      {"2026-03-30T09:00", "PT1H", "", "", "/timeZone"},
      {"2026-03-30T09:00", "PT1H", berlin, "Mars/Olympus", "/endTimeZone"},
      {"1900-01-01T00:30", "PT1H", "Pacific/Auckland", "", "/start"},
      {"2199-12-31T23:30", "PT1H", "UTC", "", "/duration"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.start);
    CAPTURE(each.end);
    CHECK(pointer(event_time(input(each.start, each.end, each.zone, each.end_zone))) ==
          each.pointer);
  }
}

TEST_CASE("a year and a day is the longest, and one second the shortest") {
  CHECK(event_time(input("2024-01-01T00:00", "P366D", "UTC")).has_value());
  CHECK(event_time(input("2024-01-01T00:00", "PT1S", "UTC")).has_value());
  CHECK(event_time(input("2024-01-01T00:00", "P366DT1S", "UTC")).has_error());
}

TEST_CASE("a change takes what it says and leaves the rest") {
  const auto patched = [](const EventTime& now, auto set) {
    EventPatch patch;
    set(patch);
    const auto time = changed_time(now, patch);
    REQUIRE(time.has_value());
    return start_text(*time) + " " + end_text(*time);
  };
  const EventTime now = event_time(input("2026-03-27T09:00", "PT90M", berlin)).value();
  const auto time = [](const char* text) { return parse_time(text).value(); };
  CHECK(patched(now, [](EventPatch&) {}) == "2026-03-27T09:00:00+01:00 2026-03-27T10:30:00+01:00");
  CHECK(patched(now, [&](EventPatch& p) { p.start = time("2026-03-30T14:00"); }) ==
        "2026-03-30T14:00:00+02:00 2026-03-30T15:30:00+02:00");
  CHECK(patched(now, [&](EventPatch& p) { p.end = time("2026-03-27T09:30"); }) ==
        "2026-03-27T09:00:00+01:00 2026-03-27T09:30:00+01:00");
  CHECK(patched(now, [](EventPatch& p) {
          p.duration = Duration{std::chrono::days{1}, {}};
        }) == "2026-03-27T09:00:00+01:00 2026-03-28T09:00:00+01:00");
  CHECK(patched(now, [](EventPatch& p) { p.time_zone = "America/New_York"; }) ==
        "2026-03-27T09:00:00-04:00 2026-03-27T10:30:00-04:00");
  CHECK(patched(now, [](EventPatch& p) { p.end_time_zone = "Europe/London"; }) ==
        "2026-03-27T09:00:00+01:00 2026-03-27T10:30:00Z");
  const EventTime autumn = event_time(input("2026-10-25T02:30+01:00", "PT15M", berlin)).value();
  CHECK((changed_time(autumn, {}).value() == autumn));
}

TEST_CASE("an all-day event that is moved keeps its days, over a change of clocks too") {
  const EventTime now = event_time(input("2026-03-20", "2026-03-22", berlin)).value();
  EventPatch patch;
  patch.start = parse_time("2026-03-28");
  const auto moved = changed_time(now, patch);
  REQUIRE(moved.has_value());
  CHECK(start_text(*moved) == "2026-03-28");
  CHECK(end_text(*moved) == "2026-03-30");
}

TEST_CASE("what becomes all-day, or has been, needs a new start") {
  const EventTime timed = event_time(input("2026-03-27T09:00", "PT1H", berlin)).value();
  EventPatch patch;
  patch.all_day = true;
  CHECK(pointer(changed_time(timed, patch)) == "/start");
  patch.start = parse_time("2026-03-27");
  const auto day = changed_time(timed, patch);
  REQUIRE(day.has_value());
  CHECK(end_text(*day) == "2026-03-28");
}
