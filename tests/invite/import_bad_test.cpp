#include "import_groups.hpp"
#include "moving.hpp"

#include <kalends/ical/value.hpp>

namespace kalends::invite {
namespace {

const std::string start = "DTSTART:20260302T090000Z\nDURATION:PT1H\n";

TEST_CASE("years that Kalends does not know are left out wherever a text names them") {
  MovingHouse house;
  const auto ann = house.person("ann");
  const auto report = house.bring_events(
      ann,
      event("1", "DTSTART:24260302T090000Z\nDURATION:PT1H\nSUMMARY:a\n") +
          event("2", start + "SUMMARY:b\nRDATE:24260302T090000Z,20260303T090000Z\n") +
          event("3", start + "SUMMARY:c\nRDATE;VALUE=PERIOD:20260304T090000Z/P999999D\n") +
          event("4", start + "SUMMARY:d\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:18260302T090000Z\n") +
          event("4", start + "SUMMARY:e\nRECURRENCE-ID:24260302T090000Z\n"));
  CHECK_MESSAGE(counts(report) == "3 taken, 0 updated, 0 unchanged, 0 repaired, 2 left out",
                texts(report));
  const std::string shown = house.shown(ann, monday, monday + days{366 * 170});
  CHECK(shown ==
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z b\n"
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z c\n"
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z d\n"
        "2026-03-03T09:00:00Z 2026-03-03T10:00:00Z b\n"
        "2026-03-03T09:00:00Z 2026-03-03T10:00:00Z d\n");
}

TEST_CASE("rules that nobody can keep leave the first occurrence, quickly") {
  MovingHouse house;
  const auto ann = house.person("ann");
  const auto before = std::chrono::steady_clock::now();
  const auto report = house.bring_events(
      ann, event("1", start + "SUMMARY:a\nRRULE:FREQ=SECONDLY\n") +
               event("2", start + "SUMMARY:b\nRRULE:FREQ=DAILY;UNTIL=20200101T000000Z\n") +
               event("3", start + "SUMMARY:c\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n") +
               event("4", start + "SUMMARY:d\nRRULE:every other day\n") +
               event("5", start + "SUMMARY:e\nRRULE:FREQ=WEEKLY;COUNT=2;\nRRULE:FREQ=DAILY\n") +
               event("6", start + "SUMMARY:f\nRRULE:FREQ=YEARLY;UNTIL=99991231T235959Z\n"));
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{10});
  CHECK_MESSAGE(counts(report) == "6 taken, 0 updated, 0 unchanged, 4 repaired, 0 left out",
                texts(report));
  const std::string shown = house.shown(ann, monday, monday + days{366});
  CHECK(shown ==
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z a\n"
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z b\n"
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z c\n"
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z d\n"
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z e\n"
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z f\n"
        "2026-03-09T09:00:00Z 2026-03-09T10:00:00Z e\n"
        "2027-03-02T09:00:00Z 2027-03-02T10:00:00Z f\n");
}

TEST_CASE("occurrences that fit nowhere find a place, and say so") {
  MovingHouse house;
  const auto ann = house.person("ann");
  const std::string daily =
      start + "SUMMARY:Daily\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260303T090000Z\n";
  const auto changed = [](const std::string& id, const std::string& day) {
    return "RECURRENCE-ID:" + id + "\nDTSTART:" + day + "\nDURATION:PT1H\nSUMMARY:" + id + "\n";
  };
  const auto report = house.bring_events(
      ann, event("1", daily) + event("1", changed("20260303T090000Z", "20260303T120000Z")) +
               event("1", changed("20260320T090000Z", "20260320T120000Z")) +
               event("1", changed("20260304", "20260304T120000Z") + "RRULE:FREQ=DAILY\n") +
               event("1", "RECURRENCE-ID:20260330T090000Z\nSTATUS:CANCELLED\n") +
               event("1", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260304T090000Z\n" + start) +
               event("2", changed("20260401T090000Z", "20260402T090000Z")) +
               event("3", "RECURRENCE-ID:20260401T090000Z\nSTATUS:CANCELLED\n"));
  CHECK_MESSAGE(counts(report) == "2 taken, 0 updated, 0 unchanged, 2 repaired, 2 left out",
                texts(report));
  const std::string shown = house.shown(ann);
  CHECK_MESSAGE(shown ==
                    "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z Daily\n"
                    "2026-03-03T12:00:00Z 2026-03-03T13:00:00Z 20260303T090000Z\n"
                    "2026-03-04T12:00:00Z 2026-03-04T13:00:00Z 20260304\n"
                    "2026-03-20T12:00:00Z 2026-03-20T13:00:00Z 20260320T090000Z\n"
                    "2026-04-02T09:00:00Z 2026-04-02T10:00:00Z 20260401T090000Z\n",
                shown);
  const auto later =
      house.bring_events(ann, event("1", changed("20260304T090000Z", "20260305T120000Z")));
  CHECK(counts(later) == "0 taken, 1 updated, 0 unchanged, 0 repaired, 0 left out");
  CHECK(has(house.shown(ann), "2026-03-05T12:00:00Z"));
  CHECK_FALSE(has(house.shown(ann), "2026-03-04T12:00:00Z"));
}

TEST_CASE("one UID is one event, of which the newer counts") {
  MovingHouse house;
  const auto ann = house.person("ann");
  const auto report = house.bring_events(
      ann, event("1", start + "SUMMARY:First\n") + event("1", start + "SUMMARY:Second\n") +
               event("2", start + "SUMMARY:Older\n") +
               event("2", start + "SEQUENCE:1\nSUMMARY:Newer\n") + "BEGIN:VEVENT\nSUMMARY:None\n" +
               start + "END:VEVENT\n");
  CHECK(report.taken == 3);
  CHECK(report.updated == 1);
  CHECK(report.left_out == 1);
  const std::string shown = house.shown(ann);
  CHECK(has(shown, "First"));
  CHECK(has(shown, "Newer"));
  CHECK_FALSE(has(shown, "Older"));
  CHECK(
      house.bring_events(ann, "BEGIN:VEVENT\nSUMMARY:None\n" + start + "END:VEVENT\n").unchanged ==
      1);
}

TEST_CASE("ten thousand dates that are taken out are, and more than that are refused") {
  MovingHouse house;
  const auto ann = house.person("ann");
  const auto series = [](std::size_t count) {
    std::string lines = start + "SUMMARY:Often\nRRULE:FREQ=HOURLY\n";
    for (std::size_t n = 0; n < count; ++n) {
      const Instant at = std::chrono::floor<days>(monday) + hours{9} + hours{n};
      lines += "EXDATE:" + ical::format_utc(at) + "\n";
    }
    return lines;
  };
  CHECK(house.bring_events(ann, event("1", series(10'000))).taken == 1);
  const Instant first = std::chrono::floor<days>(monday) + hours{9 + 10'000};
  CHECK(house.agenda(ann, monday, first).empty());
  CHECK(house.agenda(ann, monday, first + hours{2}).size() == 2);
  const auto refused = house.bring_events(ann, event("2", series(10'001)));
  CHECK(refused.left_out == 1);
  CHECK(has(texts(refused), "10000"));
}

TEST_CASE("long, odd and hostile texts stay within their fields") {
  MovingHouse house;
  const auto ann = house.person("ann");
  const std::string long_title(300, 'x');
  const auto report = house.bring_events(
      ann,
      event("1", start + "SUMMARY:" + long_title +
                     "\nLOCATION:Street 1\\nTown\nURL:javascript:alert(1)\n") +
          event("2", start + "SUMMARY:Caf\xe9 \xff\n") + event("3", start + "SUMMARY:  \n") +
          event(
              "4",
              start + "SUMMARY:a\\nEND:VEVENT\\nX:b\nATTENDEE;CN=\"a^nX-EVIL:1\":mailto:a@b.c\n"));
  CHECK(report.taken == 4);
  const auto agenda = house.agenda(ann);
  REQUIRE(agenda.size() == 4);
  const auto first = calendar::find_meeting(*house.reader, agenda[0].meeting);
  CHECK(first->title == std::string(200, 'x'));
  CHECK(first->location == "Street 1 Town");
  CHECK(first->link == "");
  CHECK(agenda[1].title == "Café ÿ");
  CHECK(agenda[2].title == "(no title)");
  CHECK(agenda[3].title == "a END:VEVENT X:b");
  const std::string out = house.take(ann);
  CHECK(has(out, "URL:javascript:alert(1)\r\n"));
  CHECK(has(out, "CN=\"a^nX-EVIL:1\":mailto:a@b.c\r\n"));
  CHECK_FALSE(has(out, "\r\nX-EVIL"));
  CHECK_FALSE(has(out, "\nX:b"));
}

TEST_CASE("a text that is no calendar, or breaks off, leaves what was whole") {
  MovingHouse house;
  const auto ann = house.person("ann");
  std::string text = "BEGIN:VCALENDAR\n" + event("1", start + "SUMMARY:Whole\n");
  text += "BEGIN:VEVENT\nUID:2\nX-LONG:" + std::string(10'000'000, 'a') + "\n" + start +
          "SUMMARY:Long line\nEND:VEVENT\n";
  for (int n = 0; n < 10'000; ++n) text += "BEGIN:X-DEEP\n";
  text += event("3", start + "SUMMARY:After\n") + "BEGIN:VEVENT\nUID:4\n" + start + "SUMM";
  const auto report = house.bring(ann, text);
  CHECK(report.taken == 3);
  CHECK(report.left_out > 1);
  CHECK(house.shown(ann) ==
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z Whole\n"
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z Long line\n"
        "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z After\n");
  CHECK(house.bring(ann, "").left_out == 1);
}

TEST_CASE("a trial says what an import would, and stores nothing") {
  MovingHouse house;
  const auto ann = house.person("ann");
  std::string events = event("s", "RECURRENCE-ID:20260303T090000Z\n" + start + "SUMMARY:Moved\n") +
                       event("s", start + "RRULE:FREQ=DAILY;COUNT=3\nSUMMARY:Series\n");
  for (int n = 0; n < 250; ++n) events += event(std::to_string(n), start + "SUMMARY:e\n");
  events += event("7", start + "SUMMARY:double\n") + event("bad", "SUMMARY:no start\n");
  const auto tried = house.bring_events(ann, events, Import::Mode::trial);
  CHECK(house.shown(ann).empty());
  CHECK(house.planned().empty());
  const auto real = house.bring_events(ann, events);
  CHECK(counts(tried) == counts(real));
  CHECK(texts(tried) == texts(real));
  CHECK(counts(real) == "251 taken, 0 updated, 0 unchanged, 0 repaired, 2 left out");
}

TEST_CASE("what waits for the rest of its series is bounded") {
  EventGroups groups;
  std::size_t out = 0;
  for (int n = 0; n < 100; ++n) {
    ical::Component vevent{"VEVENT", {}, {}, 1};
    vevent.properties.push_back({"UID", {}, "u" + std::to_string(n)});
    vevent.properties.push_back({n % 2 == 0 ? "RECURRENCE-ID" : "RRULE", {}, "x"});
    vevent.properties.push_back({"DESCRIPTION", {}, std::string(1 << 20, 'x')});
    out += groups.add(std::move(vevent), false).size();
  }
  CHECK(out > 60);
  CHECK(out + groups.take_all().size() == 100);
}

}  // namespace
}  // namespace kalends::invite
