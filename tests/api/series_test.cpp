#include "world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

/// Mondays at nine in Berlin, from 2 March 2026 on.
json::object mondays() {
  return {{"title", "Plan"},
          {"start", "2026-03-02T09:00"},
          {"duration", "PT1H"},
          {"timeZone", "Europe/Berlin"},
          {"rrule", "FREQ=WEEKLY"}};
}

std::string make(World& world, const Person& organizer, json::object body,
                 const std::vector<Person>& guests = {}) {
  json::array people;
  for (const Person& guest : guests) people.push_back(json::object{{"userId", guest.id}});
  body["attendees"] = people;
  const Reply made = world.post("/api/v1/meetings", organizer.token, body);
  REQUIRE_MESSAGE(made.status == 201, made.text);
  return made.string("id");
}

json::array items(World& world, const Person& person, const std::string& from,
                  const std::string& to, const std::string& more = "") {
  const Reply list =
      world.get("/api/v1/users/me/calendar?from=" + from + "&to=" + to + more, person.token);
  REQUIRE_MESSAGE(list.status == 200, list.text);
  return list["items"].as_array();
}

/// The starts of what a person sees, in order.
std::vector<std::string> starts(World& world, const Person& person, const std::string& from,
                                const std::string& to) {
  std::vector<std::string> out;
  for (const json::value& item : items(world, person, from, to)) {
    out.emplace_back(item.at("start").as_string());
  }
  return out;
}

std::vector<std::string> responses(World& world, const Person& person, const std::string& from,
                                   const std::string& to) {
  std::vector<std::string> out;
  for (const json::value& item : items(world, person, from, to)) {
    out.emplace_back(item.at("response").as_string());
  }
  return out;
}

std::string one(const std::string& id, const std::string& occurrence,
                const std::string& scope = "this") {
  return meetings(id, "?scope=" + scope + "&occurrence=" + occurrence);
}

using Texts = std::vector<std::string>;

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

TEST_CASE("rule 31: an answer to one occurrence is that one's, an answer to all is every one's") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann, mondays(), {bob});
  const auto put = [&](const std::string& target, const char* word) {
    const Reply reply = world.put(target, bob.token, {{"response", word}});
    REQUIRE_MESSAGE(reply.status == 200, reply.text);
    return reply;
  };
  const Reply one_answered = put(meetings(id, "/response?occurrence=2026-03-16T09:00"), "accepted");
  CHECK(one_answered["attendees"].at(0).at("response") == "accepted");
  CHECK(responses(world, bob, "2026-03-01", "2026-03-24") ==
        Texts{"needs-action", "needs-action", "accepted", "needs-action"});
  // Busy there, tentative elsewhere.
  const Reply busy =
      world.post("/api/v1/freebusy", ann.token,
                 {{"from", "2026-03-09"}, {"to", "2026-03-17"}, {"users", {bob.id}}});
  REQUIRE_MESSAGE(busy.status == 200, busy.text);
  const json::array& times = busy["users"].at(bob.id).at("busy").as_array();
  REQUIRE(times.size() == 2);
  CHECK(times[0].at("status") == "tentative");
  CHECK(times[1].at("status") == "busy");
  const json::array told = world.notifications(ann);
  REQUIRE(told.size() == 1);
  CHECK(told[0].at("meeting").at("occurrence") == "2026-03-16T09:00:00+01:00");
  put(meetings(id, "/response"), "declined");
  CHECK(responses(world, bob, "2026-03-01", "2026-03-24") ==
        Texts{"declined", "declined", "declined", "declined"});
  CHECK(world.get(meetings(id), ann.token)["attendees"].at(0).at("response") == "declined");
  put(meetings(id, "/response?scope=this&occurrence=2026-03-09T09:00"), "tentative");
  CHECK(responses(world, bob, "2026-03-01", "2026-03-17") ==
        Texts{"declined", "tentative", "declined"});
}

