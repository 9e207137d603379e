#include "reopened.hpp"

using namespace kalends;
using namespace kalends::test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

using Words = std::vector<std::string>;

/// "30 10:30", with " late" where it came late: minutes before, and when it was said (UTC).
Words reminders(World& world, const Person& person) {
  Words out;
  for (const auto& each : world.notifications(person)) {
    if (each.at("kind") != "reminder") continue;
    out.push_back(std::to_string(each.at("minutesBefore").as_int64()) + " " +
                  std::string(each.at("at").as_string()).substr(11, 5) +
                  (each.at("late").as_bool() ? " late" : ""));
  }
  return out;
}

/// The clock is set to this time of day (UTC) and the server looks at it once.
void jump(World& world, app::App& app, int hour, int minute) {
  world.clock.set(std::chrono::floor<std::chrono::days>(world.clock.now()) + hours{hour} +
                  minutes{minute});
  app.tick();
}

/// It is 08:00 in UTC, where all live, and the plan is at 12:00.
struct Scene {
  World world;
  Person ann = world.person("Ann", "UTC");
  Person bob = world.person("Bob", "UTC");
};

}  // namespace

// rule 19
TEST_CASE("everybody is reminded half an hour before, and at the start, to the second") {
  Scene scene;
  World& world = scene.world;
  world.meeting(scene.ann, {scene.bob});
  world.app.tick();
  world.clock.set(world.clock.now() + hours{3} + minutes{29} + seconds{59});
  world.app.tick();
  CHECK(reminders(world, scene.bob).empty());
  world.clock.set(world.clock.now() + seconds{1});
  world.app.tick();
  CHECK(reminders(world, scene.bob) == Words{"30 11:30"});
  world.pass(hours{9});
  CHECK(reminders(world, scene.bob) == Words{"30 11:30", "0 12:00"});
  CHECK(reminders(world, scene.ann) == Words{"30 11:30", "0 12:00"});
}

// rule 19
TEST_CASE("a meeting has the reminders that it names") {
  Scene scene;
  World& world = scene.world;
  world.meeting(scene.ann, {}, "2026-03-02T12:00", "PT1H", {{"reminders", {60, 5}}});
  world.meeting(scene.bob, {}, "2026-03-02T12:00", "PT1H", {{"reminders", json::array{}}});
  world.pass(hours{6});
  CHECK(reminders(world, scene.ann) == Words{"60 11:00", "5 11:55"});
  CHECK(reminders(world, scene.bob) == Words{});
}

// rule 19
TEST_CASE("who declined is not reminded, until they accept again") {
  Scene scene;
  World& world = scene.world;
  const std::string id = world.meeting(scene.ann, {scene.bob});
  world.answer(scene.bob, id, "declined");
  world.answer(scene.ann, id, "declined");
  jump(world, world.app, 11, 45);
  CHECK(reminders(world, scene.bob) == Words{});
  world.answer(scene.bob, id, "accepted");
  jump(world, world.app, 12, 0);
  CHECK(reminders(world, scene.bob) == Words{"0 12:00"});
  CHECK(reminders(world, scene.ann) == Words{});
}

// rule 19
TEST_CASE("who was removed or left is not reminded, and who was added is") {
  Scene scene;
  World& world = scene.world;
  const Person cat = world.person("Cat", "UTC");
  const Person dan = world.person("Dan", "UTC");
  const std::string id = world.meeting(scene.ann, {scene.bob, cat});
  world.del(meetings(id, "/attendees/" + scene.bob.id), scene.ann.token);
  world.del(meetings(id, "/attendees/me"), cat.token);
  world.post(meetings(id, "/attendees"), scene.ann.token,
             {{"attendees", json::array{json::object{{"userId", dan.id}}}}});
  world.pass(hours{5});
  CHECK(reminders(world, scene.bob) == Words{});
  CHECK(reminders(world, cat) == Words{});
  CHECK(reminders(world, dan) == Words{"30 11:30", "0 12:00"});
}

TEST_CASE("a cancelled meeting reminds nobody") {
  Scene scene;
  World& world = scene.world;
  const std::string id = world.meeting(scene.ann, {scene.bob});
  jump(world, world.app, 11, 59);
  world.del(meetings(id), scene.ann.token);
  world.pass(hours{2});
  CHECK(reminders(world, scene.bob) == Words{"30 11:59 late"});
}

