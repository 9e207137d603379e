#include "client.hpp"
#include "faults.hpp"
#include "kalends.hpp"

#include <csignal>
#include <optional>

#include <doctest/doctest.h>

#include <kalends/base/time.hpp>

namespace kalends::test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

Instant at(const std::string& text) {
  return Instant{parse_time(text).value().local.time_since_epoch()};
}

/// A server whose clock is set as if somebody did so beside it, and Ann, who runs it and listens to
/// what she is told.
struct House {
  explicit House(const std::string& now, const Words& more = {}) : settings(more) {
    faults.set_clock(at(now));
    start();
    ann = register_person(server->port(), "ann", "Europe/Berlin");
    listen();
  }

  void start() {
    server.emplace(directory.file("kalends.db"), settings,
                   Process::Options{"", faults.environment()});
  }
  void listen() { ear.emplace(server->port(), ann); }
  Client client() const { return Client(server->port(), ann.token); }

  void set_clock(const std::string& now) { faults.set_clock(at(now)); }

  std::string make(json::object meeting) const {
    if (!meeting.contains("duration")) meeting["duration"] = "PT30M";
    meeting["timeZone"] = "Europe/Berlin";
    const Reply made = client().post("/api/v1/meetings", meeting);
    REQUIRE_MESSAGE(made.status == 201, made.wire.body);
    return made.string("id");
  }

  /// What Ann is told next; it is kept, to be held against her log.
  json::object told() {
    json::object frame = ear->next();
    heard.push_back(frame);
    return frame;
  }

  /// The clock comes to this moment, at which exactly this reminder is told.
  void reminded(const std::string& title, int minutes_before, const std::string& due) {
    CAPTURE(title);
    CAPTURE(due);
    faults.set_clock(at(due) - seconds(1));
    check_reminder(told(), title, minutes_before, due);
  }
  void check_reminder(const json::object& frame, const std::string& title, int minutes_before,
                      const std::string& due) const {
    CHECK(frame.at("kind") == "reminder");
    CHECK(frame.at("meeting").at("title") == json::value(title));
    CHECK(frame.at("minutesBefore") == minutes_before);
    CHECK(frame.at("late") == false);
    const Instant said = at(std::string(frame.at("at").as_string()));
    CHECK(said >= at(due));
    // The machine may be busy, but this is no reminder of an hour before or later.
    CHECK(said < at(due) + seconds(45));
  }

  /// Nothing more is told up to now: a reminder that falls due after all others is the next one.
  void nothing_more() {
    const Instant soon = faults.clock() + seconds(2);
    make({{"title", "Fence"}, {"start", format_utc(soon)}, {"reminders", json::array{0}}});
    const json::object next = told();
    CHECK_MESSAGE(next.at("meeting").at("title") == "Fence", json::serialize(next));
    CHECK(next.at("late") == false);
  }

  /// The log over REST says what was heard, once, in its order, from any place in it.
  void check_log() const {
    const json::array items = client().get("/api/v1/notifications?limit=500")["items"].as_array();
    CHECK(items.size() == heard.size());
    for (std::size_t n = 0; n < std::min(items.size(), heard.size()); ++n) {
      CHECK(items[n].at("seq") == json::value(n + 1));
      for (const char* field : {"seq", "kind", "at", "meeting"}) {
        CHECK(items[n].at(field) == heard[n].at(field));
      }
    }
    const Reply tail =
        client().get("/api/v1/notifications?after=" + std::to_string(heard.size() - 1));
    CHECK(tail["items"].as_array().size() == 1);
  }

  std::string starts(const std::string& from, const std::string& to) const {
    std::string out;
    const Reply list = client().get("/api/v1/users/me/calendar?from=" + from + "&to=" + to);
    for (const json::value& item : list["items"].as_array()) {
      out += std::string(item.at("start").as_string()) + " ";
    }
    return out;
  }

  TempDir directory;
  Faults faults;
  Words settings;
  std::optional<KalendsServer> server;
  Person ann;
  std::optional<Listener> ear;
  std::vector<json::object> heard;
};

