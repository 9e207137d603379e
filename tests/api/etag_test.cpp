#include "stored.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

using enum http::Method;

struct Scene {
  World world;
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
  std::string plan = world.meeting(ann, {bob});
  std::string file = attach("a.txt");

  std::string attach(const std::string& name) {
    return world
        .ask(post, meetings(plan, "/attachments?name=" + name), ann.token, "content",
             {{"Content-Type", "text/plain"}})
        .string("id");
  }
  std::string etag(const std::string& target) {
    return world.get(target, ann.token).header("ETag");
  }

  /// Everything that can be read.
  std::vector<std::string> readable() const {
    return {"/api/v1/users/me",
            "/api/v1/users/" + bob.id,
            "/api/v1/users?query=bob",
            "/api/v1/users/me/calendar?from=2026-03-02&to=2026-03-09",
            "/api/v1/users/me/busy-days?from=2026-03-02&to=2026-03-09",
            "/api/v1/notifications",
            meetings(plan),
            meetings(plan, "/attachments/" + file),
            "/openapi.json",
            "/",
            "/docs",
            "/docs.js",
            "/page.css",
            "/icon.svg"};
  }
};

}  // namespace

TEST_CASE("what has not changed is not sent again") {
  Scene scene;
  for (const std::string& target : scene.readable()) {
    const Reply first = scene.world.get(target, scene.ann.token);
    const std::string etag = first.header("ETag");
    CHECK_MESSAGE(etag.size() > 2, target);
    CHECK(etag.starts_with('"'));
    CHECK(etag.ends_with('"'));
    for (const std::string& known :
         {etag, "W/" + etag, "\"other\", " + etag, etag + ", \"other\"", std::string("*")}) {
      const Reply again = scene.world.get(target, scene.ann.token, {{"If-None-Match", known}});
      CHECK_MESSAGE(again.status == 304, target, " ", known);
      CHECK(again.text.empty());
      CHECK(again.header("ETag") == etag);
    }
    for (const std::string& other : {std::string("\"other\""), std::string(), etag.substr(1)}) {
      const Reply again = scene.world.get(target, scene.ann.token, {{"If-None-Match", other}});
      CHECK_MESSAGE(again.status == 200, target, " ", other);
      CHECK(again.text == first.text);
    }
  }
}

TEST_CASE("HEAD tells what GET would tell") {
  Scene scene;
  for (const std::string& target : scene.readable()) {
    const Reply got = scene.world.get(target, scene.ann.token);
    const Reply head = scene.world.ask(http::Method::head, target, scene.ann.token);
    CHECK(head.status == got.status);
    for (const char* name : {"ETag", "Content-Type", "Cache-Control", "Content-Disposition"}) {
      CHECK_MESSAGE(head.header(name) == got.header(name), target, " ", name);
    }
    CHECK(scene.world
              .ask(http::Method::head, target, scene.ann.token, "",
                   {{"If-None-Match", got.header("ETag")}})
              .status == 304);
  }
  CHECK(scene.world.ask(http::Method::head, "/api/v1/users/me", "").status == 401);
  CHECK(scene.world.ask(http::Method::head, meetings("x"), scene.ann.token).status == 404);
}

TEST_CASE("whatever changes a view changes its ETag") {
  Scene scene;
  auto& world = scene.world;
  const std::string week = "/api/v1/users/me/calendar?from=2026-03-02&to=2026-03-09";
  const std::string map = "/api/v1/users/me/busy-days?from=2026-03-02&to=2026-03-09";
  std::string of_meeting = scene.etag(meetings(scene.plan));
  std::string of_week = scene.etag(week);
  std::string of_map = scene.etag(map);
  const auto changed = [&](std::string& known, const std::string& target) {
    const std::string now = scene.etag(target);
    CHECK_MESSAGE(now != known, target);
    known = now;
  };
  world.answer(scene.bob, scene.plan, "accepted");
  changed(of_meeting, meetings(scene.plan));
  CHECK(scene.etag(week) == of_week);
  world.patch(meetings(scene.plan), scene.ann.token, {{"title", "Other"}});
  changed(of_meeting, meetings(scene.plan));
  changed(of_week, week);
  CHECK(scene.etag(map) == of_map);
  world.patch(meetings(scene.plan), scene.ann.token, {{"start", "2026-03-04T12:00:00"}});
  changed(of_week, week);
  changed(of_map, map);
  world.del(meetings(scene.plan), scene.ann.token);
  changed(of_meeting, meetings(scene.plan));
  changed(of_map, map);
}

TEST_CASE("an ETag shows nobody what another sees") {
  Scene scene;
  const std::string known = scene.etag(meetings(scene.plan));
  const Person cid = scene.world.person("Cid");
  for (const std::string& etag : {known, std::string("*")}) {
    const ExtraHeaders header{{"If-None-Match", etag}};
    CHECK(scene.world.get(meetings(scene.plan), cid.token, header).status == 404);
    CHECK(scene.world.get(meetings(scene.plan), "", header).status == 401);
  }
}

