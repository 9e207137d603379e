#include <doctest/doctest.h>

#include <kalends/base/time.hpp>
#include <kalends/base/zone.hpp>

namespace kalends {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Zone zone(std::string_view name) {
  const auto found = Zone::find(name);
  REQUIRE_MESSAGE(found.has_value(), name);
  return *found;
}

LocalTime local(std::string_view text) { return parse_time(text)->local; }

Date date(std::string_view text) { return std::chrono::floor<std::chrono::days>(local(text)); }

Instant utc(std::string_view text) { return Instant{local(text).time_since_epoch()}; }

std::string instant_of(std::string_view zone_name, std::string_view local_text) {
  return format_utc(zone(zone_name).to_instant(local(local_text)));
}

std::string day_start(std::string_view zone_name, std::string_view day) {
  return format_utc(zone(zone_name).start_of_day(date(day)));
}

hours length_of_day(std::string_view zone_name, std::string_view day) {
  const Zone there = zone(zone_name);
  return std::chrono::duration_cast<hours>(there.start_of_day(date(day) + std::chrono::days{1}) -
                                           there.start_of_day(date(day)));
}

TEST_CASE("nine o'clock in Berlin stays nine o'clock across the clock change") {
  CHECK(instant_of("Europe/Berlin", "2026-03-28T09:00") == "2026-03-28T08:00:00Z");
  CHECK(instant_of("Europe/Berlin", "2026-03-30T09:00") == "2026-03-30T07:00:00Z");
}

TEST_CASE("a local time that does not exist is read with the offset before the gap") {
  CHECK(instant_of("Europe/Berlin", "2026-03-29T02:30") == "2026-03-29T01:30:00Z");
  const Zone berlin = zone("Europe/Berlin");
  CHECK(berlin.to_local(berlin.to_instant(local("2026-03-29T02:30"))) == local("2026-03-29T03:30"));
  CHECK(instant_of("America/New_York", "2026-03-08T02:30") == "2026-03-08T07:30:00Z");
  CHECK(instant_of("Australia/Lord_Howe", "2026-10-04T02:15") == "2026-10-03T15:45:00Z");
}

TEST_CASE("a local time that exists twice means the first one") {
  CHECK(instant_of("Europe/Berlin", "2026-10-25T02:30") == "2026-10-25T00:30:00Z");
  CHECK(instant_of("America/New_York", "2026-11-01T01:30") == "2026-11-01T05:30:00Z");
  CHECK(instant_of("Europe/Berlin", "2026-10-25T03:00") == "2026-10-25T02:00:00Z");
}

TEST_CASE("both instants of a doubled hour show the same wall clock") {
  const Zone berlin = zone("Europe/Berlin");
  CHECK(berlin.to_local(utc("2026-10-25T00:30")) == local("2026-10-25T02:30"));
  CHECK(berlin.to_local(utc("2026-10-25T01:30")) == local("2026-10-25T02:30"));
}

TEST_CASE("a day that has no midnight begins when its first moment comes") {
  CHECK(day_start("America/Sao_Paulo", "2018-11-04") == "2018-11-04T03:00:00Z");
  CHECK(day_start("Africa/Cairo", "2023-04-28") == "2023-04-27T22:00:00Z");
  CHECK(day_start("Asia/Beirut", "2022-03-27") == "2022-03-26T22:00:00Z");
  const Zone cairo = zone("Africa/Cairo");
  CHECK(cairo.to_local(cairo.start_of_day(date("2023-04-28"))) == local("2023-04-28T01:00"));
}

TEST_CASE("a day whose midnight comes twice begins with the first") {
  CHECK(day_start("America/Havana", "2026-11-01") == "2026-11-01T04:00:00Z");
  CHECK(day_start("America/St_Johns", "2010-11-07") == "2010-11-07T02:30:00Z");
}

TEST_CASE("days are 23, 24 or 25 hours, and one in Samoa was none") {
  CHECK(length_of_day("Europe/Berlin", "2026-03-29") == hours{23});
  CHECK(length_of_day("Europe/Berlin", "2026-03-30") == hours{24});
  CHECK(length_of_day("Europe/Berlin", "2026-10-25") == hours{25});
  CHECK(length_of_day("America/Sao_Paulo", "2018-11-04") == hours{23});
  CHECK(length_of_day("America/Sao_Paulo", "2018-02-17") == hours{25});
  CHECK(length_of_day("Pacific/Apia", "2011-12-30") == hours{0});
}

TEST_CASE("the day of an instant is the day on the calendar of its zone") {
  const Instant at = utc("2026-03-30T23:30");
  CHECK(zone("UTC").date_at(at) == date("2026-03-30"));
  CHECK(zone("Europe/Berlin").date_at(at) == date("2026-03-31"));
  CHECK(zone("Pacific/Kiritimati").date_at(at) == date("2026-03-31"));
  CHECK(zone("America/New_York").date_at(at) == date("2026-03-30"));
  CHECK(zone("Pacific/Pago_Pago").date_at(at) == date("2026-03-30"));
}

TEST_CASE(
    "every local hour of a year leads to an instant of the same wall clock, or out of a gap") {
  for (const std::string_view name : {"Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu",
                                      "Australia/Lord_Howe", "Pacific/Chatham"}) {
    CAPTURE(name);
    const Zone there = zone(name);
    int gaps = 0;
    const LocalTime end = local("2019-01-01");
    for (LocalTime at = local("2018-01-01"); at < end; at += minutes{30}) {
      const LocalTime back = there.to_local(there.to_instant(at));
      if (back != at) ++gaps;
      REQUIRE((back == at || (back > at && back <= at + hours{1})));
    }
    CHECK(gaps <= 2);
  }
}

TEST_CASE("zones hold for the first and the last year that Kalends accepts") {
  const Zone berlin = zone("Europe/Berlin");
  CHECK(berlin.to_instant(local("1900-01-02T01:00")) == utc("1900-01-02T00:00"));
  CHECK(berlin.to_instant(local("2199-07-01T02:00")) == utc("2199-07-01T00:00"));
  CHECK(berlin.to_instant(local("2199-12-31T01:00")) == utc("2199-12-31T00:00"));
}

TEST_CASE("a zone keeps the name it was asked for, an older name too") {
  CHECK(zone("Europe/Berlin").name() == "Europe/Berlin");
  CHECK(zone("Asia/Calcutta").name() == "Asia/Calcutta");
  CHECK(zone("America/Argentina/Buenos_Aires").name() == "America/Argentina/Buenos_Aires");
  CHECK(zone("Etc/GMT+5").name() == "Etc/GMT+5");
  CHECK(Zone::utc().name() == "UTC");
  CHECK(zone("UTC").to_instant(local("2026-03-30T09:00")) == utc("2026-03-30T09:00"));
}

TEST_CASE("what is not the name of a zone is refused") {
  for (const std::string_view name : {"",
                                      "Nowhere/Atlantis",
                                      "Europe",
                                      "Europe/",
                                      "/Europe/Berlin",
                                      "Europe//Berlin",
                                      "Europe/Berlin/",
                                      "Europe/Berlin ",
                                      " Europe/Berlin",
                                      "europe/berlin",
                                      "EUROPE/BERLIN",
                                      "Europe/./Berlin",
                                      "Africa/../Europe/Berlin",
                                      "../zoneinfo/UTC",
                                      "/etc/passwd",
                                      "localtime",
                                      "posixrules",
                                      "posix/Europe/Berlin",
                                      "right/Europe/Berlin",
                                      "Fixed/UTC+05:00:00",
                                      "zone.tab",
                                      "tzdata.zi",
                                      "leapseconds",
                                      "libc:localtime",
                                      "+02:00",
                                      "UTC+2",
                                      "W. Europe Standard Time",
                                      "Europe/Berlin\n",
                                      "Z\xc3\xbcrich"}) {
    CAPTURE(name);
    CHECK_FALSE(Zone::find(name).has_value());
  }
  CHECK_FALSE(Zone::find(std::string_view("UTC\0", 4)).has_value());
  CHECK_FALSE(Zone::find(std::string(1'000'000, 'A')).has_value());
}

TEST_CASE("a name that was refused once is refused again") {
  for (int i = 0; i < 3; ++i) CHECK_FALSE(Zone::find("Mars/Olympus_Mons").has_value());
}

TEST_CASE("a zone tells when its clocks change and by how much") {
  const Zone berlin = zone("Europe/Berlin");
  const auto changes = berlin.changes(utc("2026-01-01T00:00"), utc("2027-01-01T00:00"));
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].at == utc("2026-03-29T01:00"));
  CHECK(changes[0].offset_before == hours{1});
  CHECK(changes[0].offset_after == hours{2});
  CHECK(changes[0].abbreviation == "CEST");
  CHECK(changes[0].daylight);
  CHECK(changes[1].at == utc("2026-10-25T01:00"));
  CHECK_FALSE(changes[1].daylight);
  CHECK(berlin.offset_at(changes[0].at) == hours{2});
  CHECK(berlin.offset_at(changes[0].at - seconds{1}) == hours{1});
  CHECK(berlin.abbreviation_at(changes[0].at) == "CEST");
}

TEST_CASE("the changes of a zone include one at the beginning and none at the end") {
  const Zone berlin = zone("Europe/Berlin");
  const Instant at = utc("2026-03-29T01:00");
  CHECK(berlin.changes(at, at + seconds{1}).size() == 1);
  CHECK(berlin.changes(at - hours{1}, at).empty());
  CHECK(berlin.changes(at + seconds{1}, at + hours{1}).empty());
  CHECK(zone("UTC").changes(earliest_instant, latest_instant).empty());
  CHECK(berlin.changes(utc("2150-01-01T00:00"), utc("2160-01-01T00:00")).size() == 20);
}

TEST_CASE("summer is summer in Dublin too, and a new standard time is none") {
  const auto dublin = zone("Europe/Dublin").changes(utc("2026-01-01"), utc("2027-01-01"));
  REQUIRE(dublin.size() == 2);
  CHECK(dublin[0].daylight);
  CHECK_FALSE(dublin[1].daylight);
  const auto pyongyang = zone("Asia/Pyongyang").changes(utc("2018-01-01"), utc("2019-01-01"));
  REQUIRE(pyongyang.size() == 1);
  CHECK_FALSE(pyongyang[0].daylight);
}

}  // namespace
}  // namespace kalends
