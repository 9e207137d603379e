#include "stored.hpp"
#include "stream_scene.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

std::string sign_in(World& world, const Person& person, const std::string& agent = "") {
  ExtraHeaders headers;
  if (!agent.empty()) headers.emplace_back("User-Agent", agent);
  const Reply reply = world.post("/api/v1/sessions", "",
                                 {{"email", person.email}, {"password", "correct horse"}}, headers);
  REQUIRE(reply.status == 201);
  return reply.string("token");
}

json::array sessions(World& world, const std::string& token) {
  const Reply reply = world.get("/api/v1/sessions", token);
  REQUIRE(reply.status == 200);
  return reply["items"].as_array();
}

std::string path_of(const json::value& session) {
  return "/api/v1/sessions/" + std::string(session.at("id").as_string());
}

}  // namespace

TEST_CASE("people see where they are signed in, and which session is this one") {
  World world;
  const Person ann = world.person("Ann");
  world.person("Bob");
  world.clock.advance(std::chrono::hours{1});
  const std::string phone = sign_in(world, ann, "Phone/1.0");
  const auto seen = sessions(world, ann.token);
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].at("userAgent") == "Phone/1.0");
  CHECK(seen[0].at("current") == false);
  CHECK(seen[0].at("createdAt") == "2026-03-02T09:00:00Z");
  CHECK(seen[0].at("expiresAt") == "2026-04-01T09:00:00Z");
  CHECK(seen[1].at("userAgent") == "");
  CHECK(seen[1].at("current") == true);
  CHECK(sessions(world, phone)[0].at("current") == true);
}

TEST_CASE("what a program calls itself is kept as far as it is plain and short") {
  World world;
  const Person ann = world.person("Ann");
  for (const auto& [agent, kept] : std::vector<std::pair<std::string, std::string>>{
           {std::string(5000, 'x'), std::string(200, 'x')},
           {"\xFF\xFE", ""},
           {"<b>bold</b>", "<b>bold</b>"},
           {"a\tb", ""}}) {
    world.clock.advance(std::chrono::seconds{1});
    sign_in(world, ann, agent);
    CHECK(sessions(world, ann.token)[0].at("userAgent").as_string() == kept);
  }
}

TEST_CASE("a session that is ended from another one is over at once, with its sockets") {
  World world;
  const Person ann = world.person("Ann");
  const Person phone{ann.id, ann.email, sign_in(world, ann, "Phone")};
  CHECK(world.get("/api/v1/users/me", phone.token).status == 200);
  const auto stream = world.stream(phone);
  bool rung = false;
  stream->on_bell([&] { rung = true; });
  read(*stream);
  const auto seen = sessions(world, ann.token);
  const auto& other = seen[0].at("current").as_bool() ? seen[1] : seen[0];
  const Reply ended = world.del(path_of(other), ann.token);
  CHECK(ended.status == 204);
  CHECK(ended.header("Set-Cookie").empty());
  CHECK(rung);
  CHECK(stream->pull().close_code == 4001);
  CHECK(world.get("/api/v1/users/me", phone.token).status == 401);
  CHECK(world.get("/api/v1/users/me", ann.token).status == 200);
  CHECK(world.del(path_of(other), ann.token).status == 404);
}

TEST_CASE("ending the session one is in is signing out") {
  World world;
  const Person ann = world.person("Ann");
  const Reply ended = world.del(path_of(sessions(world, ann.token)[0]), ann.token);
  CHECK(ended.status == 204);
  CHECK(ended.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
  CHECK(world.get("/api/v1/users/me", ann.token).status == 401);
}

TEST_CASE("nobody ends another person's session") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  Stored stored(world);
  const auto of_bob = path_of(sessions(world, bob.token)[0]);
  CHECK(world.del(of_bob, ann.token).status == 404);
  CHECK(world.del("/api/v1/sessions/none", ann.token).status == 404);
  CHECK(stored.rows()["sessions"] == 2);
  CHECK(world.get("/api/v1/users/me", bob.token).status == 200);
}

TEST_CASE("sessions that are over are not listed") {
  World world;
  const Person ann = world.person("Ann");
  world.clock.advance(std::chrono::days{29});
  const std::string later = sign_in(world, ann);
  world.clock.advance(std::chrono::days{1});
  CHECK(sessions(world, later).size() == 1);
}

TEST_CASE("a new password ends all other sessions and every token") {
  World world;
  const Person ann = world.person("Ann");
  const std::string other = sign_in(world, ann);
  const Reply made =
      world.post("/api/v1/tokens", ann.token, {{"name", "Sign"}, {"scopes", json::array{"read"}}});
  REQUIRE(made.status == 201);
  CHECK(world
            .patch("/api/v1/users/me", ann.token,
                   {{"password", "battery staple"}, {"currentPassword", "correct horse"}})
            .status == 200);
  CHECK(sessions(world, ann.token).size() == 1);
  CHECK(world.get("/api/v1/users/me", other).status == 401);
  CHECK(world.get("/api/v1/users/me", made.string("token")).status == 401);
  CHECK(world.get("/api/v1/tokens", ann.token)["items"].as_array().empty());
}
