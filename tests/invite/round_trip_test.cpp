#include "moving.hpp"

#include <fstream>
#include <sstream>

namespace kalends::invite {
namespace {

std::string calendar_of(const std::string& program) {
  std::ostringstream text;
  text << std::ifstream(KALENDS_CALENDARS "/" + program + ".ics", std::ios::binary).rdbuf();
  REQUIRE(!text.str().empty());
  return text.str();
}

/// Without the lines that say whose it is.
std::string nameless(const std::string& calendar) {
  const auto from = calendar.find("X-WR-CALNAME");
  const auto to = calendar.find("\r\n", from);
  return calendar.substr(0, from) + calendar.substr(to);
}

/// Long lines in one.
std::string unfolded(std::string text) {
  for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) {
    text.erase(at, 3);
  }
  return text;
}

/// Ann moves in; what she takes along again moves in with Bob.
struct TwoCalendars : MovingHouse {
  explicit TwoCalendars(const std::string& program) {
    report = bring(ann, calendar_of(program));
    moved = take(ann);
    again = bring(bob, moved);
  }
  void check_same() {
    CHECK_MESSAGE(counts(again) == counts(taken_alone), texts(again));
    CHECK(shown(ann) == shown(bob));
    CHECK(nameless(moved) == nameless(take(bob)));
    CHECK(bring(ann, moved).taken == 0);
    CHECK(shown(ann) == shown(bob));
  }

  user::User ann = person("ann", "Europe/Berlin");
  user::User bob = person("bob", "Europe/Berlin");
  ImportReport report;
  ImportReport again;
  ImportReport taken_alone;
  std::string moved;
};

constexpr Instant day(int month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{2026} / month / day};
}

TEST_CASE("a calendar from Google means the same when it has gone out and in again") {
  TwoCalendars calendars("google");
  CHECK_MESSAGE(
      counts(calendars.report) == "3 taken, 0 updated, 0 unchanged, 0 repaired, 0 left out",
      texts(calendars.report));
  CHECK(calendars.shown(calendars.ann, day(3, 3), day(3, 18)) ==
        "2026-03-03T09:30:00+01:00 2026-03-03T09:45:00+01:00 Stand-up\n"
        "2026-03-05T09:30:00+01:00 2026-03-05T09:45:00+01:00 Stand-up\n"
        "2026-03-05T14:00:00Z 2026-03-05T15:00:00Z Quarter\n"
        "2026-03-10T10:00:00+01:00 2026-03-10T10:15:00+01:00 Stand-up, at ten\n"
        "2026-03-17T09:30:00+01:00 2026-03-17T09:45:00+01:00 Stand-up\n");
  const std::string moved = unfolded(calendars.moved);
  CHECK(has(moved, "X-GOOGLE-CONFERENCE:https://meet.example/abc-defg-hij\r\n"));
  CHECK(has(moved, "PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"zoe@elsewhere.example\";X-NUM-GUESTS=0:"));
  CHECK(has(moved, "CLASS:PRIVATE\r\n"));
  CHECK(has(moved, "SUMMARY:Zoë's birthday 🎂\r\n"));
  CHECK(has(moved, "ACTION:EMAIL\r\n"));
  calendars.taken_alone.taken = 3;
  calendars.check_same();
}

TEST_CASE("a calendar from Outlook means the same when it has gone out and in again") {
  TwoCalendars calendars("outlook");
  CHECK_MESSAGE(
      counts(calendars.report) == "3 taken, 0 updated, 0 unchanged, 1 repaired, 0 left out",
      texts(calendars.report));
  CHECK(calendars.shown(calendars.ann, day(3, 1), day(5, 31)) ==
        "2026-03-09T10:00:00-04:00 2026-03-09T11:30:00-04:00 Call with Boston\n"
        "2026-04-07T11:00:00+02:00 2026-04-07T12:00:00+02:00 Monatsrunde nach Ostern\n"
        "2026-05-04T09:00:00+02:00 2026-05-04T10:00:00+02:00 Monatsrunde\n"
        "2026-05-11 2026-05-14 Messe\n");
  CHECK(has(unfolded(calendars.moved), "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n"));
  calendars.taken_alone.taken = 3;
  calendars.check_same();
}