// rule 20
TEST_CASE("a server that comes back says what fell due meanwhile once, and says that it is late") {
  Scene scene;
  World& world = scene.world;
  world.meeting(scene.ann, {scene.bob});
  jump(world, world.app, 11, 0);
  world.clock.set(world.clock.now() + minutes{50});
  auto second = reopened(world);
  second->tick();
  CHECK(reminders(world, scene.bob) == Words{"30 11:50 late"});
  auto third = reopened(world);
  third->tick();
  pass(world, *third, hours{3});
  CHECK(reminders(world, scene.bob) == Words{"30 11:50 late", "0 12:00"});
}

// rule 20
TEST_CASE("a crash between any two ticks neither loses nor repeats a reminder") {
  Scene scene;
  World& world = scene.world;
  for (int i = 0; i < 20; ++i) {
    world.meeting(scene.ann, {scene.bob}, "2026-03-02T12:00", "PT1H",
                  {{"reminders", {i, 100 + i}}});
  }
  while (world.clock.now() <
         Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}} + hours{13}) {
    const auto server = reopened(world);
    pass(world, *server, minutes{7});
  }
  CHECK(reminders(world, scene.bob).size() == 40);
  CHECK(reminders(world, scene.ann).size() == 40);
}

// rule 20
TEST_CASE("two servers on one database say each reminder once between them") {
  Scene scene;
  World& world = scene.world;
  world.meeting(scene.ann, {scene.bob});
  auto other = reopened(world);
  for (int minute = 0; minute < 300; ++minute) {
    pass(world, *other, minutes{1});
    world.app.tick();
  }
  CHECK(reminders(world, scene.bob) == Words{"30 11:30", "0 12:00"});
}

// rule 20
TEST_CASE("late is what comes more than a minute after it fell due") {
  for (const auto& [delay, late] : {std::pair{seconds{60}, false}, std::pair{seconds{61}, true}}) {
    Scene scene;
    World& world = scene.world;
    world.meeting(scene.ann, {}, "2026-03-02T12:00", "PT1H", {{"reminders", {0}}});
    jump(world, world.app, 11, 59);
    world.clock.set(world.clock.now() + minutes{1} + delay);
    world.app.tick();
    CHECK(reminders(world, scene.ann) == Words{late ? "0 12:01 late" : "0 12:01"});
  }
}

// rule 20
TEST_CASE("what is over when the server comes back is dropped and counted") {
  Scene scene;
  World& world = scene.world;
  world.meeting(scene.ann, {scene.bob});
  world.meeting(scene.bob, {}, "2026-03-02T12:00", "PT1H1S");
  world.clock.set(world.clock.now() + hours{5});
  auto server = reopened(world);
  server->tick();
  CHECK(reminders(world, scene.ann) == Words{});
  CHECK(reminders(world, scene.bob) == Words{"30 13:00 late", "0 13:00 late"});
  http::Request request;
  request.target = "/metrics";
  request.headers.add("Host", "kalends.test");
  request.headers.add("Authorization", "Bearer " + scene.ann.token);
  const http::Response metrics = server->handle(std::move(request));
  REQUIRE(metrics.status == 200);
  for (const char* const line :
       {"kalends_reminders_dropped_total 2", "kalends_reminders_late_total 2",
        "kalends_reminders_sent_total 2"}) {
    CAPTURE(line);
    CHECK(metrics.body.find(line) != std::string::npos);
  }
}

// rule 21
TEST_CASE("a meeting that is moved at the last moment reminds at its new time alone") {
  Scene scene;
  World& world = scene.world;
  const std::string id = world.meeting(scene.ann, {scene.bob});
  jump(world, world.app, 11, 29);
  REQUIRE(world.patch(meetings(id), scene.ann.token, {{"start", "2026-03-02T14:00"}}).status ==
          200);
  world.pass(hours{5});
  CHECK(reminders(world, scene.bob) == Words{"30 13:30", "0 14:00"});
}

// rule 21
TEST_CASE("a meeting that is moved to soon reminds only of what is still ahead") {
  Scene scene;
  World& world = scene.world;
  const std::string id = world.meeting(scene.ann, {}, "2026-03-02T18:00");
  jump(world, world.app, 9, 0);
  world.patch(meetings(id), scene.ann.token, {{"start", "2026-03-02T09:20"}});
  world.pass(hours{12});
  CHECK(reminders(world, scene.ann) == Words{"0 09:20"});
}

