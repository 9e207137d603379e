#include "old_zone_names.hpp"
#include "windows_zones.hpp"

#include <doctest/doctest.h>

#include <kalends/ical/zone_name.hpp>

namespace kalends::ical {
namespace {

std::string named(std::string_view name) {
  const auto zone = zone_named(name);
  return zone ? zone->name() : "-";
}

TEST_CASE("IANA names are themselves") {
  for (const std::string_view name : {"Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC",
                                      "Etc/UTC", "Etc/GMT-1", "GMT", "CET", "Asia/Calcutta"}) {
    CHECK(named(name) == name);
  }
}

TEST_CASE("IANA names are found behind what programs put in front of them") {
  CHECK(named("/mozilla.org/20050126_1/Europe/Berlin") == "Europe/Berlin");
  CHECK(named("/freeassociation.sourceforge.net/Tzfile/America/New_York") == "America/New_York");
  CHECK(named("/softwarestudio.org/Olson_20011030_5/America/Argentina/Buenos_Aires") ==
        "America/Argentina/Buenos_Aires");
  CHECK(named("/citadel.org/20190914_1/Asia/Tokyo") == "Asia/Tokyo");
  CHECK(named("tzone://Microsoft/Utc") == "UTC");
  CHECK(named("/freeassociation.sourceforge.net/UTC") == "UTC");
}

TEST_CASE("case, quotes and white space do not matter") {
  CHECK(named(" \"Europe/Berlin\" ") == "Europe/Berlin");
  CHECK(named("europe/berlin") == "Europe/Berlin");
  CHECK(named("America/New York") == "America/New_York");
  CHECK(named("w. europe standard time") == "Europe/Berlin");
}

TEST_CASE("every name that Windows has is a zone of this system") {
  for (const WindowsZone& zone : windows_zones()) {
    CHECK_MESSAGE(Zone::find(zone.iana).has_value(), zone.iana);
    CHECK_MESSAGE(named(zone.name) == Zone::find(zone.iana)->name(), zone.name);
    if (zone.shown.empty()) continue;
    CHECK_MESSAGE(named("(UTC+99:00) " + std::string(zone.shown)) == zone.iana, zone.shown);
  }
  CHECK(windows_zones().size() == 141);
}

TEST_CASE("Windows names mean the places that CLDR says") {
  CHECK(named("W. Europe Standard Time") == "Europe/Berlin");
  CHECK(named("GMT Standard Time") == "Europe/London");
  CHECK(named("Romance Standard Time") == "Europe/Paris");
  CHECK(named("Eastern Standard Time") == "America/New_York");
  CHECK(named("Pacific Standard Time (Mexico)") == "America/Tijuana");
  CHECK(named("India Standard Time") == "Asia/Kolkata");
  CHECK(named("AUS Eastern Standard Time") == "Australia/Sydney");
  CHECK(named("Pacific Daylight Time") == "America/Los_Angeles");
  CHECK(named("Central European Standard Time 1") == "Europe/Warsaw");
}

TEST_CASE("what Outlook shows is understood, also in part and as Exchange once wrote it") {
  CHECK(named("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna") == "Europe/Berlin");
  CHECK(named("(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna") ==
        "Europe/Berlin");
  CHECK(named("(UTC+01:00) Rome") == "Europe/Berlin");
  CHECK(named("(UTC-05:00) Eastern Time (US & Canada)") == "America/New_York");
  CHECK(named("(UTC) Dublin, Edinburgh, Lisbon, London") == "Europe/London");
  CHECK(named("(UTC) Coordinated Universal Time") == "UTC");
  CHECK(named("(GMT) London") == "Europe/London");
  // There are two, and the offset says which.
  CHECK(named("(UTC-04:00) La Paz") == "America/La_Paz");
  CHECK(named("(UTC-07:00) La Paz") == "America/Mazatlan");
  CHECK(named("(UTC+05:00) La Paz") == "-");
}

TEST_CASE("whole hours from UTC are Etc zones, in the direction that people mean") {
  CHECK(named("Z") == "UTC");
  CHECK(named("utc") == "UTC");
  CHECK(named("GMT+0100") == "Etc/GMT-1");
  CHECK(named("GMT-05:00") == "Etc/GMT+5");
  CHECK(named("UTC+2") == "Etc/GMT-2");
  CHECK(named("+0900") == "Etc/GMT-9");
  CHECK(named("(UTC+01:00)") == "Etc/GMT-1");
  CHECK(named("UTC+00:00") == "UTC");
  CHECK(named("UTC+05:30") == "-");
  CHECK(named("GMT+1") == "-");
}

TEST_CASE("old names are known where the system has left them out") {
  CHECK(todays_zone_name("US/Eastern") == "America/New_York");
  CHECK(todays_zone_name("GB") == "Europe/London");
  CHECK(todays_zone_name("Europe/Berlin").empty());
  CHECK(zone_named("US/Pacific").has_value());
}

TEST_CASE("unknown names are nobody's guess") {
  for (const std::string_view name : {"",
                                      " ",
                                      "\"",
                                      "Customized Time Zone",
                                      "Berlin",
                                      "PST",
                                      "Mars/Olympus",
                                      "(",
                                      "()",
                                      "(UTC+1",
                                      "/",
                                      "//",
                                      "Europe/",
                                      "Europe",
                                      "GMT+",
                                      "UTC+25",
                                      "+",
                                      "12",
                                      "../../etc/passwd",
                                      "localtime",
                                      "(UTC+99:99)"}) {
    CHECK_MESSAGE(named(name) == "-", name);
  }
  CHECK(named(std::string(100'000, '/')) == "-");
}

}  // namespace
}  // namespace kalends::ical
