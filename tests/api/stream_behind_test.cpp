#include "stream_scene.hpp"

using namespace kalends;
using namespace kalends::test;

TEST_CASE("a socket that is behind reads on, whatever its owner does meanwhile") {
  Scene scene;
  World& world = scene.world;
  const Person& bob = scene.bob;
  scene.tell(100);
  const auto stream = world.stream(bob, "?after=0");
  stream->on_bell([] {});
  const http::Pull first = stream->pull();
  CHECK(first.frames.size() == 65);
  REQUIRE(first.more);
  // At another client.
  const Reply signed_in =
      world.post("/api/v1/sessions", "", {{"email", bob.email}, {"password", "correct horse"}});
  REQUIRE(signed_in.status == 201);
  const Person there{bob.id, bob.email, signed_in.string("token")};
  world.meeting(there, {});
  const http::Pull second = stream->pull();
  CHECK(second.frames.size() == 37);
  CHECK_FALSE(second.more);
}
