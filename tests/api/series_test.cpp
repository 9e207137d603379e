#include "series_world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

Texts starts(World& world, const Person& person, const std::string& from, const std::string& to) {
  return texts(world, person, from, to, "start");
}

}  // namespace

TEST_CASE("a series keeps its hour on both sides of the clock change, in any year") {
  World world;
  const Person ann = world.person("Ann");
  make(world, ann, mondays());
  CHECK(starts(world, ann, "2026-03-20", "2026-04-05") ==
        Texts{"2026-03-23T09:00:00+01:00", "2026-03-30T09:00:00+02:00"});
  CHECK(starts(world, ann, "2040-03-19", "2040-04-01") ==
        Texts{"2040-03-19T09:00:00+01:00", "2040-03-26T09:00:00+02:00"});
  CHECK(starts(world, ann, "2026-02-01", "2026-03-02").empty());
}

TEST_CASE("an occurrence of a series is named by its original start, and read by it") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann, mondays(), {bob});
  const json::value item = items(world, bob, "2026-03-09", "2026-03-10").at(0);
  CHECK(item.at("occurrence") == "2026-03-09T09:00:00+01:00");
  CHECK(item.at("meetingId") == json::value(id));
  CHECK(item.at("response") == "needs-action");
  for (const char* name : {"2026-03-09T09:00:00%2B01:00", "2026-03-09T09:00:00+01:00",
                           "2026-03-09T08:00:00Z", "2026-03-09T09:00"}) {
    const Reply shown = world.get(meetings(id, std::string("?occurrence=") + name), bob.token);
    REQUIRE_MESSAGE(shown.status == 200, name);
    CHECK(shown["start"] == "2026-03-09T09:00:00+01:00");
    CHECK(shown["occurrence"] == "2026-03-09T09:00:00+01:00");
    CHECK(shown["rrule"] == "FREQ=WEEKLY");
  }
  CHECK(world.get(meetings(id, "?occurrence=2026-03-10T09:00"), bob.token).status == 404);
  CHECK(world.get(meetings(id, "?occurrence=soon"), bob.token).names("?occurrence"));
  CHECK(world.get(meetings(id), bob.token)["start"] == "2026-03-02T09:00:00+01:00");
}

TEST_CASE("rule 25: COUNT counts before exdates, UNTIL is inclusive in each of its forms") {
  World world;
  struct {
    const char* rule;
    json::array exdates;
    std::size_t held;
  } const cases[] = {
      {"FREQ=DAILY;COUNT=5", {}, 5},
      {"FREQ=DAILY;COUNT=5", {"2026-03-04T09:00"}, 4},
      {"FREQ=DAILY;COUNT=5", {"2026-03-04T08:00:00Z"}, 4},
      {"FREQ=DAILY;COUNT=5", {"2026-03-04"}, 4},  // rule 26: a date takes the day
      {"FREQ=DAILY;UNTIL=20260306T080000Z", {}, 5},
      {"FREQ=DAILY;UNTIL=20260306T075959Z", {}, 4},
      {"FREQ=DAILY;UNTIL=20260306", {}, 5},
      {"FREQ=DAILY;UNTIL=20260306T090000", {}, 5},
      {"FREQ=WEEKLY;BYDAY=TU;COUNT=3", {}, 3},  // rule 29: Monday the 2nd counts as the first
  };
  for (const auto& each : cases) {
    CAPTURE(each.rule);
    const Person ann = world.person("Ann" + std::to_string(&each - cases));
    json::object body = mondays();
    body["rrule"] = each.rule;
    body["exdates"] = each.exdates;
    make(world, ann, body);
    CHECK(items(world, ann, "2026-03-01", "2026-05-01").size() == each.held);
  }
}

