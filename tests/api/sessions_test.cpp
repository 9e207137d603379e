#include "stored.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <kalends/user/secret.hpp>

using namespace kalends;
using namespace kalends::test;

namespace {

constexpr const char* password = "correct horse";

Reply sign_in(World& world, const std::string& email, const std::string& with = password) {
  return world.post("/api/v1/sessions", "", {{"email", email}, {"password", with}});
}

int status_of(World& world, const std::string& token) {
  return world.get("/api/v1/users/me", token).status;
}

/// Everything the database has on the disk.
std::string bytes_on_disk(const World& world) {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator(world.directory.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

json::object without_request_id(const Reply& reply) {
  json::object body = reply.body.as_object();
  body.erase("requestId");
  return body;
}

}  // namespace

TEST_CASE("signing in gives a token, how long it is good, and who one is") {
  World world;
  const Person ann = world.person("Ann");
  const Reply reply = sign_in(world, ann.email);
  REQUIRE(reply.status == 201);
  CHECK(reply.string("token").size() == 43);
  CHECK(reply.string("expiresAt") == "2026-04-01T08:00:00Z");
  CHECK(reply["user"] == world.get("/api/v1/users/me", reply.string("token")).body);
  CHECK(reply.string("token") != sign_in(world, ann.email).string("token"));
}

TEST_CASE("the cookie is for this server's pages only, and not for scripts") {
  World world;
  const Person ann = world.person("Ann");
  const Reply reply = sign_in(world, ann.email);
  CHECK(reply.header("Set-Cookie") == "kalends_session=" + reply.string("token") +
                                          "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
}

TEST_CASE("behind TLS the cookie goes over TLS only") {
  app::Config config = World::config();
  config.server.public_url = "https://calendar.example";
  config.session.days = 1;
  World world(config);
  const Person ann = world.person("Ann");
  CHECK(sign_in(world, ann.email).header("Set-Cookie").ends_with("; SameSite=Lax; Secure"));
  CHECK(sign_in(world, ann.email).header("Set-Cookie").find("Max-Age=86400;") != std::string::npos);
}

TEST_CASE("a wrong address and a wrong password are refused in the same words") {
  World world;
  const Person ann = world.person("Ann");
  Stored stored(world);
  auto rows = stored.rows();
  const Reply wrong_password = sign_in(world, ann.email, "wrong horse");
  CHECK(wrong_password.status == 401);
  for (const char* email : {"nobody@example.org", "ann", "ann@example.org.example", "'--"}) {
    const Reply wrong_address = sign_in(world, email);
    CHECK(wrong_address.status == 401);
    CHECK(without_request_id(wrong_address) == without_request_id(wrong_password));
    CHECK(wrong_address.header("Set-Cookie").empty());
  }
  for (const char* almost : {"Correct horse", "correct horse ", "correct hors", "*"}) {
    CHECK(sign_in(world, ann.email, almost).status == 401);
  }
  rows["audit"] += 9;
  CHECK(stored.rows() == rows);
}

TEST_CASE("signing in costs the same for an address that nobody has") {
  World world;
  const Person ann = world.person("Ann");
  const auto cost = [&](const std::string& email) {
    const auto before = world.app.hasher().hashed();
    CHECK(sign_in(world, email, "wrong horse").status == 401);
    return world.app.hasher().hashed() - before;
  };
  CHECK(cost(ann.email) == 1);
  CHECK(cost("nobody@example.org") == 1);
  CHECK(cost("no address at all") == 1);
}

TEST_CASE("signing in with a wrong field is refused by its name") {
  World world;
  const std::vector<std::pair<std::string, json::object>> wrong{
      {"/email", {{"password", password}}},
      {"/password", {{"email", "ann@example.org"}}},
      {"/email", {{"email", 5}, {"password", password}}},
      {"/email", {{"email", ""}, {"password", password}}},
      {"/email", {{"email", std::string(255, 'x')}, {"password", password}}},
      {"/password", {{"email", "ann@example.org"}, {"password", nullptr}}},
      {"/password", {{"email", "ann@example.org"}, {"password", std::string(1025, 'x')}}},
      {"/days", {{"email", "ann@example.org"}, {"password", password}, {"days", 9999}}},
  };
  for (const auto& [pointer, body] : wrong) {
    const Reply reply = world.post("/api/v1/sessions", "", body);
    CHECK(reply.status == 422);
    CHECK_MESSAGE(reply.names(pointer), reply.text);
  }
}

TEST_CASE("a session ends when its time is over") {
  World world;
  const Person ann = world.person("Ann");
  const auto socket = world.stream(ann);
  world.clock.advance(std::chrono::days{30} - std::chrono::seconds{1});
  CHECK(status_of(world, ann.token) == 200);
  CHECK(socket->pull().close_code == 0);
  world.clock.advance(std::chrono::seconds{1});
  CHECK(status_of(world, ann.token) == 401);
  CHECK(socket->pull().close_code == 4001);
}

TEST_CASE("sessions that are over are forgotten") {
  World world;
  const Person ann = world.person("Ann");
  Stored stored(world);
  world.clock.advance(std::chrono::days{29});
  sign_in(world, ann.email);
  world.app.tick();
  CHECK(stored.rows()["sessions"] == 2);
  world.clock.advance(std::chrono::days{1});
  world.app.tick();
  CHECK(stored.rows()["sessions"] == 1);
}

TEST_CASE("signing out ends this session and its sockets, and no other") {
  World world;
  const Person ann = world.person("Ann");
  const std::string other = sign_in(world, ann.email).string("token");
  const auto socket = world.stream(ann);
  bool rung = false;
  socket->on_bell([&] { rung = true; });
  const Reply reply = world.del("/api/v1/sessions/current", ann.token);
  CHECK(reply.status == 204);
  CHECK(reply.header("Set-Cookie") ==
        "kalends_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  CHECK(rung);
  CHECK(socket->pull().close_code == 4001);
  CHECK(status_of(world, ann.token) == 401);
  CHECK(world.del("/api/v1/sessions/current", ann.token).status == 401);
  CHECK(status_of(world, other) == 200);
}

TEST_CASE("tokens and passwords are nowhere in the database, only what cannot be turned back") {
  World world;
  const Person ann = world.person("Ann");
  const std::string disk = bytes_on_disk(world);
  REQUIRE(disk.find(ann.email) != std::string::npos);
  CHECK(disk.find(ann.token) == std::string::npos);
  CHECK(disk.find(password) == std::string::npos);
  CHECK(disk.find("$argon2id$") != std::string::npos);
  Stored stored(world);
  auto rows = stored.db().query("SELECT token_hash FROM sessions");
  REQUIRE(rows.next());
  CHECK(rows.get<std::string>(0) == user::token_hash(ann.token));
}

TEST_CASE("a token that is none lets nobody in") {
  World world;
  const Person ann = world.person("Ann");
  for (const std::string& authorization :
       {std::string("Bearer"), std::string("Bearer "), "Basic " + ann.token, ann.token,
        "Bearer  " + ann.token, "Bearer " + ann.token + "x", "Bearer " + ann.token.substr(1),
        "Bearer " + std::string(5000, 'x'), std::string("Bearer \xFF\x01")}) {
    const Reply reply = world.get("/api/v1/users/me", "", {{"Authorization", authorization}});
    CHECK_MESSAGE(reply.status == 401, authorization);
    CHECK(reply.header("WWW-Authenticate") == "Bearer");
    CHECK(reply.string("type") == "urn:kalends:problem:unauthenticated");
  }
  CHECK(world.get("/api/v1/users/me", "", {{"Authorization", "bearer " + ann.token}}).status ==
        200);
}

TEST_CASE("what is stored of a token does not let in") {
  World world;
  const Person ann = world.person("Ann");
  CHECK(status_of(world, user::token_hash(ann.token)) == 401);
}
