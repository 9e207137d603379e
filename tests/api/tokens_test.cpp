#include "stored.hpp"
#include "stream_scene.hpp"

#include <algorithm>

#include <kalends/user/secret.hpp>

using namespace kalends;
using namespace kalends::test;

namespace {

json::object wish(const std::string& name, const json::array& scopes) {
  return {{"name", name}, {"scopes", scopes}};
}

std::string make(World& world, const Person& person, const json::array& scopes) {
  const Reply made = world.post("/api/v1/tokens", person.token, wish("Sign", scopes));
  REQUIRE_MESSAGE(made.status == 201, made.text);
  return made.string("token");
}

int me(World& world, const std::string& token) {
  return world.get("/api/v1/users/me", token).status;
}

std::string filled(std::string_view pattern, const std::string& id) {
  std::string path(pattern);
  for (auto at = path.find('{'); at != std::string::npos; at = path.find('{')) {
    path.replace(at, path.find('}') + 1 - at, id);
  }
  return path;
}

http::Method method_named(std::string_view name) {
  using enum http::Method;
  for (const auto method : {get, post, put, patch, del}) {
    if (http::name(method) == name) return method;
  }
  throw std::invalid_argument("no method");
}

/// Of the routes of the API that are for people: whether this one changes something.
bool changes(const api::RouteName& route) {
  return route.method != "GET" && route.pattern != "/api/v1/freebusy" &&
         route.pattern != "/api/v1/meeting-times";
}

bool is_for_anyone(const api::RouteName& route) {
  const bool entry = route.method == "POST" &&
                     (route.pattern == "/api/v1/users" || route.pattern == "/api/v1/sessions");
  return entry || !route.pattern.starts_with("/api/v1/") || route.pattern.ends_with("/about") ||
         route.pattern.ends_with("z");
}

/// What is for whoever signs in only.
bool is_for_self(const api::RouteName& route) {
  return route.pattern.starts_with("/api/v1/tokens") ||
         route.pattern.starts_with("/api/v1/sessions") ||
         (route.method == "POST" && (route.pattern == "/api/v1/users/me/feed" ||
                                     route.pattern == "/api/v1/registration-codes"));
}

}  // namespace

TEST_CASE("a token is shown once, and lets a program in under its owner's name") {
  World world;
  const Person ann = world.person("Ann");
  json::object body = wish(" Door sign ", {"read"});
  body["expiresAt"] = "2026-03-03T09:00:00";
  const Reply made = world.post("/api/v1/tokens", ann.token, body);
  REQUIRE(made.status == 201);
  CHECK(made.string("name") == "Door sign");
  CHECK(made["scopes"] == json::array{"read"});
  CHECK(made.string("createdAt") == "2026-03-02T08:00:00Z");
  CHECK(made.string("expiresAt") == "2026-03-03T08:00:00Z");
  CHECK(world.get("/api/v1/users/me", made.string("token")).string("id") == ann.id);
  const Reply list = world.get("/api/v1/tokens", ann.token);
  json::object shown = made.body.as_object();
  shown.erase("token");
  CHECK(list["items"] == json::array{shown});
  CHECK(list.text.find(made.string("token")) == std::string::npos);
  CHECK(world.get("/api/v1/sessions", ann.token)["items"].as_array().size() == 1);
}

TEST_CASE("only the hash of a token is stored") {
  World world;
  const Person ann = world.person("Ann");
  const std::string token = make(world, ann, {"read"});
  Stored stored(world);
  auto rows = stored.db().query("SELECT token_hash FROM sessions WHERE token_name IS NOT NULL");
  REQUIRE(rows.next());
  CHECK(rows.get<std::string>(0) == user::token_hash(token));
}

TEST_CASE("each route asks for its scope, and some are for no token") {
  World world;
  const Person root = world.person("Root");  // may also do what administrators do
  const std::string plan = world.meeting(root, {});
  const std::string reads = make(world, root, {"read"});
  const std::string writes = make(world, root, {"write"});
  const std::string both = make(world, root, {"read", "write"});
  for (const auto& route : api::route_names()) {
    if (is_for_anyone(route)) continue;
    CAPTURE(route.method);
    CAPTURE(route.pattern);
    const auto refused = [&](const std::string& token) {
      const Reply reply = world.ask(method_named(route.method), filled(route.pattern, plan), token);
      return reply.status == 403;
    };
    // The other one first: what is not refused may be done.
    CHECK(refused(changes(route) ? reads : writes));
    if (is_for_self(route)) CHECK(refused(both));
    CHECK(refused(changes(route) ? writes : reads) == is_for_self(route));
  }
}

TEST_CASE("what a token may not do is not done") {
  World world;
  const Person ann = world.person("Ann");
  const std::string plan = world.meeting(ann, {});
  const std::string reads = make(world, ann, {"read"});
  const std::string both = make(world, ann, {"read", "write"});
  Stored stored(world);
  const auto state = stored.state();
  CHECK(world.del(meetings(plan), reads).status == 403);
  CHECK(world.post("/api/v1/tokens", both, wish("More", {"read"})).status == 403);
  CHECK(world.post("/api/v1/users/me/feed", both, json::object{}).status == 403);
  CHECK(world.del("/api/v1/sessions/current", both).status == 403);
  const Reply password =
      world.patch("/api/v1/users/me", both,
                  {{"password", "battery staple"}, {"currentPassword", "correct horse"}});
  CHECK(password.status == 403);
  CHECK(password.names("/password"));
  CHECK(stored.state() == state);
  CHECK(world.patch("/api/v1/users/me", both, {{"name", "Anna"}}).status == 200);
}

