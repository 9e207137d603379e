#include "series_world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

struct Scene {
  World world;
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
  Person cat = world.person("Cat");

  /// "Bob invited", "Cat changed seen"
  Texts told(const std::string& meeting) {
    const Reply reply = world.get(meetings(meeting, "/deliveries"), ann.token);
    REQUIRE_MESSAGE(reply.status == 200, reply.text);
    Texts out;
    for (const auto& each : reply["items"].as_array()) {
      std::string text(each.at("name").as_string());
      text += ' ';
      text += each.at("kind").as_string();
      out.push_back(text + (each.at("seen").as_bool() ? " seen" : ""));
    }
    return out;
  }

  /// This person's client has shown everything.
  void show_all(const Person& person) {
    const Reply reply =
        world.put("/api/v1/notifications/acked", person.token, {{"seq", 1'000'000}});
    REQUIRE(reply.status == 204);
  }
};

}  // namespace

TEST_CASE("the organizer sees what each was told last, when, and whether it was shown") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob, scene.cat});
  CHECK(scene.told(id) == Texts{"Bob invited", "Cat invited"});
  scene.show_all(scene.bob);
  CHECK(scene.told(id) == Texts{"Bob invited seen", "Cat invited"});
  scene.world.pass(std::chrono::minutes{1});
  scene.world.patch(meetings(id), scene.ann.token, {{"title", "Other"}});
  CHECK(scene.told(id) == Texts{"Bob changed", "Cat changed"});
  scene.show_all(scene.cat);
  CHECK(scene.world.get(meetings(id, "/deliveries"), scene.ann.token).body ==
        json::value{{"items",
                     {{{"userId", scene.bob.id},
                       {"name", "Bob"},
                       {"kind", "changed"},
                       {"at", "2026-03-02T08:01:00Z"},
                       {"seen", false}},
                      {{"userId", scene.cat.id},
                       {"name", "Cat"},
                       {"kind", "changed"},
                       {"at", "2026-03-02T08:01:00Z"},
                       {"seen", true}}}}});
  scene.world.del(meetings(id), scene.ann.token);
  CHECK(scene.told(id) == Texts{"Bob cancelled", "Cat cancelled"});
}

TEST_CASE("neither reminders and answers nor other meetings count as told of this one") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  scene.world.answer(scene.bob, id, "accepted");
  scene.show_all(scene.bob);
  for (int i = 0; i < 20; ++i) scene.world.meeting(scene.cat, {scene.ann, scene.bob});
  scene.world.pass(std::chrono::hours{4});
  CHECK(scene.told(id) == Texts{"Bob invited seen"});
}

TEST_CASE("who was added later is told later, and each is seen with their own") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  scene.world.meeting(scene.cat, {scene.bob});
  scene.world.post(meetings(id, "/attendees"), scene.ann.token,
                   {{"attendees", json::array{json::object{{"userId", scene.cat.id}}}}});
  scene.show_all(scene.cat);
  CHECK(scene.told(id) == Texts{"Bob invited", "Cat invited seen"});
  scene.world.del(meetings(id, "/attendees/" + scene.cat.id), scene.ann.token);
  CHECK(scene.told(id) == Texts{"Bob invited"});
}

TEST_CASE("a change of one occurrence counts as told of its series") {
  Scene scene;
  const std::string id = make(scene.world, scene.ann, mondays(), {scene.bob});
  changed(scene.world, scene.ann, one(id, "2026-03-16T09:00"), {{"location", "Room 2"}});
  CHECK(scene.told(id) == Texts{"Bob changed"});
}

TEST_CASE("who keeps no entry of a meeting any more is left out") {
  app::Config config = World::config();
  config.notifications.keep = 10;
  Scene scene{World(config)};
  const std::string id = scene.world.meeting(scene.ann, {scene.bob, scene.cat});
  for (int i = 0; i < 63; ++i) scene.world.meeting(scene.ann, {scene.bob});
  CHECK(scene.told(id) == Texts{"Cat invited"});
}

TEST_CASE("notices that were dropped for their age are told of nobody") {
  app::Config config = World::config();
  config.notifications.keep_days = 3;
  Scene scene{World(config)};
  const std::string id = scene.world.meeting(scene.ann, {scene.bob}, "2027-03-03T09:00");
  scene.world.clock.set(scene.world.clock.now() + std::chrono::hours{73});
  scene.world.app.tick();
  CHECK(scene.told(id).empty());
}
