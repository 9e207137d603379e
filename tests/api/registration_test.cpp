#include "stored.hpp"

#include <kalends/user/secret.hpp>

using namespace kalends;
using namespace kalends::test;

namespace {

using user::RegistrationMode;

app::Config with(RegistrationMode mode) {
  app::Config config = World::config();
  config.registration.mode = mode;
  return config;
}

json::object entry(const std::string& name, const std::string& code = "") {
  json::object body{{"email", name + "@example.org"},
                    {"name", name},
                    {"password", "correct horse"},
                    {"timeZone", "Europe/Berlin"}};
  if (!code.empty()) body["registrationCode"] = code;
  return body;
}

Reply register_as(World& world, const std::string& name, const std::string& code = "") {
  return world.post("/api/v1/users", "", entry(name, code));
}

std::string token_of(World& world, const std::string& name) {
  return world
      .post("/api/v1/sessions", "",
            {{"email", name + "@example.org"}, {"password", "correct horse"}})
      .string("token");
}

/// A world to which an administrator asks people in.
struct Invited {
  World world{with(RegistrationMode::invite)};
  std::string root = first();

  std::string first() {
    REQUIRE(register_as(world, "root").status == 201);
    return token_of(world, "root");
  }
  std::string code() {
    const Reply made = world.post("/api/v1/registration-codes", root, json::object{});
    REQUIRE(made.status == 201);
    return made.string("code");
  }
};

}  // namespace

TEST_CASE("the first person may always register, and is the administrator, and the next is not") {
  for (const auto mode :
       {RegistrationMode::open, RegistrationMode::invite, RegistrationMode::closed}) {
    World world(with(mode));
    const Reply first = register_as(world, "ann");
    REQUIRE(first.status == 201);
    CHECK(first["administrator"] == true);
    const Reply second = register_as(world, "bob");
    CHECK(second.status == (mode == RegistrationMode::open ? 201 : 403));
    if (second.status == 201) CHECK(second["administrator"] == false);
  }
}

TEST_CASE("where registration is closed, nobody may register, not even with a code") {
  World world(with(RegistrationMode::closed));
  REQUIRE(register_as(world, "ann").status == 201);
  const Reply made =
      world.post("/api/v1/registration-codes", token_of(world, "ann"), json::object{});
  REQUIRE(made.status == 201);
  Stored stored(world);
  const auto state = stored.state();
  CHECK(register_as(world, "bob").status == 403);
  CHECK(register_as(world, "bob", made.string("code")).status == 403);
  CHECK(stored.state() == state);
}

TEST_CASE("where registration is by invitation, only a good code lets in") {
  Invited scene;
  const std::string code = scene.code();
  Stored stored(scene.world);
  const auto state = stored.state();
  for (const std::string& wrong :
       {std::string(), std::string("x"), code + "x", code.substr(1), user::make_token()}) {
    const Reply reply = register_as(scene.world, "bob", wrong);
    CHECK(reply.status == 403);
    CHECK(reply.names("/registrationCode"));
  }
  CHECK(stored.state() == state);
  const Reply made = register_as(scene.world, "bob", code);
  CHECK(made.status == 201);
  CHECK(made["administrator"] == false);
}

TEST_CASE("a code lets in one person") {
  Invited scene;
  const std::string code = scene.code();
  CHECK(register_as(scene.world, "bob", code).status == 201);
  CHECK(register_as(scene.world, "eve", code).status == 403);
}

TEST_CASE("a code is good for a week") {
  Invited scene;
  const std::string used = scene.code();
  const std::string late = scene.code();
  scene.world.clock.advance(std::chrono::days{7} - std::chrono::seconds{1});
  CHECK(register_as(scene.world, "bob", used).status == 201);
  scene.world.clock.advance(std::chrono::seconds{1});
  CHECK(register_as(scene.world, "eve", late).status == 403);
  Stored stored(scene.world);
  scene.world.app.tick();
  CHECK(stored.rows()["registration_codes"] == 0);
}