TEST_CASE("a token ends when its time is over, and one without an end does not") {
  World world;
  const Person ann = world.person("Ann");
  json::object body = wish("A day", {"read"});
  body["expiresAt"] = "2026-03-03T08:00:00Z";
  const std::string day = world.post("/api/v1/tokens", ann.token, body).string("token");
  body["expiresAt"] = nullptr;
  const Reply endless = world.post("/api/v1/tokens", ann.token, body);
  CHECK(endless["expiresAt"].is_null());
  world.clock.advance(std::chrono::days{1} - std::chrono::seconds{1});
  CHECK(me(world, day) == 200);
  world.clock.advance(std::chrono::seconds{1});
  CHECK(me(world, day) == 401);
  CHECK(world.get("/api/v1/tokens", ann.token)["items"].as_array().size() == 1);
  world.clock.advance(std::chrono::days{3650});
  world.app.tick();
  CHECK(me(world, endless.string("token")) == 200);
}

TEST_CASE("a token that is ended is over at once, with its sockets, and no other is") {
  World world;
  const Person ann = world.person("Ann");
  const Reply made = world.post("/api/v1/tokens", ann.token, wish("Sign", {"read"}));
  const Person program{ann.id, ann.email, made.string("token")};
  const std::string other = make(world, ann, {"read"});
  CHECK(me(world, program.token) == 200);
  const auto stream = world.stream(program);
  bool rung = false;
  stream->on_bell([&] { rung = true; });
  read(*stream);
  const std::string path = "/api/v1/tokens/" + made.string("id");
  CHECK(world.del(path, ann.token).status == 204);
  CHECK(rung);
  CHECK(stream->pull().close_code == 4001);
  CHECK(me(world, program.token) == 401);
  CHECK(me(world, other) == 200);
  CHECK(world.del(path, ann.token).status == 404);
}

TEST_CASE("nobody ends another person's token, nor a session as if it were one") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Reply made = world.post("/api/v1/tokens", bob.token, wish("Sign", {"read"}));
  const std::string id = made.string("id");
  CHECK(world.del("/api/v1/tokens/" + id, ann.token).status == 404);
  CHECK(world.del("/api/v1/sessions/" + id, bob.token).status == 404);
  const Reply sessions = world.get("/api/v1/sessions", bob.token);
  const std::string session(sessions["items"].at(0).at("id").as_string());
  CHECK(world.del("/api/v1/tokens/" + session, bob.token).status == 404);
  CHECK(me(world, made.string("token")) == 200);
}

TEST_CASE("what a program that may only read was shown is not taken down as seen") {
  Scene scene;
  const std::string reads = make(scene.world, scene.bob, {"read"});
  const auto stream = scene.world.stream({scene.bob.id, scene.bob.email, reads});
  stream->on_bell([] {});
  read(*stream);
  scene.tell(1);
  CHECK(words(read(*stream)) == Words{"notification 1"});
  CHECK(stream->receive(R"({"type":"ack","seq":1})") == nullptr);
  const auto own = scene.world.stream(scene.bob);
  CHECK(own->receive(R"({"type":"ack","seq":1})") != nullptr);
}

TEST_CASE("a token with a wrong field is refused by its name, and nothing is stored") {
  World world;
  const Person ann = world.person("Ann");
  Stored stored(world);
  const auto state = stored.state();
  const std::vector<std::pair<std::string, json::object>> wrong{
      {"/name", {{"name", ""}}},
      {"/name", {{"name", " "}}},
      {"/name", {{"name", 5}}},
      {"/name", {{"name", std::string(101, 'x')}}},
      {"/name", {{"name", "a\nb"}}},
      {"/scopes", {{"scopes", json::array{}}}},
      {"/scopes", {{"scopes", "read"}}},
      {"/scopes", {{"scopes", nullptr}}},
      {"/scopes", {{"scopes", json::array{"read", "read", "read"}}}},
      {"/scopes/1", {{"scopes", json::array{"read", "admin"}}}},
      {"/scopes/0", {{"scopes", json::array{1}}}},
      {"/expiresAt", {{"expiresAt", "tomorrow"}}},
      {"/expiresAt", {{"expiresAt", 5}}},
      {"/expiresAt", {{"expiresAt", "2026-03-02T08:00:00Z"}}},
      {"/expiresAt", {{"expiresAt", "2025-01-01"}}},
      {"/token", {{"token", "mine"}}},
  };
  for (const auto& [pointer, fields] : wrong) {
    json::object body = wish("Sign", {"read"});
    for (const auto& [key, value] : fields) body[key] = value;
    const Reply reply = world.post("/api/v1/tokens", ann.token, body);
    CHECK_MESSAGE(reply.status == 422, reply.text);
    CHECK_MESSAGE(reply.names(pointer), reply.text);
  }
  CHECK(world.post("/api/v1/tokens", ann.token, json::object{}).pointers() ==
        std::vector<std::string>{"/name", "/scopes"});
  CHECK(stored.state() == state);
}

TEST_CASE("one person has a hundred tokens at most, of which those that are over do not count") {
  World world;
  const Person ann = world.person("Ann");
  json::object body = wish("Short", {"read"});
  body["expiresAt"] = "2026-03-02T09:00:00Z";
  CHECK(world.post("/api/v1/tokens", ann.token, body).status == 201);
  for (int i = 0; i < 99; ++i) make(world, ann, {"read"});
  CHECK(world.post("/api/v1/tokens", ann.token, wish("One more", {"read"})).status == 409);
  world.clock.advance(std::chrono::hours{1});
  CHECK(world.post("/api/v1/tokens", ann.token, wish("One more", {"read"})).status == 201);
}
