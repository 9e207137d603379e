#include "world.hpp"

using namespace kalends;
using namespace kalends::test;

TEST_CASE("the server tells who may register, and whether anybody has") {
  const std::pair<user::RegistrationMode, const char*> modes[] = {
      {user::RegistrationMode::open, "open"},
      {user::RegistrationMode::invite, "invite"},
      {user::RegistrationMode::closed, "closed"}};
  for (const auto& [mode, word] : modes) {
    CAPTURE(word);
    app::Config config = World::config();
    config.registration.mode = mode;
    World world(config);
    const auto told = [&](bool first_run) {
      return json::value{
          {"version", KALENDS_VERSION}, {"registration", word}, {"firstRun", first_run}};
    };
    CHECK(world.get("/api/v1/about", "").body == told(true));
    world.person("Ann");
    CHECK(world.get("/api/v1/about", "").body == told(false));
  }
}

TEST_CASE("what the server tells of itself costs nothing to read again") {
  World world;
  const Reply first = world.get("/api/v1/about", "");
  const ExtraHeaders known{{"If-None-Match", first.header("ETag")}};
  CHECK(world.get("/api/v1/about", "", known).status == 304);
  world.person("Ann");
  CHECK(world.get("/api/v1/about", "", known).status == 200);
}
