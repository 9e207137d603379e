#include "stored.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

using enum http::Method;

json::object draft(const std::string& title = "Plan") {
  return {{"title", title}, {"start", "2026-03-03T09:00:00"}, {"duration", "PT1H"}};
}

ExtraHeaders key(const std::string& value) { return {{"Idempotency-Key", value}}; }

struct Scene {
  World world;
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
  Stored stored{world};

  Reply invite(const std::string& value, const json::object& body) {
    return world.post("/api/v1/meetings", ann.token, body, key(value));
  }
};

}  // namespace

TEST_CASE("a meeting sent twice is made once, and everyone is told once") {
  Scene scene;
  json::object body = draft();
  body["attendees"] = json::array{json::object{{"userId", scene.bob.id}}};
  const Reply first = scene.invite("a", body);
  REQUIRE(first.status == 201);
  const auto rows = scene.stored.rows();
  scene.world.clock.advance(std::chrono::hours{1});
  const Reply again = scene.invite("a", body);
  CHECK(again.status == 201);
  CHECK(again.text == first.text);
  CHECK(again.header("ETag") == first.header("ETag"));
  CHECK(again.header("Location") == first.header("Location"));
  CHECK(again.header("Content-Type") == first.header("Content-Type"));
  CHECK(again.header("X-Request-Id") != first.header("X-Request-Id"));
  CHECK(scene.stored.rows() == rows);
  CHECK(scene.world.told(scene.bob) == std::vector<std::string>{"invited"});
}

TEST_CASE("without a key, the same meeting sent twice is two") {
  Scene scene;
  const auto make = [&] { return scene.world.post("/api/v1/meetings", scene.ann.token, draft()); };
  CHECK(make().string("id") != make().string("id"));
  CHECK(scene.stored.rows()["answered_requests"] == 0);
}

TEST_CASE("every way to add something may be sent again") {
  Scene scene;
  const std::string plan = scene.world.meeting(scene.ann, {});
  const auto twice = [&](const std::string& target, const std::string& body,
                         const std::string& type, int status) {
    const ExtraHeaders headers{{"Idempotency-Key", target.substr(0, 200)}, {"Content-Type", type}};
    const Reply first = scene.world.ask(post, target, scene.ann.token, body, headers);
    CHECK_MESSAGE(first.status == status, first.text);
    const auto rows = scene.stored.rows();
    const Reply again = scene.world.ask(post, target, scene.ann.token, body, headers);
    CHECK(again.status == status);
    CHECK(again.text == first.text);
    CHECK(again.header("ETag") == first.header("ETag"));
    CHECK(scene.stored.rows() == rows);
  };
  twice("/api/v1/meetings", json::serialize(draft()), "application/json", 201);
  twice(meetings(plan, "/attendees"), R"({"attendees":[{"email":"bob@example.org"}]})",
        "application/json", 200);
  twice(meetings(plan, "/attachments?name=a.txt"), "content", "text/plain", 201);
  twice("/api/v1/users",
        R"({"email":"cid@example.org","name":"Cid","password":"correct horse","timeZone":"UTC"})",
        "application/json", 201);
}

TEST_CASE("the first answer is given even when it could not be given anew") {
  Scene scene;
  const std::string plan = scene.world.meeting(scene.ann, {});
  const json::object people{{"attendees", json::array{json::object{{"userId", scene.bob.id}}}}};
  const auto add = [&] {
    return scene.world.post(meetings(plan, "/attendees"), scene.ann.token, people, key("a"));
  };
  const auto attach = [&] {
    return scene.world.ask(post, meetings(plan, "/attachments?name=a.txt"), scene.ann.token, "x",
                           key("b"));
  };
  const Reply added = add();
  const Reply attached = attach();
  REQUIRE(scene.world.del(meetings(plan), scene.ann.token).status == 204);
  CHECK(add().status == 200);
  CHECK(add().text == added.text);
  CHECK(attach().status == 201);
  CHECK(attach().text == attached.text);
}

TEST_CASE("a key used with another request is refused, and nothing is stored") {
  Scene scene;
  const std::string plan = scene.world.meeting(scene.ann, {});
  REQUIRE(scene.invite("a", draft()).status == 201);
  const auto state = scene.stored.state();
  const auto refused = [&](const Reply& reply) {
    CHECK_MESSAGE(reply.status == 422, reply.text);
    CHECK(reply.names("Idempotency-Key"));
  };
  refused(scene.invite("a", draft("Other")));
  refused(scene.world.post(meetings(plan, "/attendees"), scene.ann.token,
                           {{"attendees", json::array{json::object{{"userId", scene.bob.id}}}}},
                           key("a")));
  refused(scene.world.ask(post, meetings(plan, "/attachments?name=a.txt"), scene.ann.token, "x",
                          key("a")));
  CHECK(scene.stored.state() == state);
}