TEST_CASE("a code is not used up by a registration that fails") {
  Invited scene;
  const std::string code = scene.code();
  CHECK(register_as(scene.world, "root", code).status == 409);
  json::object wrong = entry("bob", code);
  wrong["timeZone"] = "Mars/Olympus";
  CHECK(scene.world.post("/api/v1/users", "", wrong).status == 422);
  CHECK(register_as(scene.world, "bob", code).status == 201);
}

TEST_CASE("a new password of whoever made a code ends it") {
  Invited scene;
  const std::string code = scene.code();
  REQUIRE(scene.world
              .patch("/api/v1/users/me", scene.root,
                     {{"password", "battery staple"}, {"currentPassword", "correct horse"}})
              .status == 200);
  CHECK(register_as(scene.world, "bob", code).status == 403);
  CHECK(register_as(scene.world, "bob", scene.code()).status == 201);
}

TEST_CASE("a code says until when it is good, and is stored only as a hash") {
  Invited scene;
  const Reply made = scene.world.post("/api/v1/registration-codes", scene.root, json::object{});
  CHECK(made.string("expiresAt") == "2026-03-09T08:00:00Z");
  Stored stored(scene.world);
  auto rows = stored.db().query("SELECT code_hash FROM registration_codes");
  REQUIRE(rows.next());
  CHECK(rows.get<std::string>(0) == user::token_hash(made.string("code")));
}

TEST_CASE("only an administrator makes codes") {
  Invited scene;
  REQUIRE(register_as(scene.world, "bob", scene.code()).status == 201);
  Stored stored(scene.world);
  const std::string bob = token_of(scene.world, "bob");
  const auto state = stored.state();
  CHECK(scene.world.post("/api/v1/registration-codes", bob, json::object{}).status == 403);
  CHECK(scene.world.post("/api/v1/registration-codes", "", json::object{}).status == 401);
  CHECK(stored.state() == state);
}

TEST_CASE("an administrator sees the codes that are open, but not the codes") {
  Invited scene;
  const std::string used = scene.code();
  const std::string open = scene.code();
  REQUIRE(register_as(scene.world, "bob", used).status == 201);
  const Reply list = scene.world.get("/api/v1/registration-codes", scene.root);
  REQUIRE(list.status == 200);
  REQUIRE(list["items"].as_array().size() == 1);
  CHECK(list["items"].at(0).at("createdBy").at("name") == "root");
  CHECK(list["items"].at(0).at("expiresAt") == "2026-03-09T08:00:00Z");
  CHECK(list.text.find(open) == std::string::npos);
  scene.world.clock.advance(std::chrono::days{7});
  CHECK(scene.world.get("/api/v1/registration-codes", scene.root)["items"].as_array().empty());
}

TEST_CASE("a code that was taken back lets nobody in, and the others do") {
  Invited scene;
  const Reply made = scene.world.post("/api/v1/registration-codes", scene.root, json::object{});
  const std::string other = scene.code();
  const std::string path = "/api/v1/registration-codes/" + made.string("id");
  CHECK(scene.world.del(path, scene.root).status == 204);
  CHECK(scene.world.del(path, scene.root).status == 404);
  CHECK(register_as(scene.world, "bob", made.string("code")).status == 403);
  CHECK(register_as(scene.world, "bob", other).status == 201);
}

TEST_CASE("a registration sent again gets the first answer, though its code is used up") {
  Invited scene;
  const json::object body = entry("bob", scene.code());
  const ExtraHeaders key{{"Idempotency-Key", "bob-1"}};
  const Reply first = scene.world.post("/api/v1/users", "", body, key);
  REQUIRE(first.status == 201);
  const Reply again = scene.world.post("/api/v1/users", "", body, key);
  CHECK(again.status == 201);
  CHECK(again.text == first.text);
  CHECK(scene.world.post("/api/v1/users", "", body).status == 403);
}