TEST_CASE("a clock that is set back an hour loses no reminder and repeats none") {
  House house("2027-02-03T10:00:00Z");
  house.make({{"title", "Plan"}, {"start", "2027-02-03T11:40"}});
  house.reminded("Plan", 30, "2027-02-03T10:10:00Z");
  house.set_clock("2027-02-03T09:10:00Z");
  house.make({{"title", "Early"}, {"start", "2027-02-03T10:20"}, {"reminders", json::array{0}}});
  house.reminded("Early", 0, "2027-02-03T09:20:00Z");
  house.set_clock("2027-02-03T10:10:05Z");
  house.nothing_more();
  house.reminded("Plan", 0, "2027-02-03T10:40:00Z");
  house.nothing_more();
  house.check_log();
}

TEST_CASE(
    "a clock that is set a day forward tells late what still goes on, and drops what is over") {
  House house("2027-02-03T10:00:00Z");
  const json::array at_start{0};
  house.make({{"title", "Long"},
              {"start", "2027-02-03T11:30"},
              {"duration", "PT48H"},
              {"reminders", at_start}});
  house.make({{"title", "Short"}, {"start", "2027-02-03T12:00"}, {"reminders", at_start}});
  house.make({{"title", "Later"}, {"start", "2027-02-04T11:20"}, {"reminders", at_start}});
  house.make({{"title", "Daily"},
              {"start", "2027-02-03T11:15"},
              {"rrule", "FREQ=DAILY"},
              {"reminders", at_start}});
  house.set_clock("2027-02-04T10:00:00Z");
  const json::object late = house.told();
  CHECK(late.at("meeting").at("title") == "Long");
  CHECK(late.at("late") == true);
  house.nothing_more();
  house.reminded("Daily", 0, "2027-02-04T10:15:00Z");
  house.reminded("Later", 0, "2027-02-04T10:20:00Z");
  const std::string figures = house.client().get("/metrics").wire.body;
  CHECK_MESSAGE(figures.find("\nkalends_reminders_dropped_total 2\n") != std::string::npos,
                figures);
  // And back again, over all of it.
  house.set_clock("2027-02-03T10:05:00Z");
  house.nothing_more();
  house.set_clock("2027-02-04T10:21:00Z");
  house.nothing_more();
  house.check_log();
}

TEST_CASE("a clock that jumps ends no session, frees no used key, and stops no limit for long") {
  House house("2027-02-03T10:00:00Z", {"--session-days", "1", "--limits-searches", "2"});
  Client client = house.client();
  const std::string search = "/api/v1/users?query=ann";
  const auto searches_run_out = [&] {
    CHECK(client.get(search).status == 200);
    CHECK(client.get(search).status == 200);
    const Reply refused = client.get(search);
    CHECK(refused.status == 429);
    CHECK(std::stoi(refused.wire.field("retry-after")) <= 30);
  };
  const auto make = [&] {
    return client.ask({"POST", "/api/v1/meetings", "application/json",
                       R"({"title":"Once","start":"2027-03-01T10:00","duration":"PT1H"})",
                       "Idempotency-Key: once\r\n"});
  };
  const Reply made = make();
  REQUIRE(made.status == 201);
  searches_run_out();
  house.set_clock("2027-02-03T09:00:00Z");
  CHECK(make().string("id") == made.string("id"));
  searches_run_out();
  house.set_clock("2027-02-03T09:01:00Z");
  searches_run_out();
  house.set_clock("2027-02-03T11:00:00Z");
  CHECK(make().string("id") == made.string("id"));
  searches_run_out();
  house.set_clock("2027-02-04T09:59:00Z");
  CHECK(make().string("id") == made.string("id"));
  house.nothing_more();
  // A day is over, and only now is the session.
  house.set_clock("2027-02-04T10:01:00Z");
  CHECK(client.get("/api/v1/users/me").status == 401);
  CHECK(house.ear->socket().close_code() == 4001);
}

TEST_CASE(
    "in the night without a half past two, meetings then are at half past three, and told so") {
  House house("2027-03-28T00:20:00Z");
  house.make({{"title", "Missing"}, {"start", "2027-03-28T02:30"}});
  house.make({{"title", "Daily"},
              {"start", "2027-03-27T02:45"},
              {"rrule", "FREQ=DAILY"},
              {"reminders", json::array{0}}});
  // As it was entered: half past two with the offset before the gap, which is half past three.
  CHECK(house.starts("2027-03-27", "2027-03-30") ==
        "2027-03-27T02:45:00+01:00 2027-03-28T02:30:00+01:00 2027-03-28T02:45:00+01:00 "
        "2027-03-29T02:45:00+02:00 ");
  house.reminded("Missing", 30, "2027-03-28T01:00:00Z");
  house.reminded("Missing", 0, "2027-03-28T01:30:00Z");
  house.reminded("Daily", 0, "2027-03-28T01:45:00Z");
  house.reminded("Daily", 0, "2027-03-29T00:45:00Z");
  house.nothing_more();
  house.check_log();
}

