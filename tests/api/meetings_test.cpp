#include "world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

Reply read(World& world, const Person& person, const std::string& id) {
  Reply reply = world.get(meetings(id), person.token);
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  return reply;
}

Reply change(World& world, const Person& person, const std::string& id, const json::value& patch) {
  Reply reply = world.patch(meetings(id), person.token, patch);
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  return reply;
}

std::string when(const Reply& meeting) {
  return meeting.string("start") + " " + meeting.string("end");
}

/// What the last notice says was changed; nothing when there is none behind `after`.
json::value changes_told(World& world, const Person& person, int after) {
  const json::array list = world.notifications(person, after);
  if (list.empty()) return nullptr;
  CHECK(list.size() == 1);
  return list.back().at("changes");
}

}  // namespace

TEST_CASE("a meeting is made with what was said, and the rest is usual") {
  World world;
  const Person ann = world.person("Ann");
  const Reply made =
      world.post("/api/v1/meetings", ann.token,
                 {{"title", " Plan "}, {"start", "2026-03-30T09:00"}, {"end", "2026-03-30T09:45"}});
  REQUIRE(made.status == 201);
  const std::string id = made.string("id");
  CHECK(made.header("Location") == meetings(id));
  CHECK(made.body ==
        json::value{
            {"id", id},
            {"title", "Plan"},
            {"description", ""},
            {"link", ""},
            {"location", ""},
            {"start", "2026-03-30T09:00:00+02:00"},
            {"end", "2026-03-30T09:45:00+02:00"},
            {"timeZone", "Europe/Berlin"},
            {"allDay", false},
            {"transparency", "opaque"},
            {"organizer",
             {{"userId", ann.id}, {"name", "Ann"}, {"email", ann.email}, {"response", "accepted"}}},
            {"attendees", json::array{}},
            {"attachments", json::array{}},
            {"reminders", {30, 0}},
            {"status", "confirmed"},
            {"version", 1},
            {"createdAt", "2026-03-02T08:00:00Z"},
            {"updatedAt", "2026-03-02T08:00:00Z"}});
  CHECK(read(world, ann, id).body == made.body);
}

TEST_CASE("the time is read in its zone and echoed as it was entered") {
  struct {
    const char* start;
    const char* duration;
    const char* zone;
    const char* when;
  } const cases[] = {
      // rule 1: nine o'clock on both sides of the change.
      {"2026-03-27T09:00", "PT1H", "Europe/Berlin",
       "2026-03-27T09:00:00+01:00 2026-03-27T10:00:00+01:00"},
      {"2026-03-30T09:00", "PT1H", "Europe/Berlin",
       "2026-03-30T09:00:00+02:00 2026-03-30T10:00:00+02:00"},
      // rule 2
      {"2026-03-29T02:30", "PT30M", "Europe/Berlin",
       "2026-03-29T02:30:00+01:00 2026-03-29T04:00:00+02:00"},
      // rule 3
      {"2026-10-25T02:30", "PT15M", "Europe/Berlin",
       "2026-10-25T02:30:00+02:00 2026-10-25T02:45:00+02:00"},
      // rule 5
      {"2026-03-28T12:00", "P1D", "Europe/Berlin",
       "2026-03-28T12:00:00+01:00 2026-03-29T12:00:00+02:00"},
      {"2026-03-28T12:00", "PT24H", "Europe/Berlin",
       "2026-03-28T12:00:00+01:00 2026-03-29T13:00:00+02:00"},
      {"2026-07-01T09:00", "PT1H", "Asia/Kolkata",
       "2026-07-01T09:00:00+05:30 2026-07-01T10:00:00+05:30"},
  };
  World world;
  const Person ann = world.person("Ann");
  for (const auto& each : cases) {
    CAPTURE(each.start);
    const std::string id =
        world.meeting(ann, {}, each.start, each.duration, {{"timeZone", each.zone}});
    CHECK(when(read(world, ann, id)) == each.when);
    // A later look through a change of another field alters nothing of it.
    CHECK(when(change(world, ann, id, {{"title", "Other"}})) == each.when);
  }
}