TEST_CASE("dates beside the rule are occurrences too, and a series may have nothing else") {
  World world;
  const Person ann = world.person("Ann");
  json::object body = mondays();
  body.erase("rrule");
  body["rdates"] = {"2026-03-05T15:00", "2026-03-11T09:30:00+01:00"};
  const std::string id = make(world, ann, body);
  CHECK(starts(world, ann, "2026-03-01", "2026-04-01") == Texts{"2026-03-02T09:00:00+01:00",
                                                                "2026-03-05T15:00:00+01:00",
                                                                "2026-03-11T09:30:00+01:00"});
  const Reply shown = world.get(meetings(id), ann.token);
  CHECK(shown["rdates"] == json::array{"2026-03-05T15:00:00+01:00", "2026-03-11T09:30:00+01:00"});
}

TEST_CASE("rule 27: a moved occurrence is found where it is now, and only there") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann, mondays(), {bob});
  const int before = static_cast<int>(world.notifications(bob).size());
  const Reply moved = world.patch(one(id, "2026-03-09T09:00"), ann.token,
                                  {{"start", "2026-06-18T14:00"}, {"title", "Plan, later"}});
  REQUIRE_MESSAGE(moved.status == 200, moved.text);
  CHECK(moved["start"] == "2026-06-18T14:00:00+02:00");
  CHECK(moved["end"] == "2026-06-18T15:00:00+02:00");
  CHECK(moved["occurrence"] == "2026-03-09T09:00:00+01:00");
  CHECK(starts(world, bob, "2026-03-03", "2026-03-17") == Texts{"2026-03-16T09:00:00+01:00"});
  const json::array found = items(world, bob, "2026-06-18", "2026-06-19");
  REQUIRE(found.size() == 1);
  CHECK(found[0].at("title") == "Plan, later");
  CHECK(found[0].at("occurrence") == "2026-03-09T09:00:00+01:00");
  // Told with the data, as one occurrence of a series.
  const json::array told = world.notifications(bob, before);
  REQUIRE(told.size() == 1);
  CHECK(told[0].at("kind") == "changed");
  CHECK(told[0].at("changes") == json::array{"title", "start", "end"});
  CHECK(told[0].at("meeting").at("occurrence") == "2026-03-09T09:00:00+01:00");
  CHECK(told[0].at("meeting").at("start") == "2026-06-18T14:00:00+02:00");
  // And back again: it is there once.
  REQUIRE(
      world.patch(one(id, "2026-03-09T09:00"), ann.token, {{"start", "2026-03-09T09:00"}}).status ==
      200);
  CHECK(starts(world, bob, "2026-03-03", "2026-03-17").size() == 2);
  CHECK(items(world, bob, "2026-06-18", "2026-06-19").empty());
}

TEST_CASE("a moved occurrence is found beyond the end of its series") {
  World world;
  const Person ann = world.person("Ann");
  json::object body = mondays();
  body["rrule"] = "FREQ=WEEKLY;COUNT=3";
  const std::string id = make(world, ann, body);
  REQUIRE(
      world.patch(one(id, "2026-03-16T09:00"), ann.token, {{"start", "2027-01-12T09:00"}}).status ==
      200);
  CHECK(starts(world, ann, "2027-01-01", "2027-02-01") == Texts{"2027-01-12T09:00:00+01:00"});
}

TEST_CASE("rule 8: an all-day series is read in the zone of whoever looks") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person joe = world.person("Joe", "America/Los_Angeles");
  const std::string id = make(world, ann,
                              {{"title", "Off"},
                               {"start", "2026-03-05"},
                               {"allDay", true},
                               {"rrule", "FREQ=MONTHLY"},
                               {"transparency", "opaque"},
                               {"exdates", {"2026-05-05"}}},
                              {joe});
  world.answer(joe, id, "accepted");
  CHECK(starts(world, joe, "2026-03-01", "2026-08-01") ==
        Texts{"2026-03-05", "2026-04-05", "2026-06-05", "2026-07-05"});
  const Reply busy =
      world.post("/api/v1/freebusy", joe.token,
                 {{"from", "2026-04-04"}, {"to", "2026-04-08"}, {"users", {joe.id}}});
  CHECK(busy["users"].at(joe.id).at("busy").at(0).at("start") == "2026-04-05T00:00:00-07:00");
}