TEST_CASE("in the night with two half past twos, the first one counts, and is told once") {
  House house("2027-10-30T23:20:00Z");
  house.make({{"title", "Twice"}, {"start", "2027-10-31T02:30"}});
  house.make({{"title", "Daily"},
              {"start", "2027-10-30T02:45"},
              {"rrule", "FREQ=DAILY"},
              {"reminders", json::array{0}}});
  CHECK(house.starts("2027-10-30", "2027-11-02") ==
        "2027-10-30T02:45:00+02:00 2027-10-31T02:30:00+02:00 2027-10-31T02:45:00+02:00 "
        "2027-11-01T02:45:00+01:00 ");
  house.reminded("Twice", 30, "2027-10-31T00:00:00Z");
  house.reminded("Twice", 0, "2027-10-31T00:30:00Z");
  house.reminded("Daily", 0, "2027-10-31T00:45:00Z");
  house.set_clock("2027-10-31T01:30:01Z");
  house.nothing_more();
  house.set_clock("2027-10-31T01:45:01Z");
  house.nothing_more();
  house.reminded("Daily", 0, "2027-11-01T01:45:00Z");
  house.nothing_more();
  house.check_log();
}

TEST_CASE("what is yearly on 29 February is told on the next one, four years later") {
  House house("2028-02-29T07:25:00Z", {"--notifications-keep-days", "3650"});
  house.make({{"title", "Leap"}, {"start", "2028-02-29T09:00"}, {"rrule", "FREQ=YEARLY"}});
  house.reminded("Leap", 30, "2028-02-29T07:30:00Z");
  house.reminded("Leap", 0, "2028-02-29T08:00:00Z");
  CHECK(house.starts("2028-03-01", "2032-03-31") == "2032-02-29T09:00:00+01:00 ");
  for (const char* day : {"2029-02-28T08:00:05Z", "2029-03-01T08:00:05Z"}) {
    house.set_clock(day);
    house.ann.token = sign_in(house.server->port(), house.ann.email);
    house.listen();
    house.nothing_more();
  }
  house.set_clock("2032-02-29T07:20:00Z");
  house.ann.token = sign_in(house.server->port(), house.ann.email);
  house.listen();
  house.reminded("Leap", 30, "2032-02-29T07:30:00Z");
  house.reminded("Leap", 0, "2032-02-29T08:00:00Z");
  house.nothing_more();
  house.check_log();
}

TEST_CASE("the second at which 32 bits end is one like all others") {
  House house("2038-01-19T02:43:30Z");
  house.make({{"title", "Last"}, {"start", "2038-01-19T03:14:00Z"}});
  house.make({{"title", "Beyond"}, {"start", "2038-01-19T03:44:07Z"}});
  house.make({{"title", "Daily"},
              {"start", "2038-01-18T05:00"},
              {"rrule", "FREQ=DAILY"},
              {"reminders", json::array{0}}});
  house.reminded("Last", 30, "2038-01-19T02:44:00Z");
  house.reminded("Last", 0, "2038-01-19T03:14:00Z");
  house.reminded("Beyond", 30, "2038-01-19T03:14:07Z");
  house.reminded("Beyond", 0, "2038-01-19T03:44:07Z");
  house.reminded("Daily", 0, "2038-01-19T04:00:00Z");
  CHECK(house.starts("2040-02-28", "2040-03-01") ==
        "2040-02-28T05:00:00+01:00 2040-02-29T05:00:00+01:00 ");
  house.server->process().signal(SIGTERM);
  CHECK(house.server->process().wait().status == 0);
  house.start();
  // The same session.
  house.listen();
  house.reminded("Daily", 0, "2038-01-20T04:00:00Z");
  const Reply session =
      Client(house.server->port())
          .post("/api/v1/sessions", {{"email", house.ann.email}, {"password", password}});
  CHECK(session.string("expiresAt").starts_with("2038-02-19T04:00:"));
  house.nothing_more();
  house.check_log();
}

}  // namespace
}  // namespace kalends::test
