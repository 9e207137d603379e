#include "world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

struct Scene {
  World world;
  Person ann = world.person("Ann");
  std::string plan = world.meeting(ann, {}, "2026-03-03T09:00:00", "PT2H",
                                   {{"description", "All of it"},
                                    {"link", "https://meet.example/plan"},
                                    {"location", "Room 2"},
                                    {"endTimeZone", "Asia/Tokyo"},
                                    {"reminders", json::array{5}}});

  Reply change(const json::object& patch) {
    const Reply changed = world.patch(meetings(plan), ann.token, patch);
    REQUIRE_MESSAGE(changed.status == 200, changed.text);
    return changed;
  }
};

}  // namespace

TEST_CASE("null in a change takes away what was there") {
  Scene scene;
  for (const char* field : {"description", "link", "location"}) {
    CHECK(scene.change({{field, nullptr}}).string(field).empty());
  }
}

TEST_CASE("null gives the usual reminders again") {
  Scene scene;
  const auto usual = json::array{30, 0};
  CHECK(scene.change({{"reminders", nullptr}})["reminders"] == usual);
  CHECK(scene.change({{"reminders", json::array{}}})["reminders"] == json::array{});
}

TEST_CASE("without a zone of its own, a meeting ends where it starts") {
  Scene scene;
  CHECK(scene.world.get(meetings(scene.plan), scene.ann.token).string("end") ==
        "2026-03-03T19:00:00+09:00");
  const Reply changed = scene.change({{"endTimeZone", nullptr}, {"end", "2026-03-03T11:30:00"}});
  CHECK_FALSE(changed.body.as_object().contains("endTimeZone"));
  CHECK(changed.string("end") == "2026-03-03T11:30:00+01:00");
}

TEST_CASE("what a change does not name stays") {
  Scene scene;
  json::object before = scene.world.get(meetings(scene.plan), scene.ann.token).body.as_object();
  json::object after = scene.change({{"title", "Other"}}).body.as_object();
  CHECK(after["title"] == "Other");
  for (const char* differs : {"title", "version"}) {
    before.erase(differs);
    after.erase(differs);
  }
  CHECK(before == after);
}

TEST_CASE("an empty change is no change") {
  Scene scene;
  const Reply before = scene.world.get(meetings(scene.plan), scene.ann.token);
  CHECK(scene.change({}).text == before.text);
}
