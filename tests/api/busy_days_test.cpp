#include "world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

Reply map(World& world, const Person& reader, const std::string& owner, const std::string& query) {
  Reply reply = world.get("/api/v1/users/" + owner + "/busy-days?" + query, reader.token);
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  return reply;
}

/// The days that are true.
std::vector<std::string> busy(World& world, const Person& reader, const std::string& owner,
                              const std::string& query) {
  const Reply reply = map(world, reader, owner, query);
  std::vector<std::string> out;
  for (const auto& day : reply["days"].as_object()) {
    if (day.value().as_bool()) out.emplace_back(day.key());
  }
  return out;
}

using Days = std::vector<std::string>;

}  // namespace

TEST_CASE("a day map says of each day, both ends included, whether something is on") {
  World world;
  const Person ann = world.person("Ann");
  const Person eve = world.person("Eve", "Asia/Tokyo");
  world.meeting(ann, {}, "2026-06-01T10:00");
  world.meeting(ann, {}, "2026-06-03T23:00", "PT2H");
  const Reply days =
      map(world, eve, ann.id, "from=2026-06-01&to=2026-06-05&timeZone=Europe/Berlin");
  CHECK(days.body == json::value{{"timeZone", "Europe/Berlin"},
                                 {"days",
                                  {{"2026-06-01", true},
                                   {"2026-06-02", false},
                                   {"2026-06-03", true},
                                   {"2026-06-04", true},
                                   {"2026-06-05", false}}}});
}

TEST_CASE("without a zone the days are those of whoever asks") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person eve = world.person("Eve", "Asia/Tokyo");
  world.meeting(ann, {}, "2026-06-01T20:00");
  const std::string june = "from=2026-06-01&to=2026-06-03";
  CHECK(busy(world, ann, ann.id, june) == Days{"2026-06-01"});
  CHECK(busy(world, eve, ann.id, june) == Days{"2026-06-02"});
  CHECK(map(world, eve, ann.id, june).string("timeZone") == "Asia/Tokyo");
}

// rules 4, 10
TEST_CASE("days are those of the zone, of 23 and 25 hours and without midnight") {
  struct {
    std::string start;
    const char* duration;
    const char* zone;
    Days days;
  } const cases[] = {
      {"2026-03-28T23:00", "PT1H", "Europe/Berlin", {"2026-03-28"}},
      {"2026-03-28T23:00", "PT1H1S", "Europe/Berlin", {"2026-03-28", "2026-03-29"}},
      {"2026-03-29T00:00", "PT23H", "Europe/Berlin", {"2026-03-29"}},
      {"2026-03-29T00:00", "PT24H", "Europe/Berlin", {"2026-03-29", "2026-03-30"}},
      {"2026-03-29T00:00", "P1D", "Europe/Berlin", {"2026-03-29"}},
      {"2026-10-25T00:00", "PT25H", "Europe/Berlin", {"2026-10-25"}},
      {"2026-10-25T00:00", "PT25H1S", "Europe/Berlin", {"2026-10-25", "2026-10-26"}},
      // Cairo begins 24 April 2026 at one o'clock.
      {"2026-04-23T23:00", "PT1H", "Africa/Cairo", {"2026-04-23"}},
      {"2026-04-24T00:15", "PT5M", "Africa/Cairo", {"2026-04-24"}},
      {"2026-04-24T01:00", "PT23H", "Africa/Cairo", {"2026-04-24"}},
  };
  World world;
  for (const auto& each : cases) {
    CAPTURE(each.start);
    CAPTURE(each.duration);
    const Person ann = world.person("P" + std::to_string(&each - cases), each.zone);
    world.meeting(ann, {}, each.start, each.duration);
    const std::string month = each.start.substr(0, 8);
    std::string days_of_it = "from=" + month + "20";
    days_of_it += "&to=" + month + "30";
    CHECK(busy(world, ann, "me", days_of_it) == each.days);
  }
}

// rules 9, 18
TEST_CASE("only what is busy marks a day") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string query = "from=2026-03-02&to=2026-03-02";
  const std::string plan = world.meeting(ann, {bob});
  CHECK(busy(world, ann, bob.id, query) == Days{});
  world.answer(bob, plan, "tentative");
  CHECK(busy(world, ann, bob.id, query) == Days{});
  world.answer(bob, plan, "accepted");
  CHECK(busy(world, ann, bob.id, query) == Days{"2026-03-02"});
  world.answer(bob, plan, "declined");
  CHECK(busy(world, ann, bob.id, query) == Days{});
  CHECK(busy(world, bob, ann.id, query) == Days{"2026-03-02"});
  world.del(meetings(plan), ann.token);
  CHECK(busy(world, bob, ann.id, query) == Days{});
}