TEST_CASE("two files with one key are two requests, even when only their names differ") {
  Scene scene;
  const std::string plan = scene.world.meeting(scene.ann, {});
  const auto attach = [&](const std::string& name) {
    return scene.world.ask(post, meetings(plan, "/attachments?name=" + name), scene.ann.token, "x",
                           key("a"));
  };
  CHECK(attach("a.txt").status == 201);
  CHECK(attach("b.txt").status == 422);
}

TEST_CASE("a key is each person's own") {
  Scene scene;
  const Reply of_ann = scene.invite("a", draft());
  const Reply of_bob =
      scene.world.post("/api/v1/meetings", scene.bob.token, draft("Other"), key("a"));
  CHECK(of_bob.status == 201);
  CHECK(of_bob.string("id") != of_ann.string("id"));
}

TEST_CASE("a key is remembered for 24 hours") {
  Scene scene;
  const Reply first = scene.invite("a", draft());
  scene.world.clock.advance(std::chrono::hours{24} - std::chrono::seconds{1});
  CHECK(scene.invite("a", draft()).string("id") == first.string("id"));
  scene.world.clock.advance(std::chrono::seconds{1});
  const Reply next = scene.invite("a", draft("Other"));
  CHECK(next.status == 201);
  CHECK(next.string("id") != first.string("id"));
  CHECK(scene.invite("a", draft("Other")).string("id") == next.string("id"));
  CHECK(scene.stored.rows()["answered_requests"] == 1);
}

TEST_CASE("old answers are forgotten, young ones are not") {
  Scene scene;
  scene.invite("a", draft());
  scene.world.clock.advance(std::chrono::hours{12});
  scene.invite("b", draft());
  scene.world.app.tick();
  CHECK(scene.stored.rows()["answered_requests"] == 2);
  scene.world.clock.advance(std::chrono::hours{12});
  scene.world.app.tick();
  CHECK(scene.stored.rows()["answered_requests"] == 1);
}

TEST_CASE("a request that failed is not remembered") {
  Scene scene;
  json::object body = draft();
  body["attendees"] = json::array{json::object{{"email", "cid@example.org"}}};
  CHECK(scene.invite("a", body).status == 422);
  CHECK(scene.invite("a", {{"title", 5}}).status == 422);
  scene.world.person("Cid");
  CHECK(scene.invite("a", body).status == 201);
}

TEST_CASE("what was done and that it was answered are stored together, or neither is") {
  app::Config config = World::config();
  config.limits.attachment_bytes = 1024;
  config.limits.attachment_quota_bytes = 1024;
  World world(config);
  Stored stored(world);
  const Person ann = world.person("Ann");
  const std::string plan = world.meeting(ann, {});
  const auto attach = [&](const std::string& value, std::size_t size) {
    return world
        .ask(post, meetings(plan, "/attachments?name=a.txt"), ann.token, std::string(size, 'x'),
             key(value))
        .status;
  };
  auto rows = stored.rows();
  CHECK(attach("a", 1000) == 201);
  CHECK(stored.rows()["attachments"] == rows["attachments"] + 1);
  CHECK(stored.rows()["answered_requests"] == rows["answered_requests"] + 1);
  rows = stored.rows();
  CHECK(attach("b", 25) == 413);
  CHECK(stored.rows() == rows);
  CHECK(attach("b", 24) == 201);
}

TEST_CASE("what cannot be a key is refused, and nothing is stored") {
  Scene scene;
  const auto state = scene.stored.state();
  for (const std::string& wrong : {std::string(), std::string("a b"), std::string(256, 'x'),
                                   std::string("ключ"), std::string("a\x7f"), std::string(" ")}) {
    const Reply reply = scene.invite(wrong, draft());
    CHECK(reply.status == 422);
    CHECK(reply.names("Idempotency-Key"));
  }
  CHECK(scene.stored.state() == state);
  CHECK(scene.invite(std::string(255, 'x'), draft()).status == 201);
  CHECK(scene.invite("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", draft()).status == 201);
}

TEST_CASE("what is remembered does not help to guess a password") {
  World world;
  Stored stored(world);
  const auto send = [&](const std::string& password) {
    return world.post("/api/v1/users", "",
                      {{"email", "ann@example.org"},
                       {"name", "Ann"},
                       {"password", password},
                       {"timeZone", "UTC"}},
                      key("a"));
  };
  const Reply first = send("correct horse");
  REQUIRE(first.status == 201);
  // The same answer whichever password comes with it: nobody learns whether it is the right one.
  CHECK(send("wrong horse").text == first.text);
  CHECK(
      world
          .post("/api/v1/sessions", "", {{"email", "ann@example.org"}, {"password", "wrong horse"}})
          .status == 401);
}
