#include <doctest/doctest.h>

#include <kalends/base/time.hpp>

namespace kalends {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year;

LocalTime local(int y, unsigned month, unsigned day, int hour, int minute, int second = 0) {
  const auto date = year{y} / static_cast<int>(month) / static_cast<int>(day);
  return std::chrono::local_days{date} + hours{hour} + minutes{minute} + seconds{second};
}

TEST_CASE("a time with an offset is read as RFC 3339 writes it") {
  const auto read = parse_time("2026-03-30T09:05:07+02:00");
  REQUIRE(read.has_value());
  CHECK(read->local == local(2026, 3, 30, 9, 5, 7));
  CHECK(read->offset == hours{2});
  CHECK_FALSE(read->date_only);
}

TEST_CASE("offsets go west, have minutes, and may be Z") {
  CHECK(parse_time("2026-03-30T09:00:00-09:30")->offset == -(hours{9} + minutes{30}));
  CHECK(parse_time("2026-03-30T09:00:00+05:45")->offset == hours{5} + minutes{45});
  CHECK(parse_time("2026-03-30T09:00:00-00:00")->offset == seconds{0});
  CHECK(parse_time("2026-03-30T09:00:00Z")->offset == seconds{0});
  CHECK(parse_time("2026-03-30t09:00:00z")->offset == seconds{0});
}

TEST_CASE("a time may come without an offset, or without seconds") {
  const auto read = parse_time("2026-03-30T09:00");
  REQUIRE(read.has_value());
  CHECK(read->local == local(2026, 3, 30, 9, 0));
  CHECK_FALSE(read->offset.has_value());
  CHECK_FALSE(read->date_only);
  CHECK(parse_time("2026-03-30 09:00:00")->local == local(2026, 3, 30, 9, 0));
}

TEST_CASE("a bare date is its midnight, and says that it is a date") {
  const auto read = parse_time("2026-03-30");
  REQUIRE(read.has_value());
  CHECK(read->local == local(2026, 3, 30, 0, 0));
  CHECK(read->date_only);
  CHECK_FALSE(read->offset.has_value());
}

TEST_CASE("parts of a second are read and dropped, a leap second is its neighbour") {
  CHECK(parse_time("2026-03-30T09:00:07.999999999Z")->local == local(2026, 3, 30, 9, 0, 7));
  CHECK(parse_time("2016-12-31T23:59:60Z")->local == local(2016, 12, 31, 23, 59, 59));
}

TEST_CASE("leap days exist in leap years only") {
  CHECK(parse_time("2024-02-29").has_value());
  CHECK(parse_time("2000-02-29").has_value());
  for (const std::string_view text : {"2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text).has_value());
  }
}

TEST_CASE("years outside 1900 to 2199 are refused") {
  for (const std::string_view text :
       {"0000-01-01", "0001-01-01T00:00:00Z", "1899-12-31", "2200-01-01", "9999-12-31T23:59:59Z",
        "-2026-01-01", "+2026-01-01", "12026-01-01", "026-01-01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text).has_value());
  }
  CHECK(parse_time("1900-01-01").has_value());
  CHECK(parse_time("2199-12-31").has_value());
}

TEST_CASE("a text that is no time is refused") {
  for (const std::string_view text : {"",
                                      "now",
                                      "2026",
                                      "2026-3-30",
                                      "2026-13-01",
                                      "2026-00-10",
                                      "2026-04-31",
                                      "2026-03-00",
                                      "2026/03/30",
                                      "20260330",
                                      "2026-03-30T",
                                      "2026-03-30 ",
                                      " 2026-03-30",
                                      "2026-03-30T09",
                                      "2026-03-30T24:00:00Z",
                                      "2026-03-30T09:60:00Z",
                                      "2026-03-30T09:00:61Z",
                                      "2026-03-30T09:00:00.Z",
                                      "2026-03-30T09:00:00,5Z",
                                      "2026-03-30T9:00:00Z",
                                      "2026-03-30T09:00:00+2:00",
                                      "2026-03-30T09:00:00+0200",
                                      "2026-03-30T09:00:00+02",
                                      "2026-03-30T09:00:00+19:00",
                                      "2026-03-30T09:00:00+02:60",
                                      "2026-03-30T09:00:00 +02:00",
                                      "2026-03-30T09:00:00Zulu",
                                      "2026-03-30T09:00:00Z ",
                                      "2026-03-30T-9:00:00Z",
                                      "2026-03-30T09:00:00\xe2\x88\x92"
                                      "02:00",
                                      "\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa6-03-30"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text).has_value());
  }
}

TEST_CASE("a time is written with its offset, and nought is Z") {
  CHECK(format_time(local(2026, 3, 30, 9, 0), hours{2}) == "2026-03-30T09:00:00+02:00");
  CHECK(format_time(local(2026, 3, 30, 9, 0), -(hours{3} + minutes{30})) ==
        "2026-03-30T09:00:00-03:30");
  CHECK(format_time(local(2026, 12, 31, 23, 59, 59), seconds{0}) == "2026-12-31T23:59:59Z");
  CHECK(format_utc(Instant{}) == "1970-01-01T00:00:00Z");
  CHECK(format_utc(Instant{seconds{-1}}) == "1969-12-31T23:59:59Z");
  CHECK(format_utc(earliest_instant) == "1900-01-01T00:00:00Z");
  CHECK(format_utc(latest_instant) == "2200-01-01T00:00:00Z");
  CHECK(format_date(Date{year{2024} / 2 / 29}) == "2024-02-29");
}

TEST_CASE("what was written is read as the same") {
  for (const seconds offset : {seconds{0}, seconds{hours{14}}, -seconds{hours{12}}}) {
    for (const LocalTime at : {local(1900, 1, 1, 0, 0), local(2199, 12, 31, 23, 59, 59)}) {
      const auto read = parse_time(format_time(at, offset));
      REQUIRE(read.has_value());
      CHECK(read->local == at);
      CHECK(read->offset == offset);
    }
  }
}

TEST_CASE("P1D is a day on the wall clock, PT24H is 24 hours") {
  const auto day = parse_duration("P1D");
  REQUIRE(day.has_value());
  CHECK(day->days == days{1});
  CHECK(day->exact == seconds{0});
  const auto hours_24 = parse_duration("PT24H");
  REQUIRE(hours_24.has_value());
  CHECK(hours_24->days == days{0});
  CHECK(hours_24->exact == hours{24});
}

TEST_CASE("durations of every form are read") {
  CHECK(parse_duration("P2W")->days == days{14});
  CHECK(parse_duration("PT30M")->exact == minutes{30});
  CHECK(parse_duration("PT45S")->exact == seconds{45});
  CHECK(parse_duration("PT1H30M15S")->exact == hours{1} + minutes{30} + seconds{15});
  const auto both = parse_duration("P1DT2H");
  CHECK(both->days == days{1});
  CHECK(both->exact == hours{2});
  CHECK(parse_duration("P3660D").has_value());
  CHECK(parse_duration("PT0S")->exact == seconds{0});
}

TEST_CASE("a text that is no duration is refused") {
  for (const std::string_view text :
       {"",       "P",       "PT",      "P1DT",  "1D",     "P1",     "PT5",
        "P1Y",    "P1M",     "P-1D",    "-P1D",  "+P1D",   "P+1D",   "P-0D",
        "PT1.5H", "PT30S1H", "P1H",     "P1W2D", "P1D2D",  "PT1H ",  " PT1H",
        "p1d",    "P 1D",    "PT1HP1D", "P1W1",  "P3661D", "P1000W", "P1DT-1H"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text).has_value());
  }
}

TEST_CASE("a duration beyond any number is refused, not wrapped") {
  for (const std::string_view text :
       {"P2147483647D", "P2147483648D", "P306783379W", "PT2147483647H", "PT35791395M",
        "PT99999999999999999999S", "P99999999999999999999D"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text).has_value());
  }
}

}  // namespace
}  // namespace kalends