// rule 21
TEST_CASE("a meeting made ten minutes before has only the reminder at its start") {
  Scene scene;
  World& world = scene.world;
  world.app.tick();
  world.meeting(scene.ann, {scene.bob}, "2026-03-02T08:10");
  world.pass(hours{1});
  CHECK(world.told(scene.bob) == Words{"invited", "reminder"});
  CHECK(reminders(world, scene.bob) == Words{"0 08:10"});
  world.meeting(scene.ann, {}, "2026-03-02T08:50");
  world.pass(hours{1});
  CHECK(reminders(world, scene.ann) == Words{"0 08:10"});
}

// rule 22
TEST_CASE("a clock that jumps loses and repeats nothing") {
  Scene scene;
  World& world = scene.world;
  const Person cat = world.person("Cat", "UTC");
  world.meeting(scene.ann, {}, "2026-03-02T12:00");
  jump(world, world.app, 11, 31);
  jump(world, world.app, 9, 0);
  world.meeting(cat, {}, "2026-03-02T11:00");
  for (const int minute : {0, 29, 30, 31}) jump(world, world.app, 10, minute);
  CHECK(reminders(world, cat) == Words{"30 10:30"});
  world.pass(hours{4});
  CHECK(reminders(world, cat) == Words{"30 10:30", "0 11:00"});
  CHECK(reminders(world, scene.ann) == Words{"30 11:31", "0 12:00"});
}

// rule 22
TEST_CASE("a clock that leaps forward over a start says it, while the meeting goes on") {
  Scene scene;
  World& world = scene.world;
  world.meeting(scene.ann, {}, "2026-03-02T12:00", "PT8H");
  jump(world, world.app, 8, 1);
  jump(world, world.app, 19, 0);
  jump(world, world.app, 8, 2);
  jump(world, world.app, 12, 0);
  CHECK(reminders(world, scene.ann) == Words{"30 19:00 late", "0 19:00 late"});
}

// rule 23
TEST_CASE("an all-day meeting begins at nine for each person in their own zone") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person joe = world.person("Joe", "America/New_York");
  const Person kim = world.person("Kim", "Asia/Kolkata");
  const std::string id =
      world.meeting(ann, {joe}, "2026-03-30", "P1D", {{"allDay", true}, {"reminders", {0}}});
  world.post(meetings(id, "/attendees"), ann.token,
             {{"attendees", json::array{json::object{{"userId", kim.id}}}}});
  world.clock.set(std::chrono::sys_days{std::chrono::year{2026} / 3 / 29} + hours{12});
  world.pass(hours{48});
  CHECK(reminders(world, kim) == Words{"0 03:30"});
  CHECK(reminders(world, ann) == Words{"0 07:00"});
  CHECK(reminders(world, joe) == Words{"0 13:00"});
}

// rules 8, 23
TEST_CASE("a change of one's zone moves the reminders of one's all-day meetings") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person joe = world.person("Joe", "America/New_York");
  world.meeting(ann, {joe}, "2026-03-30", "P1D", {{"allDay", true}, {"reminders", {30, 0}}});
  world.meeting(joe, {}, "2026-03-30T09:00", "PT1H", {{"reminders", {0}}});
  REQUIRE(world.patch("/api/v1/users/me", joe.token, {{"timeZone", "Asia/Tokyo"}}).status == 200);
  world.clock.set(std::chrono::sys_days{std::chrono::year{2026} / 3 / 29} + hours{12});
  world.pass(hours{48});
  CHECK(reminders(world, joe) == Words{"30 23:30", "0 00:00", "0 13:00"});
  CHECK(reminders(world, ann) == Words{"30 06:30", "0 07:00"});
}

// rules 8, 23
TEST_CASE("who comes back to an all-day meeting from another zone is reminded there") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person joe = world.person("Joe", "America/New_York");
  const std::string id =
      world.meeting(ann, {joe}, "2026-03-30", "P1D", {{"allDay", true}, {"reminders", {0}}});
  world.del(meetings(id, "/attendees/me"), joe.token);
  REQUIRE(world.patch("/api/v1/users/me", joe.token, {{"timeZone", "Asia/Tokyo"}}).status == 200);
  world.answer(joe, id, "accepted");
  world.clock.set(std::chrono::sys_days{std::chrono::year{2026} / 3 / 29} + hours{12});
  world.pass(hours{48});
  CHECK(reminders(world, joe) == Words{"0 00:00"});
}