TEST_CASE("pages of a calendar with series leave nothing out and show nothing twice") {
  World world;
  const Person ann = world.person("Ann");
  make(world, ann, mondays());
  json::object daily = mondays();
  daily["rrule"] = "FREQ=DAILY;COUNT=40";
  make(world, ann, daily);
  world.meeting(ann, {}, "2026-03-09T09:00:00");
  const auto whole = items(world, ann, "2026-03-01", "2026-05-01");
  CHECK(whole.size() == 9 + 40 + 1);
  for (const int limit : {1, 2, 3, 7}) {
    json::array paged;
    std::string cursor;
    do {
      const Reply page = world.get(
          "/api/v1/users/me/calendar?from=2026-03-01&to=2026-05-01&limit=" + std::to_string(limit) +
              cursor,
          ann.token);
      REQUIRE(page.status == 200);
      for (const json::value& item : page["items"].as_array()) paged.push_back(item);
      cursor = page.body.as_object().contains("nextCursor") ? "&cursor=" + page.string("nextCursor")
                                                            : "";
    } while (!cursor.empty() && paged.size() < 100);
    CHECK(paged == whole);
  }
}

TEST_CASE("others see the times of a series, and nothing of what leaves them free") {
  World world;
  const Person ann = world.person("Ann");
  const Person eve = world.person("Eve");
  const std::string id = make(world, ann, mondays());
  REQUIRE(world
              .put(meetings(id, "/response?occurrence=2026-03-09T09:00"), ann.token,
                   {{"response", "declined"}})
              .status == 200);
  const Reply list =
      world.get("/api/v1/users/" + ann.id + "/calendar?from=2026-03-01&to=2026-03-17", eve.token);
  REQUIRE(list.status == 200);
  REQUIRE(list["items"].as_array().size() == 2);
  CHECK(list["items"].at(0).as_object().size() == 5);
  CHECK(list["items"].at(1).at("start") == "2026-03-16T09:00:00+01:00");
}

TEST_CASE("reminders of a series come for each occurrence, once, and not for who declined it") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  json::object body = mondays();
  body["start"] = "2026-03-02T10:00";  // 09:00 UTC, an hour from now
  body["rrule"] = "FREQ=DAILY";
  body["reminders"] = {30, 0};
  const std::string id = make(world, ann, body, {bob});
  REQUIRE(world
              .put(meetings(id, "/response?occurrence=2026-03-03T10:00"), bob.token,
                   {{"response", "declined"}})
              .status == 200);
  REQUIRE(
      world.patch(one(id, "2026-03-04T10:00"), ann.token, {{"start", "2026-03-04T11:00"}}).status ==
      200);
  const int before = static_cast<int>(world.notifications(bob).size());
  const int before_ann = static_cast<int>(world.notifications(ann).size());
  world.pass(std::chrono::hours{72});
  Texts heard;
  for (const json::value& notice : world.notifications(bob, before)) {
    CHECK(notice.at("kind") == "reminder");
    heard.push_back(std::string(notice.at("at").as_string()) + " " +
                    std::string(notice.at("meeting").at("occurrence").as_string()));
  }
  CHECK(heard == Texts{"2026-03-02T08:30:00Z 2026-03-02T10:00:00+01:00",
                       "2026-03-02T09:00:00Z 2026-03-02T10:00:00+01:00",
                       "2026-03-04T09:30:00Z 2026-03-04T10:00:00+01:00",
                       "2026-03-04T10:00:00Z 2026-03-04T10:00:00+01:00"});
  CHECK(world.notifications(ann, before_ann).size() == 6);
}
