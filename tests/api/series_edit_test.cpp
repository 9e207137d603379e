#include "series_world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

Texts starts(World& world, const Person& person, const std::string& from, const std::string& to) {
  return texts(world, person, from, to, "start");
}

Texts responses(World& world, const Person& person, const std::string& from,
                const std::string& to) {
  return texts(world, person, from, to, "response");
}

}  // namespace

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