// rule 12
TEST_CASE("an all-day meeting takes nobody's day unless it says so") {
  World world;
  const Person ann = world.person("Ann");
  const auto make = [&](const char* date, const json::object& more) {
    json::object body{{"title", "Fair"}, {"start", date}, {"allDay", true}};
    for (const auto& [key, value] : more) body[key] = value;
    const Reply made = world.post("/api/v1/meetings", ann.token, body);
    REQUIRE(made.status == 201);
    return made.string("transparency");
  };
  CHECK(make("2026-03-10", {}) == "transparent");
  CHECK(make("2026-03-12", {{"transparency", "opaque"}}) == "opaque");
  CHECK(busy(world, ann, "me", "from=2026-03-09&to=2026-03-14") == Days{"2026-03-12"});
}

// rule 8
TEST_CASE("an all-day meeting marks the day of the person whose calendar it is") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person joe = world.person("Joe", "America/New_York");
  const std::string fair = world.meeting(ann, {joe}, "2026-03-12", "P1D",
                                         {{"allDay", true}, {"transparency", "opaque"}});
  world.answer(joe, fair, "accepted");
  const std::string query = "from=2026-03-09&to=2026-03-14&timeZone=";
  CHECK(busy(world, ann, joe.id, query + "America/New_York") == Days{"2026-03-12"});
  CHECK(busy(world, joe, ann.id, query + "Europe/Berlin") == Days{"2026-03-12"});
  CHECK(busy(world, ann, joe.id, query + "Europe/Berlin") == Days{"2026-03-12", "2026-03-13"});
}

// rule 8
TEST_CASE("a change of one's zone moves one's all-day meetings, and only those") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person bob = world.person("Bob", "Europe/Berlin");
  const std::string fair = world.meeting(ann, {bob}, "2026-03-12", "P1D",
                                         {{"allDay", true}, {"transparency", "opaque"}});
  world.answer(bob, fair, "accepted");
  world.meeting(bob, {}, "2026-03-10T01:00");
  REQUIRE(world.patch("/api/v1/users/me", bob.token, {{"timeZone", "Asia/Tokyo"}}).status == 200);
  const std::string query = "from=2026-03-09&to=2026-03-14";
  CHECK(busy(world, bob, "me", query) == Days{"2026-03-10", "2026-03-12"});
  CHECK(busy(world, ann, bob.id, query) == Days{"2026-03-10", "2026-03-11", "2026-03-12"});
  CHECK(busy(world, ann, "me", query) == Days{"2026-03-12"});
}

TEST_CASE("a day map covers five years, and not a day more") {
  World world;
  const Person ann = world.person("Ann");
  const auto status = [&](const std::string& query) {
    return world.get("/api/v1/users/me/busy-days?" + query, ann.token).status;
  };
  CHECK(map(world, ann, "me", "from=2024-01-01&to=2028-12-31")["days"].as_object().size() == 1827);
  CHECK(status("from=2024-01-01&to=2029-01-04") == 422);
  CHECK(status("from=2199-12-31&to=2199-12-31") == 200);
  CHECK(status("from=1900-01-01&to=1900-01-01") == 200);
}

TEST_CASE("days that cannot be meant are refused by name") {
  World world;
  const Person ann = world.person("Ann");
  const std::pair<const char*, const char*> cases[] = {
      {"to=2026-03-01", "?from"},
      {"from=2026-03-01", "?to"},
      {"from=2026-03-02&to=2026-03-01", "?to"},
      {"from=2026-02-30&to=2026-03-01", "?from"},
      {"from=2026-03-01T00:00:00Z&to=2026-03-02", "?from"},
      {"from=2026-03-01&to=2026-03-02&timeZone=Mars/Olympus", "?timeZone"},
      {"from=2026-03-01&to=2026-03-02&timeZone=localtime", "?timeZone"},
      {"from=2026-03-01&to=2026-03-02&timeZone=..%2Fetc%2Fpasswd", "?timeZone"},
  };
  for (const auto& each : cases) {
    const auto& query = each.first;
    const auto& pointer = each.second;
    CAPTURE(query);
    const Reply reply = world.get(std::string("/api/v1/users/me/busy-days?") + query, ann.token);
    CHECK(reply.status == 422);
    CHECK(reply.names(pointer));
  }
  CHECK(world.get("/api/v1/users/0000000000001/busy-days?from=2026-03-01&to=2026-03-02", ann.token)
            .status == 404);
}