TEST_CASE("moving one occurrence asks again about that one, and an answer to all answers it") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann, mondays(), {bob});
  world.answer(bob, id, "accepted");
  REQUIRE(
      world.patch(one(id, "2026-03-09T09:00"), ann.token, {{"start", "2026-03-09T11:00"}}).status ==
      200);
  CHECK(responses(world, bob, "2026-03-01", "2026-03-17") ==
        Texts{"accepted", "needs-action", "accepted"});
  CHECK(responses(world, ann, "2026-03-01", "2026-03-17") ==
        Texts{"accepted", "accepted", "accepted"});
  world.answer(bob, id, "tentative");
  CHECK(responses(world, bob, "2026-03-01", "2026-03-17") ==
        Texts{"tentative", "tentative", "tentative"});
  // Its title is no reason to ask.
  REQUIRE(world.patch(one(id, "2026-03-16T09:00"), ann.token, {{"title", "Other"}}).status == 200);
  CHECK(responses(world, bob, "2026-03-16", "2026-03-17") == Texts{"tentative"});
}

TEST_CASE("one occurrence is cancelled: it stays readable, blocks nobody, and is told") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann, mondays(), {bob});
  world.answer(bob, id, "accepted");
  REQUIRE(world.del(one(id, "2026-03-09T09:00"), ann.token).status == 204);
  REQUIRE(world.del(one(id, "2026-03-09T09:00"), ann.token).status == 204);
  const json::array found = items(world, bob, "2026-03-09", "2026-03-17");
  REQUIRE(found.size() == 2);
  CHECK(found[0].at("status") == "cancelled");
  CHECK(found[0].at("busy") == false);
  CHECK(found[1].at("status") == "confirmed");
  CHECK(world.told(bob) == Texts{"invited", "cancelled"});
  const Reply days = world.get(
      "/api/v1/users/me/busy-days?from=2026-03-09&to=2026-03-16&timeZone=Europe/Berlin", bob.token);
  CHECK(days["days"].at("2026-03-09") == false);
  CHECK(days["days"].at("2026-03-16") == true);
  const Reply late = world.patch(one(id, "2026-03-09T09:00"), ann.token, {{"title", "No"}});
  CHECK(late.status == 409);
}

TEST_CASE("rule 28: this and following splits, and carries answers and exceptions along") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann, mondays(), {bob});
  world.answer(bob, id, "accepted");
  REQUIRE(world.patch(one(id, "2026-03-23T09:00"), ann.token, {{"title", "Special"}}).status ==
          200);
  REQUIRE(world
              .put(meetings(id, "/response?occurrence=2026-04-06T09:00"), bob.token,
                   {{"response", "declined"}})
              .status == 200);
  const Reply split =
      world.patch(one(id, "2026-03-16T09:00", "following"), ann.token, {{"title", "Plan B"}});
  REQUIRE_MESSAGE(split.status == 200, split.text);
  const std::string rest = split.string("id");
  CHECK(rest != id);
  CHECK(split.header("Content-Location") == meetings(rest));
  CHECK(split["start"] == "2026-03-16T09:00:00+01:00");
  CHECK(split["attendees"].at(0).at("response") == "accepted");
  const json::array seen = items(world, bob, "2026-03-01", "2026-04-14");
  REQUIRE(seen.size() == 7);
  const Texts titles{"Plan", "Plan", "Plan B", "Special", "Plan B", "Plan B", "Plan B"};
  for (std::size_t n = 0; n < seen.size(); ++n) {
    CAPTURE(n);
    CHECK(seen[n].at("title") == json::value(titles[n]));
    CHECK(seen[n].at("meetingId") == json::value(n < 2 ? id : rest));
    CHECK(seen[n].at("response") == (n == 5 ? "declined" : "accepted"));
  }
}

