#include "world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

/// Every quarter of an hour, day and night, for ever: as dense as is taken.
void fill(World& world, const Person& person, int series) {
  for (int n = 0; n < series; ++n) {
    const Reply made = world.post("/api/v1/meetings", person.token,
                                  {{"title", "Pulse"},
                                   {"start", "2026-03-02T09:00"},
                                   {"duration", "PT1M"},
                                   {"reminders", json::array{}},
                                   {"rrule", "FREQ=MINUTELY;INTERVAL=15"}});
    REQUIRE_MESSAGE(made.status == 201, made.text);
  }
}

}  // namespace

TEST_CASE("what would take too long to work out is refused at the end of the range") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  fill(world, ann, 3);
  const std::string days = "/api/v1/users/" + ann.id + "/busy-days?from=2026-03-02&to=";
  CHECK(world.get(days + "2026-04-02", bob.token).status == 200);
  CHECK(world.get(days + "2031-03-01", bob.token).names("?to"));
  const auto free_busy = [&](const char* to) {
    return world.post("/api/v1/freebusy", bob.token,
                      {{"from", "2026-03-02"}, {"to", to}, {"users", {bob.id, ann.id}}});
  };
  CHECK(free_busy("2026-04-02").status == 200);
  CHECK(free_busy("2030-03-02").names("/to"));
}

TEST_CASE("a page of a dense calendar costs what a page holds, wherever its cursor points") {
  World world;
  const Person ann = world.person("Ann");
  fill(world, ann, 3);
  const std::string list = "/api/v1/users/me/calendar?from=2026-03-02&to=2031-03-01&limit=10";
  const Reply first = world.get(list, ann.token);
  REQUIRE(first["items"].as_array().size() == 10);
  const Reply second = world.get(list + "&cursor=" + first.string("nextCursor"), ann.token);
  REQUIRE(second["items"].as_array().size() == 10);
  CHECK(second["items"].at(0) != first["items"].at(9));
  const auto begin = std::chrono::steady_clock::now();
  CHECK(world.get(list + "&cursor=1900000000.100000", ann.token).status == 200);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::milliseconds{500});
}