TEST_CASE("a calendar from Apple means the same when it has gone out and in again") {
  TwoCalendars calendars("apple");
  CHECK_MESSAGE(
      counts(calendars.report) == "3 taken, 0 updated, 0 unchanged, 0 repaired, 0 left out",
      texts(calendars.report));
  const std::string april = calendars.shown(calendars.ann, day(4, 1), day(7, 31));
  CHECK_MESSAGE(april ==
                    "2026-04-01T07:00:00+02:00 2026-04-01T07:30:00+02:00 Run free\n"
                    "2026-04-01T18:00:00-04:00 2026-04-02T07:45:00+02:00 Flight LH401\n"
                    "2026-07-06 2026-07-18 Summer\n",
                april);
  const std::string moved = unfolded(calendars.moved);
  CHECK(has(moved, "X-ADDRESS=\"Queens, NY\";X-APPLE-RADIUS=70"));
  CHECK(has(moved, "UID:6F6E0C7A-0000-4000-8000-000000000001\r\n"));
  CHECK(has(moved, "X-APPLE-DEFAULT-ALARM:TRUE\r\n"));
  calendars.taken_alone.taken = 3;
  calendars.check_same();
}

TEST_CASE("a calendar from Nextcloud means the same when it has gone out and in again") {
  TwoCalendars calendars("nextcloud");
  CHECK_MESSAGE(
      counts(calendars.report) == "2 taken, 0 updated, 0 unchanged, 0 repaired, 1 left out",
      texts(calendars.report));
  const std::string spring = calendars.shown(calendars.ann, day(1, 1), day(7, 31));
  CHECK_MESSAGE(
      spring ==
          "2026-01-31T20:00:00Z 2026-02-01T22:00:00Z Night shift\n"
          "2026-02-14T20:00:00Z 2026-02-15T22:00:00Z Night shift\n"
          "2026-02-20T20:00:00Z 2026-02-20T23:00:00Z Night shift\n"
          "2026-02-28T20:00:00Z 2026-03-01T22:00:00Z Night shift\n"
          "2026-03-29T01:30:00Z 2026-03-29T03:30:00+01:00 Clocks change\n"
          "2026-03-31T20:00:00+01:00 2026-04-01T22:00:00+01:00 Night shift\n"
          "2026-05-31T20:00:00+01:00 2026-06-01T22:00:00+01:00 Night shift cancelled free\n"
          "2026-06-30T20:00:00+01:00 2026-07-01T22:00:00+01:00 Night shift\n",
      spring);
  const std::string moved = unfolded(calendars.moved);
  CHECK(has(moved, "CATEGORIES:Work,Night\r\n"));
  CHECK(has(moved, "X-REASON:holiday\r\n"));
  CHECK(has(moved, "DURATION:P1DT2H\r\n"));
  calendars.taken_alone.taken = 2;
  calendars.check_same();
}

TEST_CASE(
    "meetings of this server go out with people and answers, and are known when they return") {
  MovingHouse house;
  const auto ann = house.person("Ann \"A\" Doe, Jr", "Europe/Berlin");
  const auto bob = house.person("bob");
  const auto plan = house.make(ann, MovingHouse::draft(9, {bob}));
  auto weekly = MovingHouse::draft(12, {bob});
  weekly.title = "Weekly";
  weekly.repetition = *calendar::repetition_of({"FREQ=WEEKLY;UNTIL=20260430", {}, {}}, weekly.time,
                                               {days{0}, hours{1}});
  const auto series = house.make(ann, weekly);
  const WrittenTime second{LocalTime{(monday + days{7} + hours{4}).time_since_epoch()},
                           std::nullopt, false};
  REQUIRE(house.answer(plan, bob, calendar::Response::declined).has_value());
  REQUIRE(house.answer(series, bob, calendar::Response::accepted).has_value());
  REQUIRE(
      house.answer(series, bob, calendar::Response::tentative, {Scope::one, second}).has_value());
  const std::string text = unfolded(house.take(bob));
  CHECK(has(text, "UID:" + kalends::text(plan.id) + "@kalends\r\n"));
  CHECK(has(text, "ORGANIZER;CN=\"Ann ^'A^' Doe, Jr\":mailto:"));
  CHECK(has(text, "ATTENDEE;CN=\"bob\";PARTSTAT=DECLINED:mailto:bob@example.org\r\n"));
  CHECK(has(text, "RRULE:FREQ=WEEKLY;UNTIL=20260430T235959Z\r\n"));
  CHECK(has(text, "RECURRENCE-ID:20260309T120000Z\r\n"));
  CHECK(has(text, "ATTENDEE;CN=\"bob\";PARTSTAT=TENTATIVE:mailto:bob@example.org\r\n"));
  const std::string before = house.shown(bob);
  const auto returned = house.bring(bob, house.take(bob));
  CHECK(counts(returned) == "0 taken, 0 updated, 2 unchanged, 0 repaired, 0 left out");
  CHECK(house.shown(bob) == before);
}

}  // namespace
}  // namespace kalends::invite
