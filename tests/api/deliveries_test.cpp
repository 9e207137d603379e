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
                       {"seen", false},
                       {"pushed", false},
                       {"why", "not-connected"},
                       {"response", "needs-action"},
                       {"respondedAt", nullptr}},
                      {{"userId", scene.cat.id},
                       {"name", "Cat"},
                       {"kind", "changed"},
                       {"at", "2026-03-02T08:01:00Z"},
                       {"seen", true},
                       {"pushed", true},
                       {"response", "needs-action"},
                       {"respondedAt", nullptr}}}}});
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

TEST_CASE("a reminder is told beside the newest news, and so is the answer") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob, scene.cat});
  scene.world.clock.advance(std::chrono::minutes{5});
  scene.world.answer(scene.bob, id, "accepted");
  scene.world.answer(scene.cat, id, "declined");
  scene.world.pass(std::chrono::minutes{146});  // until 10:31
  scene.show_all(scene.bob);
  const Reply list = scene.world.get(meetings(id, "/deliveries"), scene.ann.token);
  const json::value& bob = list["items"].at(0);
  CHECK(bob.at("kind") == "invited");
  CHECK(bob.at("response") == "accepted");
  CHECK(bob.at("respondedAt") == "2026-03-02T08:05:00Z");
  CHECK(bob.at("reminder") == json::value{{"at", "2026-03-02T10:30:00Z"},
                                          {"seen", true},
                                          {"pushed", true},
                                          {"minutesBefore", 30},
                                          {"late", false}});
  const json::object& cat = list["items"].at(1).as_object();
  CHECK(cat.at("response") == "declined");
  CHECK_FALSE_MESSAGE(cat.contains("reminder"), "who declined is not reminded");
}

TEST_CASE("of one attendee everything is told, the newest first") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  scene.world.patch(meetings(id), scene.ann.token, {{"title", "Other"}});
  scene.world.pass(std::chrono::minutes{151});
  scene.world.del(meetings(id), scene.ann.token);
  const auto kinds_of = [&](const Person& person) {
    const Reply reply =
        scene.world.get(meetings(id, "/deliveries?userId=" + person.id), scene.ann.token);
    REQUIRE_MESSAGE(reply.status == 200, reply.text);
    Texts kinds;
    for (const auto& each : reply["items"].as_array()) {
      kinds.emplace_back(each.at("kind").as_string());
    }
    return kinds;
  };
  CHECK(kinds_of(scene.bob) == Texts{"cancelled", "reminder", "changed", "invited"});
  CHECK(kinds_of(scene.ann) == Texts{"reminder"});
  for (const std::string& nobody : {scene.cat.id, std::string("bob")}) {
    const Reply reply =
        scene.world.get(meetings(id, "/deliveries?userId=" + nobody), scene.ann.token);
    CHECK(reply.status == 422);
    CHECK(reply.names("?userId"));
  }
  CHECK(
      scene.world.get(meetings(id, "/deliveries?userId=" + scene.bob.id), scene.bob.token).status ==
      403);
}

namespace {

/// "pushed", "not pushed" or "nobody knows", and why it was not seen.
std::string push_of(Scene& scene, const std::string& meeting) {
  const Reply reply = scene.world.get(meetings(meeting, "/deliveries"), scene.ann.token);
  const json::object& bob = reply["items"].at(0).as_object();
  const json::value& pushed = bob.at("pushed");
  std::string out =
      pushed.is_null() ? "nobody knows" : (pushed.as_bool() ? "pushed" : "not pushed");
  if (bob.contains("why")) out += ", " + std::string(bob.at("why").as_string());
  return out;
}

}  // namespace

TEST_CASE("it is known whether a device has it, also when that is gone") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  CHECK(push_of(scene, id) == "not pushed, not-connected");
  auto phone = scene.world.stream(scene.bob, "?after=0");
  CHECK(push_of(scene, id) == "not pushed, on-its-way");
  phone->pull();
  CHECK(push_of(scene, id) == "pushed, not-shown");
  phone.reset();
  CHECK(push_of(scene, id) == "pushed, not-shown");
  scene.world.patch(meetings(id), scene.ann.token, {{"title", "Other"}});
  CHECK(push_of(scene, id) == "not pushed, not-connected");
  scene.show_all(scene.bob);
  CHECK(push_of(scene, id) == "pushed");
}

TEST_CASE("a device that names no cursor may have fetched what was there: nobody knows") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  const auto phone = scene.world.stream(scene.bob);
  phone->pull();
  CHECK(push_of(scene, id) == "nobody knows, unknown");
  scene.world.patch(meetings(id), scene.ann.token, {{"title", "Other"}});
  CHECK(push_of(scene, id) == "not pushed, on-its-way");
  phone->pull();
  CHECK(push_of(scene, id) == "pushed, not-shown");
}

TEST_CASE("a server that was started since knows only what devices say that they have") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  scene.world.clock.advance(std::chrono::minutes{1});
  app::Config config = World::config();
  config.database = scene.world.app.database().path();
  app::App again(config, scene.world.clock, scene.world.log);
  const auto ask = [&](const std::string& target, const Person& person) {
    http::Request request;
    request.method = http::Method::get;
    request.target = target;
    request.headers.add("Authorization", "Bearer " + person.token);
    return again.handle(std::move(request));
  };
  const auto why = [&] {
    const auto body = json::parse(ask(meetings(id, "/deliveries"), scene.ann).body);
    const json::object& bob = body.at("items").at(0).as_object();
    return json::serialize(bob.at("pushed")) + " " + std::string(bob.at("why").as_string());
  };
  CHECK(why() == "null unknown");
  // One that comes and goes before it is greeted changes nothing.
  CHECK(ask("/api/v1/stream?after=1", scene.bob).stream);
  CHECK(why() == "null unknown");
  const auto phone = ask("/api/v1/stream?after=1", scene.bob).stream;
  REQUIRE(phone);
  phone->pull();
  CHECK(why() == "true not-shown");
}

TEST_CASE("who took it out of their calendar is told no more, and that is why") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  scene.world.answer(scene.bob, id, "accepted");
  scene.world.clock.advance(std::chrono::minutes{5});
  scene.world.del(meetings(id, "/attendees/me"), scene.bob.token);
  CHECK(push_of(scene, id) == "not pushed, left");
  const Reply list = scene.world.get(meetings(id, "/deliveries"), scene.ann.token);
  CHECK(list["items"].at(0).at("response") == "declined");
  CHECK_MESSAGE(list["items"].at(0).at("respondedAt") == "2026-03-02T08:05:00Z",
                "leaving is an answer");
}
