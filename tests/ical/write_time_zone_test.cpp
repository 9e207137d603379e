#include "reading.hpp"

#include <doctest/doctest.h>

#include <kalends/base/time.hpp>
#include <kalends/ical/time_zone.hpp>

namespace kalends::ical {
namespace {

using std::chrono::days;
using std::chrono::hours;

Instant utc(std::string_view text) { return Instant{parse_time(text)->local.time_since_epoch()}; }

std::string written(std::string_view name, Instant from, std::optional<Instant> to = {}) {
  std::string out;
  Writer writer(out);
  write_time_zone(writer, *Zone::find(name), from, to);
  return out;
}

EmbeddedZone read_again(const std::string& text) {
  auto read = read_in_calendar(text);
  REQUIRE(read.values.size() == 1);
  REQUIRE(read.remarks.empty());
  auto zone = EmbeddedZone::read(read.values[0]);
  REQUIRE(zone.has_value());
  return *zone;
}

/// The first moment, of four in a day, at which the two disagree.
std::string disagreement(const EmbeddedZone& written, const Zone& zone, Instant from, Instant to) {
  for (Instant at = from; at < to; at += hours{6}) {
    if (written.offset_at(at) != zone.offset_at(at)) return format_utc(at);
  }
  return "";
}

TEST_CASE("a written zone read again has the same offsets on every day from 1990 to 2060") {
  for (const std::string_view name : {"Europe/Berlin",
                                      "Europe/London",
                                      "Europe/Dublin",
                                      "Europe/Moscow",
                                      "Europe/Istanbul",
                                      "America/New_York",
                                      "America/Sao_Paulo",
                                      "America/Santiago",
                                      "America/Nuuk",
                                      "America/Havana",
                                      "America/Caracas",
                                      "Africa/Cairo",
                                      "Africa/Casablanca",
                                      "Africa/Johannesburg",
                                      "Asia/Kolkata",
                                      "Asia/Gaza",
                                      "Asia/Jerusalem",
                                      "Asia/Tehran",
                                      "Asia/Beirut",
                                      "Australia/Sydney",
                                      "Australia/Lord_Howe",
                                      "Pacific/Apia",
                                      "Pacific/Chatham",
                                      "Antarctica/Troll",
                                      "UTC",
                                      "Etc/GMT-1"}) {
    CAPTURE(name);
    const Zone zone = *Zone::find(name);
    const EmbeddedZone again = read_again(written(name, utc("1990-01-01")));
    CHECK(again.name() == name);
    CHECK(disagreement(again, zone, utc("1990-01-01"), utc("2060-01-01")).empty());
    CHECK(disagreement(again, zone, utc("2150-01-01"), utc("2151-01-01")).empty());
  }
}

TEST_CASE("local times in a written zone mean the same instants") {
  const Zone zone = *Zone::find("America/New_York");
  const EmbeddedZone again = read_again(written("America/New_York", utc("2020-01-01")));
  for (LocalTime at = parse_time("2026-01-01")->local; at < parse_time("2027-01-01")->local;
       at += std::chrono::minutes{30}) {
    if (again.to_instant(at) != zone.to_instant(at)) FAIL(format_time(at, {}));
  }
}

TEST_CASE("the zone of today is two rules") {
  CHECK(written("Europe/Berlin", utc("2026-02-01")) ==
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
        "TZNAME:CEST\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
        "BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
        "TZNAME:CET\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n");
}

TEST_CASE("a zone that never changes is one observance") {
  CHECK(written("UTC", utc("2026-02-01")) ==
        "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n");
}

TEST_CASE("a zone whose last change was at New Year keeps it") {
  const std::string kabul = written("Asia/Kabul", utc("2026-02-01"));
  CHECK(kabul.find("DTSTART:19450101T000000\r\nTZOFFSETFROM:+0400\r\nTZOFFSETTO:+0430\r\n") !=
        std::string::npos);
}

TEST_CASE("rules between two weeks are written in words that programs know") {
  CHECK(written("America/New_York", utc("2026-02-01")).find("BYMONTH=3;BYDAY=2SU") !=
        std::string::npos);
  // Saturday before the last Sunday of March.
  CHECK(written("America/Nuuk", utc("2026-02-01"))
            .find("BYMONTH=3;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30") != std::string::npos);
  // Midnight after the last Thursday of October, which may be in November.
  const std::string cairo = written("Africa/Cairo", utc("2026-02-01"));
  CHECK(cairo.find("BYMONTH=10;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31") != std::string::npos);
  CHECK(cairo.find("BYMONTH=11;BYDAY=FR;BYMONTHDAY=1\r\n") != std::string::npos);
}

TEST_CASE("winter is standard time in Dublin too") {
  const std::string dublin = written("Europe/Dublin", utc("2026-02-01"));
  CHECK(dublin.find("BEGIN:DAYLIGHT\r\nDTSTART:20250330T010000\r\nTZOFFSETFROM:+0000\r\n") !=
        std::string::npos);
}

TEST_CASE("a zone for a short time says only what is needed") {
  const std::string text = written("Africa/Casablanca", utc("2026-02-01"), utc("2026-02-10"));
  CHECK(text.size() < 400);
  const EmbeddedZone zone = read_again(text);
  CHECK(disagreement(zone, *Zone::find("Africa/Casablanca"), utc("2026-02-01"), utc("2026-02-10"))
            .empty());
  const std::string sydney = written("Australia/Sydney", utc("1999-06-01"), utc("2001-06-01"));
  CHECK(sydney.find("RRULE") == std::string::npos);
  CHECK(disagreement(read_again(sydney), *Zone::find("Australia/Sydney"), utc("1999-06-01"),
                     utc("2001-06-01"))
            .empty());
}

TEST_CASE("a written zone is recognised by its offsets alone") {
  for (const std::string_view name :
       {"Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Kolkata", "Australia/Sydney"}) {
    const auto zone = same_zone(read_again(written(name, utc("1990-01-01"))),
                                std::chrono::year{2000}, std::chrono::year{2040});
    REQUIRE(zone.has_value());
    CHECK(zone->name() == name);
  }
}

}  // namespace
}  // namespace kalends::ical