// rule 6
TEST_CASE("a flight has a zone for either end") {
  World world;
  const Person ann = world.person("Ann");
  const Reply made = world.post("/api/v1/meetings", ann.token,
                                {{"title", "Flight"},
                                 {"start", "2026-07-01T10:00"},
                                 {"end", "2026-07-01T12:30"},
                                 {"timeZone", "Europe/Berlin"},
                                 {"endTimeZone", "America/New_York"}});
  REQUIRE(made.status == 201);
  CHECK(when(made) == "2026-07-01T10:00:00+02:00 2026-07-01T12:30:00-04:00");
  CHECK(made.string("endTimeZone") == "America/New_York");
}

// rule 7
TEST_CASE("a zone that is no IANA name is refused, and never taken for UTC") {
  World world;
  const Person ann = world.person("Ann");
  for (const char* const field : {"timeZone", "endTimeZone"}) {
    for (const char* const name : {"W. Europe Standard Time", "CEST+2", "", "Europe/", "europe"}) {
      CAPTURE(name);
      const Reply reply = world.post(
          "/api/v1/meetings", ann.token,
          {{"title", "Plan"}, {"start", "2026-07-01T10:00"}, {"duration", "PT1H"}, {field, name}});
      CHECK(reply.status == 422);
      CHECK(reply.names(std::string("/") + field));
    }
  }
}

TEST_CASE("a change of the start keeps the length, and a change of zone the wall clock") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = world.meeting(ann, {}, "2026-03-27T09:00", "PT90M");
  CHECK(when(change(world, ann, id, {{"start", "2026-03-30T14:00"}})) ==
        "2026-03-30T14:00:00+02:00 2026-03-30T15:30:00+02:00");
  CHECK(when(change(world, ann, id, {{"timeZone", "America/New_York"}})) ==
        "2026-03-30T14:00:00-04:00 2026-03-30T15:30:00-04:00");
  CHECK(when(change(world, ann, id, {{"end", "2026-03-30T15:00"}})) ==
        "2026-03-30T14:00:00-04:00 2026-03-30T15:00:00-04:00");
  CHECK(when(change(world, ann, id, {{"duration", "PT2H"}})) ==
        "2026-03-30T14:00:00-04:00 2026-03-30T16:00:00-04:00");
  CHECK(when(change(world, ann, id, {{"start", "2026-04-01"}, {"allDay", true}})) ==
        "2026-04-01 2026-04-02");
}

TEST_CASE("a change tells the others what it changed, and nothing else") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob}, "2026-03-27T09:00");
  const std::pair<json::value, json::value> cases[] = {
      {{{"title", "Other"}}, {"title"}},
      {{{"title", "Other"}, {"description", "More"}}, {"description"}},
      {{{"link", "https://example.org/"}}, {"link"}},
      {{{"location", "Room 7"}}, {"location"}},
      {{{"start", "2026-03-27T10:00"}}, {"start", "end"}},
      {{{"end", "2026-03-27T10:30"}}, {"end"}},
      {{{"timeZone", "Europe/Paris"}}, {"timeZone", "endTimeZone"}},
      {{{"transparency", "transparent"}}, {"transparency"}},
      {{{"reminders", {10}}}, {"reminders"}},
      {{{"link", nullptr}, {"location", nullptr}}, {"link", "location"}},
  };
  int seen = 1;
  int version = 1;
  for (const auto& each : cases) {
    const auto& patch = each.first;
    const auto& told = each.second;
    CAPTURE(json::serialize(patch));
    CHECK(change(world, ann, id, patch)["version"] == ++version);
    CHECK(changes_told(world, bob, seen++) == told);
  }
  CHECK(world.told(ann).empty());
}

