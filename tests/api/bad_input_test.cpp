#include "stored.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

using enum http::Method;

struct Takes {
  http::Method method;
  std::string target;
};

/// Ann's meeting with Bob, and everything stored for it.
struct Scene {
  World world;
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
  std::string plan = world.meeting(ann, {bob});
  Stored stored{world};

  /// Every route that takes JSON.
  std::vector<Takes> takers() const {
    return {{post, "/api/v1/users"},
            {patch, "/api/v1/users/me"},
            {post, "/api/v1/sessions"},
            {post, "/api/v1/tokens"},
            {post, "/api/v1/meetings"},
            {patch, meetings(plan)},
            {post, meetings(plan, "/attendees")},
            {put, meetings(plan, "/response")},
            {post, "/api/v1/freebusy"}};
  }

  Reply send(const Takes& to, const std::string& body,
             const std::string& type = "application/json") {
    return world.ask(to.method, to.target, ann.token, body, {{"Content-Type", type}});
  }
};

std::string nested(std::size_t depth) {
  return R"({"title":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

/// No JSON at all, as RFC 8259 has it (its section 8.1 asks for UTF-8).
const std::vector<std::string> unreadable{
    "",
    " ",
    "{",
    R"({"title")",
    R"({"title":})",
    R"({"title":"Plan")",
    R"({"title":"Plan",})",
    R"({"title":"Plan"}})",
    R"({"title":"Plan"} {})",
    R"({'title':'Plan'})",
    R"({title:"Plan"})",
    R"({"title":nul})",
    R"({"title":NaN})",
    R"({"title":01})",
    R"({"title":+1})",
    R"({"title":"\x41"})",
    R"({"title":"\u12"})",
    R"({"title":"Plan" /* note */})",
    "\xEF\xBB\xBF{}",
    "{\"title\":\"line\nbreak\"}",
    "{\"title\":\"tab\there\"}",
    std::string("{\"title\":\"a\0b\"}", 15),
    "{\"title\":\"\xFF\"}",
    "{\"title\":\"\xC3\x28\"}",
    "{\"title\":\"\xC0\xAF\"}",          // longer than it need be
    "{\"title\":\"\xED\xA0\x80\"}",      // half of a pair, as UTF-8
    "{\"title\":\"\xF4\x90\x80\x80\"}",  // behind the last character there is
    "{\"\xFF\":1}",
    R"({"title":"\ud800"})",
    R"({"title":"\udc00"})",
    R"({"title":"\ud800\ud800"})",
    R"({"title":"\ud800 and on"})",
    R"({"\udfff":1})",
    nested(33),
    nested(100'000),
    std::string(100'000, '['),
    std::string(100'000, '{'),
};

}  // namespace

TEST_CASE("the tables looked at are all that there are") {
  World world;
  Stored stored(world);
  std::set<std::string> looked_at;
  for (const auto& [name, count] : stored.rows()) looked_at.insert(name);
  CHECK(looked_at == stored.tables());
}

TEST_CASE("what is no JSON cannot be read, and nothing is stored") {
  Scene scene;
  const auto rows = scene.stored.rows();
  const auto state = scene.stored.state();
  for (const Takes& to : scene.takers()) {
    for (const std::string& body : unreadable) {
      const Reply reply = scene.send(to, body);
      CHECK_MESSAGE(reply.status == 400, to.target, " ", body.substr(0, 40), " ", reply.text);
      CHECK(reply.string("type") == "urn:kalends:problem:unreadable");
    }
  }
  CHECK(scene.stored.rows() == rows);
  CHECK(scene.stored.state() == state);
}

TEST_CASE("JSON that is no object is not valid, and nothing is stored") {
  Scene scene;
  const auto state = scene.stored.state();
  for (const Takes& to : scene.takers()) {
    for (const char* body : {"[]", "null", "true", "5", "-1e300", "\"Plan\"", "[{}]"}) {
      const Reply reply = scene.send(to, body);
      CHECK_MESSAGE(reply.status == 422, to.target, " ", body, " ", reply.text);
      CHECK(reply.names(""));
    }
  }
  CHECK(scene.stored.state() == state);
}

TEST_CASE("an unknown field is named, and nothing is stored") {
  Scene scene;
  const auto state = scene.stored.state();
  const std::vector<std::pair<std::string, std::string>> fields{
      {"titel", "/titel"}, {"", "/"},           {"a/b", "/a~1b"},
      {"a~b", "/a~0b"},    {"Title", "/Title"}, {"заголовок", "/заголовок"}};
  for (const Takes& to : scene.takers()) {
    for (const auto& [field, pointer] : fields) {
      const Reply reply = scene.send(to, json::serialize(json::object{{field, 1}}));
      CHECK_MESSAGE(reply.status == 422, to.target, " ", field, " ", reply.text);
      CHECK_MESSAGE(reply.names(pointer), to.target, " ", reply.text);
    }
  }
  CHECK(scene.stored.state() == state);
}

TEST_CASE("a refusal is never much longer than what was sent") {
  Scene scene;
  json::object many;
  for (int i = 0; i < 20'000; ++i) many[std::to_string(i)] = 1;
  const Reply of_many = scene.send({post, "/api/v1/meetings"}, json::serialize(many));
  CHECK(of_many.status == 422);
  CHECK(of_many.text.size() < 20'000);
  const std::string long_name(1 << 20, 'x');
  const Reply of_long =
      scene.send({post, "/api/v1/meetings"}, json::serialize(json::object{{long_name, 1}}));
  CHECK(of_long.status == 422);
  CHECK(of_long.text.size() < 20'000);
}

TEST_CASE("a body of another type is refused, and nothing is stored") {
  Scene scene;
  const auto state = scene.stored.state();
  const std::vector<std::string> types{"",
                                       "text/plain",
                                       "application/xml",
                                       "application/jsonx",
                                       "text/json",
                                       "application/x-www-form-urlencoded",
                                       "multipart/form-data; boundary=x"};
  for (const Takes& to : scene.takers()) {
    for (const std::string& type : types) {
      const Reply reply = scene.send(to, R"({"title":"Plan"})", type);
      CHECK_MESSAGE(reply.status == 415, to.target, " ", type);
    }
    CHECK(scene.world.ask(to.method, to.target, scene.ann.token, "{}").status == 415);
    const Reply merge = scene.send(to, R"({"none":1})", "application/merge-patch+json");
    CHECK(merge.status == (to.method == patch ? 422 : 415));
    CHECK(scene.send(to, R"({"none":1})", "Application/JSON; charset=utf-8").status == 422);
  }
  CHECK(scene.stored.state() == state);
}

TEST_CASE("a method that a path does not take is answered with those it takes") {
  World world;
  const std::vector<std::tuple<http::Method, std::string, std::string>> wrong{
      {post, "/healthz", "GET, HEAD"},
      {del, "/", "GET, HEAD"},
      {put, "/api/v1/users", "POST, GET, HEAD"},
      {post, "/api/v1/users/me", "GET, HEAD, PATCH"},
      {del, "/api/v1/users/0q3v8d1m6xk2a", "GET, HEAD"},
      {put, "/api/v1/sessions", "POST, GET, HEAD"},
      {head, "/api/v1/freebusy", "POST"},
      {get, "/api/v1/sessions/current", "DELETE"},
      {put, "/api/v1/meetings", "POST, GET, HEAD"},
      {put, meetings("0q3v8d1m6xk2a"), "GET, HEAD, PATCH, DELETE"},
      {get, meetings("0q3v8d1m6xk2a", "/attendees"), "POST"},
      {patch, meetings("0q3v8d1m6xk2a", "/attendees/me"), "DELETE"},
      {post, meetings("0q3v8d1m6xk2a", "/response"), "PUT"},
      {get, "/api/v1/freebusy", "POST"},
      {post, "/api/v1/stream", "GET, HEAD"},
  };
  for (const auto& [method, target, allowed] : wrong) {
    const Reply reply = world.ask(method, target, "");
    CHECK_MESSAGE(reply.status == 405, http::name(method), " ", target);
    CHECK_MESSAGE(reply.header("Allow") == allowed, target, " ", reply.header("Allow"));
    CHECK(reply.string("type") == "urn:kalends:problem:method-not-allowed");
  }
}

TEST_CASE("a path that leads nowhere is not found") {
  World world;
  const Person ann = world.person("Ann");
  for (const char* target :
       {"/api", "/api/v1", "/api/v1/", "/api/v2/users", "/api/v1/users/", "/api/v1//users",
        "/api/v1/users/me/", "/API/v1/users/me", "/api/v1/users/me/calendar/x", "/index.html",
        "/../etc/passwd", "/api/v1/../v1/healthz", "/%2e%2e/healthz", "/healthz/",
        "/api/v1/users/%6de", "/api/v1/meetings/me"}) {
    const Reply reply = world.get(target, ann.token);
    CHECK_MESSAGE(reply.status == 404, target);
    CHECK(reply.string("type") == "urn:kalends:problem:not-found");
  }
}

TEST_CASE("a request target that is none cannot be read") {
  World world;
  for (const char* target : {"", "healthz", "/%zz", "/%", "/healthz?%zz", "/a b", "/\xFF"}) {
    CHECK_MESSAGE(world.get(target, "").status == 400, target);
  }
}

TEST_CASE("ids of others and of nobody let nothing be stored") {
  Scene scene;
  const Person cid = scene.world.person("Cid");
  scene.stored.state();
  const auto state = scene.stored.state();
  for (const std::string& id :
       {scene.plan, std::string("0q3v8d1m6xk2a"), std::string("x"), std::string(300, '0'), cid.id,
        std::string("-1"), std::string("zzzzzzzzzzzzz"), std::string("0Q3V8D1M6XK2A")}) {
    auto& world = scene.world;
    CHECK(world.patch(meetings(id), cid.token, {{"title", "Mine"}}).status == 404);
    CHECK(world.put(meetings(id, "/response"), cid.token, {{"response", "accepted"}}).status ==
          404);
    CHECK(world
              .post(meetings(id, "/attendees"), cid.token,
                    {{"attendees", json::array{json::object{{"userId", cid.id}}}}})
              .status == 404);
    CHECK(world.ask(post, meetings(id, "/attachments?name=a"), cid.token, "x").status == 404);
    CHECK(world.del(meetings(id), cid.token).status == 404);
    CHECK(world.del(meetings(id, "/attendees/me"), cid.token).status == 404);
    CHECK(world.del(meetings(id, "/attendees/" + scene.bob.id), cid.token).status == 404);
  }
  CHECK(scene.stored.state() == state);
}