TEST_CASE("a change goes by the version that was seen") {
  Scene scene;
  const std::string seen = scene.etag(meetings(scene.plan));
  const auto rename = [&](const std::string& etag) {
    return scene.world.patch(meetings(scene.plan), scene.ann.token, {{"title", "Title" + etag}},
                             {{"If-Match", etag}});
  };
  const Reply changed = rename(seen);
  CHECK(changed.status == 200);
  CHECK(changed.header("ETag") == scene.etag(meetings(scene.plan)));
  Stored stored(scene.world);
  const auto state = stored.state();
  for (const std::string& stale :
       {seen, std::string("\"0-x\""), std::string("\"\""), std::string(), std::string("2"),
        "W/" + changed.header("ETag"), std::string("\"99999999999999999999-x\""),
        std::string("\"-1-x\""), std::string("x")}) {
    const Reply reply = rename(stale);
    CHECK_MESSAGE(reply.status == 412, stale);
    CHECK(reply.string("type") == "urn:kalends:problem:stale");
    CHECK(scene.world.del(meetings(scene.plan), scene.ann.token, {{"If-Match", stale}}).status ==
          412);
    CHECK(scene.world
              .del(meetings(scene.plan, "/attachments/" + scene.file), scene.ann.token,
                   {{"If-Match", stale}})
              .status == 412);
  }
  CHECK(stored.state() == state);
  CHECK(rename("*").status == 200);
  CHECK(rename(scene.etag(meetings(scene.plan))).status == 200);
}

TEST_CASE("an answer is to the meeting that was seen, where that is said") {
  Scene scene;
  const auto answer = [&](const std::string& etag) {
    return scene.world
        .ask(put, meetings(scene.plan, "/response"), scene.bob.token, R"({"response":"accepted"})",
             {{"Content-Type", "application/json"}, {"If-Match", etag}})
        .status;
  };
  const std::string seen = scene.etag(meetings(scene.plan));
  CHECK(answer(seen) == 200);
  CHECK(answer(seen) == 200);
  REQUIRE(scene.world.patch(meetings(scene.plan), scene.ann.token, {{"start", "2026-03-04T15:00"}})
              .status == 200);
  Stored stored(scene.world);
  const auto state = stored.state();
  CHECK(answer(seen) == 412);
  CHECK(scene.world
            .del(meetings(scene.plan, "/attendees/me?scope=this&occurrence=2026-03-04T15:00"),
                 scene.bob.token, {{"If-Match", seen}})
            .status == 412);
  CHECK(stored.state() == state);
  CHECK(answer(scene.etag(meetings(scene.plan))) == 200);
  CHECK(scene.world.del(meetings(scene.plan), scene.ann.token).status == 204);
  CHECK(answer(seen) == 412);
  CHECK(answer("*") == 409);
}

TEST_CASE("an answer of somebody does not stand in the way of a change") {
  Scene scene;
  const std::string seen = scene.etag(meetings(scene.plan));
  scene.world.answer(scene.bob, scene.plan, "accepted");
  CHECK(scene.etag(meetings(scene.plan)) != seen);
  CHECK(
      scene.world
          .patch(meetings(scene.plan), scene.ann.token, {{"title", "Other"}}, {{"If-Match", seen}})
          .status == 200);
}

TEST_CASE("whatever changes a meeting makes what was seen before stale") {
  Scene scene;
  const auto makes_stale = [&](auto change) {
    const std::string seen = scene.etag(meetings(scene.plan));
    change();
    CHECK(
        scene.world
            .patch(meetings(scene.plan), scene.ann.token, {{"title", "Mine"}}, {{"If-Match", seen}})
            .status == 412);
  };
  auto& world = scene.world;
  const Person cid = world.person("Cid");
  const json::object people{{"attendees", json::array{json::object{{"userId", cid.id}}}}};
  makes_stale([&] { world.patch(meetings(scene.plan), scene.ann.token, {{"location", "2"}}); });
  makes_stale([&] { world.post(meetings(scene.plan, "/attendees"), scene.ann.token, people); });
  makes_stale([&] { world.del(meetings(scene.plan, "/attendees/" + cid.id), scene.ann.token); });
  makes_stale([&] { scene.attach("b.txt"); });
  makes_stale(
      [&] { world.del(meetings(scene.plan, "/attachments/" + scene.file), scene.ann.token); });
}

TEST_CASE("a profile changes by what was seen of it") {
  Scene scene;
  const auto rename = [&](const std::string& etag, const char* name) {
    return scene.world.patch("/api/v1/users/me", scene.ann.token, {{"name", name}},
                             {{"If-Match", etag}});
  };
  const std::string seen = scene.etag("/api/v1/users/me");
  const Reply changed = rename(seen, "Anna");
  CHECK(changed.status == 200);
  CHECK(changed.header("ETag") == scene.etag("/api/v1/users/me"));
  CHECK(rename(seen, "Eve").status == 412);
  CHECK(rename("\"x\"", "Eve").status == 412);
  CHECK(scene.world.get("/api/v1/users/me", scene.ann.token).string("name") == "Anna");
  CHECK(rename(changed.header("ETag"), "Ann").status == 200);
  CHECK(rename("*", "Ann").status == 200);
}

TEST_CASE("what differs at each moment has no ETag") {
  Scene scene;
  for (const char* target : {"/healthz", "/readyz", "/metrics"}) {
    const Reply reply = scene.world.get(target, scene.ann.token, {{"If-None-Match", "*"}});
    CHECK(reply.status == 200);
    CHECK(reply.header("ETag").empty());
    CHECK(reply.header("Cache-Control") == "no-store");
  }
}