TEST_CASE("this and following with a new time asks anew from there on, and leaves the past") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  json::object body = mondays();
  body["rrule"] = "FREQ=WEEKLY;COUNT=5";
  const std::string id = make(world, ann, body, {bob});
  world.answer(bob, id, "accepted");
  const Reply split = world.patch(one(id, "2026-03-16T09:00", "following"), ann.token,
                                  {{"start", "2026-03-17T10:00"}});
  REQUIRE_MESSAGE(split.status == 200, split.text);
  CHECK(split["rrule"] == "FREQ=WEEKLY;COUNT=3");
  CHECK(starts(world, bob, "2026-03-01", "2026-06-01") ==
        Texts{"2026-03-02T09:00:00+01:00", "2026-03-09T09:00:00+01:00", "2026-03-17T10:00:00+01:00",
              "2026-03-24T10:00:00+01:00", "2026-03-31T10:00:00+02:00"});
  CHECK(responses(world, bob, "2026-03-01", "2026-06-01") ==
        Texts{"accepted", "accepted", "needs-action", "needs-action", "needs-action"});
}

TEST_CASE(
    "what follows the first occurrence is the whole series, and cancelling the rest ends it") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = make(world, ann, mondays());
  const Reply whole =
      world.patch(one(id, "2026-03-02T09:00", "following"), ann.token, {{"title", "All"}});
  CHECK(whole["id"] == json::value(id));
  REQUIRE(world.del(one(id, "2026-03-16T09:00", "following"), ann.token).status == 204);
  CHECK(starts(world, ann, "2026-03-01", "2027-01-01").size() == 2);
  REQUIRE(world.del(meetings(id), ann.token).status == 204);
  for (const json::value& item : items(world, ann, "2026-03-01", "2027-01-01")) {
    CHECK(item.at("status") == "cancelled");
  }
}

TEST_CASE("a whole series moves with its exceptions, also by the hand on one occurrence") {
  World world;
  const Person ann = world.person("Ann");
  json::object body = mondays();
  body["rrule"] = "FREQ=WEEKLY;BYDAY=MO";
  body["exdates"] = {"2026-03-16T09:00"};
  const std::string id = make(world, ann, body);
  REQUIRE(world.patch(one(id, "2026-03-09T09:00"), ann.token, {{"title", "Special"}}).status ==
          200);
  // The third Monday is dragged to Tuesday at ten, "all".
  const Reply moved =
      world.patch(one(id, "2026-03-23T09:00", "all"), ann.token, {{"start", "2026-03-24T10:00"}});
  REQUIRE_MESSAGE(moved.status == 200, moved.text);
  CHECK(moved["rrule"] == "FREQ=WEEKLY;BYDAY=TU");
  CHECK(moved["exdates"] == json::array{"2026-03-17T10:00:00+01:00"});
  const json::array seen = items(world, ann, "2026-03-01", "2026-04-01");
  REQUIRE(seen.size() == 4);
  CHECK(seen[0].at("start") == "2026-03-03T10:00:00+01:00");
  CHECK(seen[1].at("start") == "2026-03-10T10:00:00+01:00");
  CHECK(seen[1].at("title") == "Special");
  CHECK(seen[2].at("start") == "2026-03-24T10:00:00+01:00");
}

TEST_CASE("a meeting becomes a series and a single meeting again") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob}, "2026-03-02T12:00:00");
  REQUIRE(world.patch(meetings(id), ann.token, {{"rrule", "FREQ=DAILY;COUNT=3"}}).status == 200);
  CHECK(starts(world, bob, "2026-03-01", "2026-04-01").size() == 3);
  const Reply single = world.patch(meetings(id), ann.token, {{"rrule", nullptr}});
  REQUIRE_MESSAGE(single.status == 200, single.text);
  CHECK_FALSE(single.body.as_object().contains("rrule"));
  CHECK(starts(world, bob, "2026-03-01", "2026-04-01").size() == 1);
  CHECK_FALSE(items(world, bob, "2026-03-01", "2026-04-01")[0].as_object().contains("occurrence"));
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
  const auto whole = items(world, ann, "2026-03-01", "2026-05-01", "&limit=1000");
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

