#include "moving.hpp"

namespace kalends::invite {
namespace {

TEST_CASE("an event is taken with its zone, and shown where it is") {
  MovingHouse house;
  const auto ann = house.person("Ann", "Europe/Berlin");
  const auto report = house.bring_events(
      ann, event("1@x",
                 "SUMMARY:Kick-off\\, at last\nDTSTART;TZID=America/New_York:20260328T090000\n"
                 "DTEND;TZID=America/New_York:20260328T100000\nLOCATION:Room 5\n"));
  CHECK(counts(report) == "1 taken, 0 updated, 0 unchanged, 0 repaired, 0 left out");
  CHECK_MESSAGE(texts(report) == "", texts(report));
  CHECK(house.shown(ann) ==
        "2026-03-28T09:00:00-04:00 2026-03-28T10:00:00-04:00 Kick-off, at last\n");
}

TEST_CASE("the same text again changes nothing, and a newer one updates without doubles") {
  MovingHouse house;
  const auto ann = house.person("Ann", "Europe/Berlin");
  const std::string series =
      "SUMMARY:Choir\nDTSTART;TZID=Europe/Berlin:20260303T190000\n"
      "DTEND;TZID=Europe/Berlin:20260303T210000\nRRULE:FREQ=WEEKLY;COUNT=3\n";
  const std::string moved =
      "RECURRENCE-ID;TZID=Europe/Berlin:20260310T190000\nSUMMARY:Choir\n"
      "DTSTART;TZID=Europe/Berlin:20260311T190000\n"
      "DTEND;TZID=Europe/Berlin:20260311T210000\n";
  CHECK(house.bring_events(ann, event("c", moved) + event("c", series)).taken == 1);
  CHECK(house.shown(ann) ==
        "2026-03-03T19:00:00+01:00 2026-03-03T21:00:00+01:00 Choir\n"
        "2026-03-11T19:00:00+01:00 2026-03-11T21:00:00+01:00 Choir\n"
        "2026-03-17T19:00:00+01:00 2026-03-17T21:00:00+01:00 Choir\n");
  const std::string stamped = "DTSTAMP:20260302T120000Z\n";
  CHECK(house.bring_events(ann, event("c", stamped + series) + event("c", stamped + moved))
            .unchanged == 1);
  CHECK(house.bring_events(ann, event("c", "SEQUENCE:1\n" + series)).updated == 1);
  CHECK(house.shown(ann) ==
        "2026-03-03T19:00:00+01:00 2026-03-03T21:00:00+01:00 Choir\n"
        "2026-03-10T19:00:00+01:00 2026-03-10T21:00:00+01:00 Choir\n"
        "2026-03-17T19:00:00+01:00 2026-03-17T21:00:00+01:00 Choir\n");
  const auto older = house.bring_events(ann, event("c", "SUMMARY:Old\n" + series));
  CHECK(counts(older) == "0 taken, 0 updated, 1 unchanged, 0 repaired, 0 left out");
  CHECK(has(texts(older), "older"));
}

TEST_CASE("zones are known by IANA, Windows and described names, also when described later") {
  MovingHouse house;
  const auto ann = house.person("Ann", "Asia/Tokyo");
  const std::string described =
      "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:16010101T030000\n"
      "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n"
      "END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\n"
      "TZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
  const auto report = house.bring_events(
      ann, event("1",
                 "SUMMARY:Windows\nDTSTART;TZID=W. Europe Standard Time:20260701T090000\n"
                 "DURATION:PT1H\n") +
               event("2",
                     "SUMMARY:Described\nDTSTART;TZID=Office:20260701T100000\n"
                     "DURATION:PT1H\n") +
               event("3", "SUMMARY:Floating\nDTSTART:20260702T100000\nDURATION:PT1H\n") +
               event("4",
                     "SUMMARY:Nowhere\nDTSTART;TZID=Mars/Base:20260703T100000\n"
                     "DURATION:PT1H\n") +
               described);
  CHECK(report.taken == 4);
  CHECK(report.repaired == 1);
  CHECK(has(texts(report), "Mars/Base is unknown"));
  const std::string shown = house.shown(ann);
  CHECK(has(shown, "2026-07-01T09:00:00+02:00 2026-07-01T10:00:00+02:00 Windows"));
  CHECK(has(shown, "2026-07-01T10:00:00+02:00 2026-07-01T11:00:00+02:00 Described"));
  CHECK(has(shown, "2026-07-02T10:00:00+09:00 2026-07-02T11:00:00+09:00 Floating"));
  CHECK(has(shown, "2026-07-03T10:00:00+09:00 2026-07-03T11:00:00+09:00 Nowhere"));
}

TEST_CASE("ends that cannot be are repaired, each with a word about it") {
  MovingHouse house;
  const auto ann = house.person("Ann", "UTC");
  const auto report = house.bring_events(
      ann,
      event("1", "SUMMARY:Moment\nDTSTART:20260302T090000Z\n") +
          event("2", "SUMMARY:Backwards\nDTSTART:20260302T100000Z\nDTEND:20260302T093000Z\n") +
          event("3", "SUMMARY:Day\nDTSTART;VALUE=DATE:20260303\n") +
          event("4", "SUMMARY:Same day\nDTSTART;VALUE=DATE:20260304\nDTEND;VALUE=DATE:20260304\n") +
          event("5", "SUMMARY:Years\nDTSTART;VALUE=DATE:20260305\nDTEND;VALUE=DATE:20290305\n") +
          event("6", "SUMMARY:Mixed\nDTSTART:20260306T090000Z\nDTEND;VALUE=DATE:20260307\n") +
          event("7", "SUMMARY:No start\n") + event("8", "SUMMARY:Bad start\nDTSTART:soon\n") +
          event("9", "SUMMARY:Too old\nDTSTART:18000101T090000Z\nDURATION:PT1H\n"));
  CHECK(counts(report) == "6 taken, 0 updated, 0 unchanged, 5 repaired, 3 left out");
  const std::string shown = house.shown(ann);
  CHECK(has(shown, "2026-03-02T09:00:00Z 2026-03-02T09:01:00Z Moment"));
  CHECK(has(shown, "2026-03-02T10:00:00Z 2026-03-02T11:00:00Z Backwards"));
  CHECK(has(shown, "2026-03-03 2026-03-04 Day"));
  CHECK(has(shown, "2026-03-04 2026-03-05 Same day"));
  CHECK(has(shown, "2026-03-05 2027-03-06 Years"));
  CHECK(has(shown, "2026-03-06T09:00:00Z 2026-03-07T00:00:00Z Mixed"));
  CHECK(has(texts(report), "it has no start"));
  CHECK(has(texts(report), "lies outside the years"));
}

}  // namespace
}  // namespace kalends::invite