TEST_CASE("a change that changes nothing tells nobody and keeps the version") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob}, "2026-03-27T09:00");
  world.answer(bob, id, "accepted");
  const Reply before = read(world, ann, id);
  const json::value patches[] = {
      json::object{},
      {{"title", "Plan"}},
      {{"start", "2026-03-27T09:00"}},
      {{"start", "2026-03-27T09:00:00+01:00"}, {"end", "2026-03-27T10:00"}},
      {{"start", "2026-03-27T08:00:00Z"}, {"duration", "PT1H"}},
      {{"timeZone", "Europe/Berlin"}, {"allDay", false}},
      {{"reminders", {0, 30, 30}}},
      {{"description", nullptr}, {"transparency", "opaque"}},
  };
  world.pass(std::chrono::minutes{1});
  for (const json::value& patch : patches) {
    CAPTURE(json::serialize(patch));
    CHECK(change(world, ann, id, patch).body == before.body);
  }
  CHECK(world.told(bob) == std::vector<std::string>{"invited"});
}

// rule 15
TEST_CASE("only the organizer changes and cancels, and nobody becomes one by asking") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person eve = world.person("Eve");
  const std::string id = world.meeting(ann, {bob});
  CHECK(world.patch(meetings(id), bob.token, {{"title", "Mine"}}).status == 403);
  CHECK(world.patch(meetings(id), eve.token, {{"title", "Mine"}}).status == 404);
  CHECK(world.patch(meetings(id), "", {{"title", "Mine"}}).status == 401);
  CHECK(world.del(meetings(id), bob.token).status == 403);
  CHECK(world.del(meetings(id), eve.token).status == 404);
  const Reply claim =
      world.patch(meetings(id), ann.token, {{"organizer", json::object{{"userId", bob.id}}}});
  CHECK(claim.status == 422);
  CHECK(claim.names("/organizer"));
  CHECK(read(world, bob, id)["organizer"].at("userId") == json::value(ann.id));
  CHECK(read(world, bob, id)["version"] == 1);
}

// rule 18
TEST_CASE("a cancelled meeting can be read by those who were invited, and nothing else") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person eve = world.person("Eve");
  const std::string id = world.meeting(ann, {bob});
  CHECK(world.del(meetings(id), ann.token).status == 204);
  CHECK(world.del(meetings(id), ann.token).status == 204);
  CHECK(read(world, bob, id).string("status") == "cancelled");
  CHECK(read(world, ann, id)["version"] == 2);
  CHECK(world.get(meetings(id), eve.token).status == 404);
  CHECK(world.patch(meetings(id), ann.token, {{"title", "Again"}}).status == 409);
  CHECK(world.put(meetings(id, "/response"), bob.token, {{"response", "accepted"}}).status == 409);
  CHECK(world
            .post(meetings(id, "/attendees"), ann.token,
                  {{"attendees", json::array{json::object{{"userId", eve.id}}}}})
            .status == 409);
  CHECK(world.told(bob) == std::vector<std::string>{"invited", "cancelled"});
}

TEST_CASE("a meeting that changed meanwhile is not changed by who has not seen it") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob});
  const std::string first = read(world, ann, id).header("ETag");
  const ExtraHeaders if_first{{"If-Match", first}};
  // An answer is no other version: it takes no change away from anybody.
  world.answer(bob, id, "accepted");
  const Reply second = world.patch(meetings(id), ann.token, {{"title", "Two"}}, if_first);
  REQUIRE(second.status == 200);
  CHECK(second.header("ETag") != first);
  CHECK(world.patch(meetings(id), ann.token, {{"title", "Three"}}, if_first).status == 412);
  CHECK(world.del(meetings(id), ann.token, if_first).status == 412);
  for (const Person& actor : {ann, bob}) {
    CHECK(world.del(meetings(id, "/attendees/" + bob.id), actor.token, if_first).status == 412);
  }
  CHECK(read(world, ann, id).string("title") == "Two");
  CHECK(world.get(meetings(id), ann.token, {{"If-None-Match", second.header("ETag")}}).status ==
        304);
  CHECK(world.del(meetings(id), ann.token, {{"If-Match", second.header("ETag")}}).status == 204);
}