TEST_CASE("a series that cannot be taken says why, at its field, and stores nothing") {
  World world;
  const Person ann = world.person("Ann");
  struct {
    const char* field;
    json::value value;
    const char* pointer;
  } const cases[] = {
      {"rrule", "FREQ=SECONDLY", "/rrule"},
      {"rrule", "FREQ=MINUTELY", "/rrule"},
      {"rrule", "FREQ=DAILY;UNTIL=20260101", "/rrule"},
      {"rrule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "/rrule"},
      {"rrule", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "/rrule"},
      {"rrule", "FREQ=OFTEN", "/rrule"},
      {"rrule", "FREQ=DAILY;COUNT=2;UNTIL=20270101", "/rrule"},
      {"rrule", "FREQ=DAILY;RECURRENCE-ID=20260302", "/rrule"},
      {"rrule", json::string(1001, 'x'), "/rrule"},
      {"rrule", 7, "/rrule"},
      {"rdates", "2026-03-02", "/rdates"},
      {"rdates", {"2026-03-03"}, "/rdates/0"},
      {"exdates", {"2026-03-02T09:00", "yesterday"}, "/exdates/1"},
      {"exdates", json::array(10'001, "2026-03-02T09:00"), "/exdates"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.pointer);
    CAPTURE(json::serialize(each.value).substr(0, 60));
    json::object body = mondays();
    body[each.field] = each.value;
    const auto begin = std::chrono::steady_clock::now();
    const Reply refused = world.post("/api/v1/meetings", ann.token, body);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::milliseconds{500});
    CHECK_MESSAGE(refused.status == 422, refused.text.substr(0, 300));
    CHECK(refused.names(each.pointer));
  }
  CHECK(items(world, ann, "2026-01-01", "2027-01-01").empty());
  json::object body = mondays();
  body.erase("rrule");
  body["exdates"] = {"2026-03-02T09:00"};
  CHECK(world.post("/api/v1/meetings", ann.token, body).names("/exdates"));
}

TEST_CASE("what cannot be asked of an occurrence is refused at its field") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string series = make(world, ann, mondays(), {bob});
  const std::string single = world.meeting(ann, {bob});
  const auto patch = [&](const std::string& target, const json::value& body) {
    return world.patch(target, ann.token, body);
  };
  const json::value title{{"title", "New"}};
  CHECK(patch(meetings(series, "?scope=this"), title).names("?occurrence"));
  CHECK(patch(meetings(series, "?scope=following"), title).names("?occurrence"));
  CHECK(patch(meetings(series, "?scope=some"), title).names("?scope"));
  CHECK(patch(one(single, "2026-03-02T12:00"), title).names("?occurrence"));
  CHECK(patch(one(series, "2026-03-03T09:00"), title).status == 404);
  CHECK(patch(one(series, "2026-03-09T09:00"), {{"rrule", "FREQ=DAILY"}}).names("/rrule"));
  CHECK(patch(one(series, "2026-03-09T09:00"), {{"exdates", json::array{}}}).names("/exdates"));
  const Reply following =
      world.put(meetings(series, "/response?scope=following&occurrence=2026-03-09T09:00"),
                bob.token, {{"response", "accepted"}});
  CHECK(following.names("?scope"));
  CHECK(world.patch(one(series, "2026-03-09T09:00"), bob.token, title).status == 403);
}

TEST_CASE("ten thousand dates are taken or refused in little time") {
  World world;
  const Person ann = world.person("Ann");
  json::object body = mondays();
  body["rrule"] = "FREQ=DAILY";
  json::array exdates;
  for (int n = 0; n < 10'000; ++n) {
    const Date day =
        Date{std::chrono::local_days{std::chrono::year{2026} / 3 / 3}} + std::chrono::days{n};
    exdates.emplace_back(format_date(day) + "T09:00");
  }
  body["exdates"] = exdates;
  const auto begin = std::chrono::steady_clock::now();
  make(world, ann, body);
  CHECK(starts(world, ann, "2026-03-01", "2027-01-01").size() == 1);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{5});
}
