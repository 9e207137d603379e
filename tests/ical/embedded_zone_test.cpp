#include "reading.hpp"

#include <doctest/doctest.h>

#include <kalends/base/time.hpp>
#include <kalends/ical/time_zone.hpp>

namespace kalends::ical {
namespace {

using std::chrono::hours;
using std::chrono::year;

Component zone_component(const std::string& inner, const std::string& name = "Custom") {
  auto read = read_in_calendar("BEGIN:VTIMEZONE\nTZID:" + name + "\n" + inner + "END:VTIMEZONE\n");
  REQUIRE(read.values.size() == 1);
  return read.values[0];
}

EmbeddedZone zone_of(const std::string& inner) {
  auto zone = EmbeddedZone::read(zone_component(inner));
  REQUIRE_MESSAGE(zone.has_value(), inner);
  return *zone;
}

std::string part(const std::string& name, const std::string& from, const std::string& to,
                 const std::string& rest) {
  return "BEGIN:" + name + "\nTZOFFSETFROM:" + from + "\nTZOFFSETTO:" + to + "\n" + rest +
         "END:" + name + "\n";
}

/// As Outlook writes Berlin: today's rule, since 1601.
const std::string& outlook_berlin() {
  static const std::string text =
      part("STANDARD", "+0200", "+0100",
           "DTSTART:16010101T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n") +
      part("DAYLIGHT", "+0100", "+0200",
           "DTSTART:16010101T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n");
  return text;
}

LocalTime local(std::string_view text) { return parse_time(text)->local; }
Instant utc(std::string_view text) { return Instant{local(text).time_since_epoch()}; }

std::string refusal(const std::string& inner) {
  const auto zone = EmbeddedZone::read(zone_component(inner));
  return zone.has_value() ? "" : zone.error().fields.at(0).message;
}

TEST_CASE("Outlook's zone gives summer and winter time") {
  const EmbeddedZone zone = zone_of(outlook_berlin());
  CHECK(zone.name() == "Custom");
  CHECK(format_utc(zone.to_instant(local("2026-03-28T09:00"))) == "2026-03-28T08:00:00Z");
  CHECK(format_utc(zone.to_instant(local("2026-03-30T09:00"))) == "2026-03-30T07:00:00Z");
  CHECK(zone.to_local(utc("2026-07-01T10:00")) == local("2026-07-01T12:00"));
  CHECK(zone.offset_at(utc("2026-10-25T01:00")) == hours{1});
  CHECK(zone.offset_at(utc("2026-10-25T00:59")) == hours{2});
}

TEST_CASE("gaps and doubled hours are read as in a zone of the system") {
  const EmbeddedZone zone = zone_of(outlook_berlin());
  CHECK(format_utc(zone.to_instant(local("2026-03-29T02:30"))) == "2026-03-29T01:30:00Z");
  CHECK(format_utc(zone.to_instant(local("2026-10-25T02:30"))) == "2026-10-25T00:30:00Z");
  const Zone berlin = *Zone::find("Europe/Berlin");
  for (LocalTime at = local("2026-03-28"); at < local("2026-03-31");
       at += std::chrono::minutes{15}) {
    CHECK(zone.to_instant(at) == berlin.to_instant(at));
  }
  for (LocalTime at = local("2026-10-24"); at < local("2026-10-27");
       at += std::chrono::minutes{15}) {
    CHECK(zone.to_instant(at) == berlin.to_instant(at));
  }
}

TEST_CASE("rules end with UNTIL and COUNT, and RDATE adds changes") {
  const EmbeddedZone until =
      zone_of(part("DAYLIGHT", "-0500", "-0400",
                   "DTSTART:20000402T020000\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;"
                   "UNTIL=20060402T070000Z\n") +
              part("STANDARD", "-0400", "-0500",
                   "DTSTART:20001029T020000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=7\n"
                   "RDATE:20071104T020000,20081102T060000Z\n"));
  CHECK(until.changes().size() == 14);  // seven springs, seven autumns; the others change nothing
  CHECK(until.changes().back() == EmbeddedZone::Change{utc("2006-10-29T06:00"), -hours{5}});
  CHECK(until.changes().front().at == utc("2000-04-02T07:00"));
}

TEST_CASE("the ways in which programs write a rule mean the same") {
  const auto spring = [](const std::string& rule, const std::string& start = "20070311T020000") {
    return zone_of(
               part("STANDARD", "-0400", "-0500",
                    "DTSTART:20071104T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\n") +
               part("DAYLIGHT", "-0500", "-0400", "DTSTART:" + start + "\nRRULE:" + rule + "\n"))
        .changes();
  };
  const auto expected = spring("FREQ=YEARLY;BYMONTH=3;BYDAY=2SU");
  REQUIRE(expected.size() == 388);  // two in each year from 2007 to 2200
  CHECK(spring("FREQ=YEARLY;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU;BYMONTH=3") == expected);
  CHECK(spring("FREQ=YEARLY;INTERVAL=1;BYDAY=+2SU;BYMONTH=3;WKST=MO;") == expected);
  CHECK(spring("freq=yearly;bymonth=3;byday=2su;BYHOUR=2;BYMINUTE=0") == expected);
  CHECK(spring("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-24,-23,-22,-21,-20,-19,-18;BYDAY=SU") ==
        expected);
  CHECK(spring("FREQ=YEARLY")[0].at == expected[0].at);
  CHECK(spring("FREQ=YEARLY;BYMONTH=3")[2].at == utc("2008-03-11T07:00"));
}

TEST_CASE("a zone without changes has one offset") {
  const EmbeddedZone zone =
      zone_of(part("STANDARD", "+0530", "+0530", "DTSTART:19700101T000000\n"));
  CHECK(zone.changes().empty());
  CHECK(format_utc(zone.to_instant(local("2026-07-01T12:00"))) == "2026-07-01T06:30:00Z");
}

TEST_CASE("what is no zone is refused with a reason") {
  CHECK(refusal("") == "must have STANDARD or DAYLIGHT");
  CHECK(refusal(part("STANDARD", "+01", "+0100", "DTSTART:19700101T000000\n")) ==
        "each part must have DTSTART, TZOFFSETFROM and TZOFFSETTO");
  CHECK(refusal(part("STANDARD", "+0100", "+0100", "")) ==
        "each part must have DTSTART, TZOFFSETFROM and TZOFFSETTO");
  CHECK(refusal(part("STANDARD", "+0100", "+0100", "DTSTART:19700101T000000\nRDATE:soon\n")) ==
        "RDATE must be dates and times");
  for (const std::string_view rule :
       {"", "FREQ=SECONDLY", "FREQ=DAILY", "FREQ=YEARLY;BYDAY=SU", "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=9SU", "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=1SU",
        "FREQ=YEARLY;BYSETPOS=1;BYMONTH=3;BYDAY=SU", "FREQ=YEARLY;BYWEEKNO=13", "BYMONTH=3",
        "FREQ=YEARLY;BYHOUR=0,1,2,3", "FREQ=YEARLY;BYMONTHDAY=32;BYMONTH=1", "FREQ=YEARLY;UNTIL=x",
        "FREQ=YEARLY;COUNT=0", "FREQ=YEARLY;COUNT=99999999999", "YEARLY"}) {
    CHECK_MESSAGE(refusal(part("STANDARD", "+0100", "+0200",
                               "DTSTART:19700101T000000\nRRULE:" + std::string(rule) + "\n")) ==
                      "RRULE must be a yearly rule",
                  rule);
  }
}

TEST_CASE("a zone that says more than any zone can say is refused in a moment") {
  std::string parts;
  for (std::size_t i = 0; i <= EmbeddedZone::most_observances; ++i) {
    parts += part("STANDARD", "+0100", "+0200", "DTSTART:19700101T000000\n");
  }
  CHECK(refusal(parts) == "must not have so many parts");
  // A rule that matches every day, or never.
  CHECK(
      refusal(part("STANDARD", "+0100", "+0200",
                   "DTSTART:16010101T000000\nRRULE:FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;"
                   "BYDAY=SU,MO,TU,WE,TH,FR,SA\n")) == "must not have so many changes");
  std::string rules;
  for (int i = 0; i < 200; ++i) rules += "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9\n";
  CHECK(refusal(part("STANDARD", "+0100", "+0200", "DTSTART:00010101T000000\n" + rules)) ==
        "RRULE must be a yearly rule");
  std::string dates = "RDATE:19700101T000000";
  for (int i = 0; i < 12'000; ++i) dates += ",19700101T000000";
  CHECK(refusal(part("STANDARD", "+0100", "+0200", "DTSTART:19700101T000000\n" + dates + "\n")) ==
        "must not have so many changes");
}

TEST_CASE("an unknown zone is the known one that has the same offsets") {
  const auto same = [](const std::string& inner) {
    const auto zone = same_zone(zone_of(inner), year{2000}, year{2040});
    return zone ? zone->name() : "-";
  };
  CHECK(same(outlook_berlin()) == "Europe/Berlin");
  CHECK(same(part("STANDARD", "+0530", "+0530", "DTSTART:16010101T000000\n")) == "Asia/Kolkata");
  CHECK(same(part("STANDARD", "+0300", "+0300", "DTSTART:16010101T000000\n")) == "Etc/GMT-3");
  CHECK(same(part("STANDARD", "+0000", "+0000", "DTSTART:16010101T000000\n")) == "UTC");
  CHECK(same(part("STANDARD", "+0131", "+0131", "DTSTART:16010101T000000\n")) == "-");
}

TEST_CASE("a zone is compared in the years that were asked for") {
  const EmbeddedZone since_2007 =
      zone_of(part("DAYLIGHT", "-0500", "-0400",
                   "DTSTART:16010311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\n") +
              part("STANDARD", "-0400", "-0500",
                   "DTSTART:16011104T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\n"));
  CHECK_FALSE(same_zone(since_2007, year{2000}, year{2040}).has_value());
  REQUIRE(same_zone(since_2007, year{2007}, year{2040}).has_value());
  CHECK(same_zone(since_2007, year{2007}, year{2040})->name() == "America/New_York");
}

TEST_CASE("a known name beats what the component says") {
  const std::string wrong = part("STANDARD", "+0530", "+0530", "DTSTART:16010101T000000\n");
  CHECK(known_zone(zone_component(wrong, "Europe/Berlin"))->name() == "Europe/Berlin");
  CHECK(known_zone(zone_component(wrong, "Eastern Standard Time"))->name() == "America/New_York");
  CHECK(known_zone(zone_component("X-LIC-LOCATION:Asia/Tokyo\n" + wrong, "Custom"))->name() ==
        "Asia/Tokyo");
  CHECK(known_zone(zone_component(outlook_berlin(), "Customized"))->name() == "Europe/Berlin");
  CHECK_FALSE(known_zone(zone_component("", "Customized")).has_value());
}

}  // namespace
}  // namespace kalends::ical