TEST_CASE("without a code nobody learns whether an address is registered") {
  Invited scene;
  const auto told = [&](const std::string& name, const std::string& code) {
    const auto before = scene.world.app.hasher().hashed();
    const Reply reply = register_as(scene.world, name, code);
    CHECK(scene.world.app.hasher().hashed() == before);
    json::object body = reply.body.as_object();
    body.erase("requestId");
    return body;
  };
  for (const char* code : {"", "made-up"}) CHECK(told("root", code) == told("nobody", code));
}

TEST_CASE("a registration costs the same, whether its address is taken or not") {
  World world;
  const auto cost = [&](const std::string& name, int status) {
    const auto before = world.app.hasher().hashed();
    CHECK(register_as(world, name).status == status);
    return world.app.hasher().hashed() - before;
  };
  CHECK(cost("ann", 201) == 1);
  CHECK(cost("ann", 409) == 1);
}

TEST_CASE("a registration with a wrong field is refused by its name, and nothing is stored") {
  World world;
  Stored stored(world);
  const auto state = stored.state();
  const std::vector<std::pair<std::string, json::object>> wrong{
      {"/email", {{"email", 5}}},
      {"/email", {{"email", nullptr}}},
      {"/email", {{"email", ""}}},
      {"/email", {{"email", "nobody"}}},
      {"/email", {{"email", "@example.org"}}},
      {"/email", {{"email", "ann@"}}},
      {"/email", {{"email", "ann@b@example.org"}}},
      {"/email", {{"email", "a nn@example.org"}}},
      {"/email", {{"email", "Ann <ann@example.org>"}}},
      {"/email", {{"email", "ann@example.org\r\nBcc: eve@example.org"}}},
      {"/email", {{"email", std::string("ann\0@example.org", 16)}}},
      {"/email", {{"email", std::string(243, 'x') + "@example.org"}}},
      {"/name", {{"name", true}}},
      {"/name", {{"name", " "}}},
      {"/name", {{"name", std::string(201, 'x')}}},
      {"/name", {{"name", "Ann\u0007"}}},
      {"/password", {{"password", "seven77"}}},
      {"/password", {{"password", std::string(1025, 'x')}}},
      {"/password", {{"password", json::array{"correct horse"}}}},
      {"/timeZone", {{"timeZone", "Mars/Olympus"}}},
      {"/timeZone", {{"timeZone", 1}}},
      {"/registrationCode", {{"registrationCode", 5}}},
      {"/registrationCode", {{"registrationCode", std::string(101, 'x')}}},
      {"/administrator", {{"administrator", true}}},
  };
  for (const auto& [pointer, fields] : wrong) {
    json::object body = entry("ann");
    for (const auto& [key, value] : fields) body[key] = value;
    const Reply reply = world.post("/api/v1/users", "", body);
    CHECK_MESSAGE(reply.status == 422, reply.text);
    CHECK_MESSAGE(reply.names(pointer), reply.text);
  }
  for (const char* missing : {"email", "name", "password", "timeZone"}) {
    json::object body = entry("ann");
    body.erase(missing);
    CHECK(world.post("/api/v1/users", "", body).names(std::string("/") + missing));
  }
  CHECK(stored.state() == state);
}

TEST_CASE("the longest and the shortest that may be entered are taken") {
  World world;
  json::object body = entry("ann");
  body["name"] = std::string(200, 'x');
  body["password"] = "eight888";
  CHECK(world.post("/api/v1/users", "", body).status == 201);
  body["email"] = std::string(242, 'x') + "@example.org";
  body["name"] = "馬";
  body["password"] = std::string(1024, 'x');
  CHECK(world.post("/api/v1/users", "", body).status == 201);
  json::object session{{"email", body["email"]}, {"password", std::string(1024, 'x')}};
  CHECK(world.post("/api/v1/sessions", "", session).status == 201);
  session["password"] = std::string(1023, 'x') + "y";
  CHECK(world.post("/api/v1/sessions", "", session).status == 401);
}
