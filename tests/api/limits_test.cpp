#include "stored.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr const char* password = "correct horse";

app::Config bounded() {
  app::Config config = World::config();
  config.limits.wrong_passwords = 3;
  config.limits.wrong_passwords_address = 6;
  config.limits.registrations_address = 3;
  config.limits.searches = 3;
  config.limits.writes = 3;
  return config;
}

app::Config guarded_passwords() {
  app::Config config = World::config();
  config.limits.wrong_passwords = 3;
  config.limits.wrong_passwords_address = 6;
  return config;
}

Reply sign_in(World& world, const std::string& email, const std::string& with = password) {
  return world.post("/api/v1/sessions", "", {{"email", email}, {"password", with}});
}

Reply register_as(World& world, const std::string& name, const std::string& code = "") {
  json::object body{{"email", name + "@example.org"},
                    {"name", name},
                    {"password", password},
                    {"timeZone", "UTC"}};
  if (!code.empty()) body["registrationCode"] = code;
  return world.post("/api/v1/users", "", body);
}

void move_to(World& world, const char* address) { world.peer = *http::parse_address(address); }

std::int64_t hashed(World& world) { return world.app.hasher().hashed(); }

}  // namespace

TEST_CASE("after too many wrong passwords not even the right one is looked at, for a while") {
  World world(guarded_passwords());
  register_as(world, "ann");
  for (int i = 0; i < 3; ++i) CHECK(sign_in(world, "ann@example.org", "wrong horse").status == 401);
  Stored stored(world);
  const auto state = stored.state();
  const auto before = hashed(world);
  const Reply refused = sign_in(world, "ANN@example.org");
  CHECK(refused.status == 429);
  CHECK(refused.header("Retry-After") == "1200");
  CHECK(refused.string("type") == "urn:kalends:problem:too-many");
  CHECK(refused.header("Set-Cookie").empty());
  CHECK(hashed(world) == before);
  CHECK(stored.state() == state);
  world.clock.advance(minutes{20});
  CHECK(sign_in(world, "ann@example.org").status == 201);
}

TEST_CASE("right passwords do not count, however many come from one address") {
  World world(guarded_passwords());
  register_as(world, "ann");
  for (int i = 0; i < 20; ++i) CHECK(sign_in(world, "ann@example.org").status == 201);
  for (int i = 0; i < 10; ++i) {
    const std::string name = "p" + std::to_string(i);
    register_as(world, name);
    CHECK(sign_in(world, name + "@example.org").status == 201);
  }
}

TEST_CASE("an account that nobody has runs out of tries like one that somebody has") {
  World world(guarded_passwords());
  register_as(world, "ann");
  for (int i = 0; i < 5; ++i) {
    move_to(world, "192.0.2.1");
    const Reply known = sign_in(world, "ann@example.org", "wrong horse");
    move_to(world, "192.0.2.2");
    const Reply unknown = sign_in(world, "bob@example.org", "wrong horse");
    CHECK(known.status == unknown.status);
    CHECK(known.status == (i < 3 ? 401 : 429));
    CHECK(known.header("Retry-After") == unknown.header("Retry-After"));
  }
}

TEST_CASE("who guesses at many accounts from one address runs out of tries") {
  World world(guarded_passwords());
  for (int i = 0; i < 6; ++i) {
    CHECK(sign_in(world, "p" + std::to_string(i) + "@example.org").status == 401);
  }
  CHECK(sign_in(world, "ann@example.org").status == 429);
  move_to(world, "192.0.2.2");
  CHECK(sign_in(world, "ann@example.org").status == 401);
}

TEST_CASE("the addresses of one subscriber of IPv6 are one") {
  World world(guarded_passwords());
  for (int i = 0; i < 6; ++i) {
    world.peer = *http::parse_address("2001:db8:1:2::" + std::to_string(i));
    CHECK(sign_in(world, "p" + std::to_string(i) + "@example.org").status == 401);
  }
  move_to(world, "2001:db8:1:2::7");
  CHECK(sign_in(world, "ann@example.org").status == 429);
  move_to(world, "2001:db8:1:3::7");
  CHECK(sign_in(world, "ann@example.org").status == 401);
}

TEST_CASE("strangers cannot keep somebody out of where they signed in before") {
  World world(guarded_passwords());
  register_as(world, "ann");
  CHECK(sign_in(world, "ann@example.org").status == 201);
  move_to(world, "203.0.113.9");
  for (int i = 0; i < 9; ++i) sign_in(world, "ann@example.org", "wrong horse");
  CHECK(sign_in(world, "ann@example.org").status == 429);
  move_to(world, "192.0.2.1");
  CHECK(sign_in(world, "ann@example.org").status == 201);
  for (int i = 0; i < 3; ++i) CHECK(sign_in(world, "ann@example.org", "wrong horse").status == 401);
  CHECK(sign_in(world, "ann@example.org").status == 429);
}

TEST_CASE("a trusted proxy says who asks, and anybody else does not") {
  app::Config config = guarded_passwords();
  config.server.trusted_proxies = "192.0.2.1";
  World world(config);
  const auto from = [&](const char* address, int number) {
    return world
        .post("/api/v1/sessions", "",
              {{"email", "p" + std::to_string(number) + "@example.org"}, {"password", password}},
              {{"X-Forwarded-For", address}})
        .status;
  };
  for (int i = 0; i < 6; ++i) CHECK(from("198.51.100.1", i) == 401);
  CHECK(from("198.51.100.1", 7) == 429);
  CHECK(from("198.51.100.2", 7) == 401);
  move_to(world, "192.0.2.2");
  for (int i = 10; i < 16; ++i) CHECK(from(("198.51.100." + std::to_string(i)).c_str(), i) == 401);
  CHECK(from("198.51.100.99", 17) == 429);
}

