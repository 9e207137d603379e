#include "stream_scene.hpp"

using namespace kalends;
using namespace kalends::test;

TEST_CASE("the end of a session ends its streams, and no other's") {
  Scene scene;
  const Reply second = scene.world.post(
      "/api/v1/sessions", "", {{"email", scene.bob.email}, {"password", "correct horse"}});
  REQUIRE(second.status == 201);
  const Person phone{scene.bob.id, scene.bob.email, second.string("token")};
  const auto at_desk = scene.world.stream(scene.bob);
  const auto on_phone = scene.world.stream(phone);
  int rung = 0;
  at_desk->on_bell([] {});
  on_phone->on_bell([&] { ++rung; });
  read(*at_desk);
  read(*on_phone);
  CHECK(scene.world.del("/api/v1/sessions/current", phone.token).status == 204);
  CHECK(rung == 1);
  CHECK(on_phone->pull().close_code == 4001);
  scene.tell(1);
  CHECK(on_phone->pull().frames.empty());
  CHECK(words(read(*at_desk)) == Words{"notification 1"});
}

TEST_CASE("a new password ends the streams of the other sessions") {
  Scene scene;
  const Reply second = scene.world.post(
      "/api/v1/sessions", "", {{"email", scene.bob.email}, {"password", "correct horse"}});
  const Person phone{scene.bob.id, scene.bob.email, second.string("token")};
  const auto at_desk = scene.world.stream(scene.bob);
  const auto on_phone = scene.world.stream(phone);
  at_desk->on_bell([] {});
  on_phone->on_bell([] {});
  CHECK(scene.world
            .patch("/api/v1/users/me", phone.token,
                   {{"password", "battery staple"}, {"currentPassword", "correct horse"}})
            .status == 200);
  CHECK(at_desk->pull().close_code == 4001);
  CHECK(on_phone->pull().close_code == 0);
}

TEST_CASE("a session that runs out ends its streams") {
  Scene scene;
  const auto stream = scene.world.stream(scene.bob);
  stream->on_bell([] {});
  read(*stream);
  scene.world.clock.set(scene.world.clock.now() + std::chrono::days{30} - std::chrono::seconds{1});
  CHECK(stream->pull().close_code == 0);
  scene.world.clock.set(scene.world.clock.now() + std::chrono::seconds{1});
  CHECK(stream->pull().close_code == 4001);
}

TEST_CASE("a stream is only for who is signed in, and its cursor only a number") {
  Scene scene;
  CHECK(scene.world.get("/api/v1/stream", "").status == 401);
  const ExtraHeaders upgrade{{"Upgrade", "websocket"}};
  for (const char* const query : {"?after=-1", "?after=x", "?after=9223372036854775808"}) {
    CAPTURE(query);
    const Reply reply =
        scene.world.get(std::string("/api/v1/stream") + query, scene.bob.token, upgrade);
    CHECK(reply.status == 422);
    CHECK(reply.names("?after"));
  }
}