TEST_CASE("the present password cannot be guessed at with a session either") {
  World world(guarded_passwords());
  const Person ann = world.person("Ann");
  move_to(world, "203.0.113.9");
  const auto change = [&](const char* present) {
    return world.patch("/api/v1/users/me", ann.token,
                       {{"password", "battery staple"}, {"currentPassword", present}});
  };
  for (int i = 0; i < 3; ++i) CHECK(change("wrong horse").status == 403);
  const auto before = hashed(world);
  const Reply refused = change(password);
  CHECK(refused.status == 429);
  CHECK(refused.header("Retry-After") == "1200");
  CHECK(hashed(world) == before);
  CHECK(world.patch("/api/v1/users/me", ann.token, {{"name", "Anna"}}).status == 200);
  world.clock.advance(minutes{20});
  CHECK(change(password).status == 200);
}

TEST_CASE("strangers keep nobody who is signed in from a new password") {
  World world(guarded_passwords());
  const Person ann = world.person("Ann");
  world.app.tick();
  move_to(world, "198.51.100.1");
  for (int i = 0; i < 20; ++i) {
    world.post("/api/v1/sessions", "", {{"email", ann.email}, {"password", "wrong horse"}});
  }
  CHECK(world.post("/api/v1/sessions", "", {{"email", ann.email}, {"password", password}}).status ==
        429);
  move_to(world, "203.0.113.9");
  CHECK(world
            .patch("/api/v1/users/me", ann.token,
                   {{"password", "battery staple"}, {"currentPassword", password}})
            .status == 200);
}

TEST_CASE("one address registers so many, and costs nothing beyond that") {
  World world(bounded());
  for (const char* name : {"ann", "bob", "cid"}) CHECK(register_as(world, name).status == 201);
  Stored stored(world);
  const auto state = stored.state();
  const auto before = hashed(world);
  const Reply refused = register_as(world, "dan");
  CHECK(refused.status == 429);
  CHECK(refused.header("Retry-After") == "1200");
  CHECK(hashed(world) == before);
  CHECK(stored.state() == state);
  move_to(world, "192.0.2.2");
  CHECK(register_as(world, "dan").status == 201);
}

TEST_CASE("those who were invited all register from one address") {
  app::Config config = bounded();
  config.limits.writes = 0;
  config.registration.mode = user::RegistrationMode::invite;
  World world(config);
  const Person root = world.person("Root");
  const auto code = [&] {
    return world.post("/api/v1/registration-codes", root.token, json::object{}).string("code");
  };
  for (int i = 0; i < 9; ++i) {
    CHECK(register_as(world, "p" + std::to_string(i), code()).status == 201);
  }
  // But who has one code does not ask with it who is here.
  const std::string mine = code();
  for (int i = 0; i < 3; ++i) CHECK(register_as(world, "root", mine).status == 409);
  CHECK(register_as(world, "p1", mine).status == 429);
}

TEST_CASE(
    "one person searches so often, for people and meetings together, and others do not wait") {
  World world(bounded());
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  CHECK(world.get("/api/v1/users?query=bob", ann.token).status == 200);
  CHECK(world.get("/api/v1/meetings?query=plan", ann.token).status == 200);
  CHECK(world.get("/api/v1/users?query=bob", ann.token).status == 200);
  for (const char* target : {"/api/v1/users?query=bob", "/api/v1/meetings?query=plan"}) {
    const Reply refused = world.get(target, ann.token);
    CHECK(refused.status == 429);
    CHECK(refused.header("Retry-After") == "20");
  }
  CHECK(world.get("/api/v1/users?query=ann", bob.token).status == 200);
  CHECK(world.get("/api/v1/users/me", ann.token).status == 200);
  world.clock.advance(seconds{20});
  CHECK(world.get("/api/v1/users?query=bob", ann.token).status == 200);
}

TEST_CASE("one person writes so often, whatever it is, and reads on") {
  World world(bounded());
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string plan = world.meeting(ann, {bob});
  CHECK(world.patch(meetings(plan), ann.token, {{"title", "Other"}}).status == 200);
  CHECK(world.patch("/api/v1/users/me", ann.token, {{"name", "Anna"}}).status == 200);
  Stored stored(world);
  const auto state = stored.state();
  const Reply refused = world.del(meetings(plan), ann.token);
  CHECK(refused.status == 429);
  CHECK(refused.header("Retry-After") == "20");
  CHECK(stored.state() == state);
  CHECK(world.get(meetings(plan), ann.token).status == 200);
  const json::object question{
      {"from", "2026-03-02"}, {"to", "2026-03-09"}, {"users", json::array{bob.id}}};
  CHECK(world.post("/api/v1/freebusy", ann.token, question).status == 200);
  CHECK(world.put(meetings(plan, "/response"), bob.token, {{"response", "accepted"}}).status ==
        200);
  world.clock.advance(seconds{20});
  CHECK(world.del(meetings(plan), ann.token).status == 204);
}
