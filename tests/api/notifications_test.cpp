#include "world.hpp"

#include <limits>

using namespace kalends;
using namespace kalends::test;

namespace {

using Words = std::vector<std::string>;

Reply list(World& world, const Person& person, const std::string& query = "") {
  Reply reply = world.get("/api/v1/notifications" + query, person.token);
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  return reply;
}

std::vector<std::int64_t> seqs(const Reply& list) {
  std::vector<std::int64_t> out;
  for (const auto& each : list["items"].as_array()) out.push_back(each.at("seq").as_int64());
  return out;
}

std::vector<std::int64_t> count_up(std::int64_t from, std::int64_t to) {
  std::vector<std::int64_t> out;
  for (std::int64_t seq = from; seq <= to; ++seq) out.push_back(seq);
  return out;
}

}  // namespace

TEST_CASE("a notice tells all that there is to show") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id =
      world.meeting(ann, {bob}, "2026-03-03T09:00", "PT1H", {{"link", "https://example.org/room"}});
  const json::value meeting{{"id", id},
                            {"title", "Plan"},
                            {"start", "2026-03-03T09:00:00+01:00"},
                            {"end", "2026-03-03T10:00:00+01:00"},
                            {"timeZone", "Europe/Berlin"},
                            {"allDay", false},
                            {"link", "https://example.org/room"},
                            {"organizer", {{"userId", ann.id}, {"name", "Ann"}}}};
  const json::value by_ann{{"userId", ann.id}, {"name", "Ann"}};
  world.pass(std::chrono::minutes{1});
  CHECK(world.del(meetings(id), ann.token).status == 204);
  CHECK(list(world, bob).body == json::value{{"items",
                                              {{{"seq", 1},
                                                {"kind", "invited"},
                                                {"at", "2026-03-02T08:00:00Z"},
                                                {"meeting", meeting},
                                                {"by", by_ann}},
                                               {{"seq", 2},
                                                {"kind", "cancelled"},
                                                {"at", "2026-03-02T08:01:00Z"},
                                                {"meeting", meeting},
                                                {"by", by_ann}}}},
                                             {"lastSeq", 2},
                                             {"ackedSeq", 0}});
}

TEST_CASE("a notice shows the meeting as it was then") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob});
  world.patch(meetings(id), ann.token, {{"title", "Other"}});
  const json::array told = world.notifications(bob);
  REQUIRE(told.size() == 2);
  CHECK(told[0].at("meeting").at("title") == "Plan");
  CHECK(told[1].at("meeting").at("title") == "Other");
}

// rule 17
TEST_CASE("nobody is told of what they did themselves") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person cat = world.person("Cat");
  const std::string id = world.meeting(ann, {bob});
  world.answer(ann, id, "tentative");
  world.answer(bob, id, "accepted");
  world.patch(meetings(id), ann.token, {{"title", "Other"}});
  world.post(meetings(id, "/attendees"), ann.token,
             {{"attendees", json::array{json::object{{"userId", cat.id}}}}});
  world.del(meetings(id, "/attendees/me"), cat.token);
  world.del(meetings(id, "/attendees/" + cat.id), ann.token);
  world.del(meetings(id), ann.token);
  CHECK(world.told(ann) == Words{"responded", "responded"});
  CHECK(world.told(bob) == Words{"invited", "changed", "cancelled"});
  CHECK(world.told(cat) == Words{"invited"});
  for (const Person& person : {ann, bob, cat}) {
    for (const auto& each : world.notifications(person)) {
      CHECK(each.at("by").at("userId") != json::value(person.id));
    }
  }
}

TEST_CASE("a refused act tells nobody") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Reply refused =
      world.post("/api/v1/meetings", ann.token,
                 {{"title", "Plan"},
                  {"start", "2026-03-03T09:00"},
                  {"duration", "PT1H"},
                  {"attendees", json::array{json::object{{"userId", bob.id}},
                                            json::object{{"email", "nobody@example.org"}}}}});
  CHECK(refused.status == 422);
  CHECK(world.told(bob) == Words{});
}

TEST_CASE("a list goes on where its cursor says") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  for (int i = 0; i < 7; ++i) world.meeting(ann, {bob});
  CHECK(seqs(list(world, bob)) == count_up(1, 7));
  CHECK(seqs(list(world, bob, "?after=5")) == count_up(6, 7));
  CHECK(seqs(list(world, bob, "?after=7")).empty());
  CHECK(seqs(list(world, bob, "?after=999")).empty());
  for (int limit = 1; limit <= 8; ++limit) {
    CAPTURE(limit);
    std::vector<std::int64_t> all;
    std::string after = "0";
    while (!after.empty()) {
      const Reply page = list(world, bob, "?limit=" + std::to_string(limit) + "&after=" + after);
      for (const std::int64_t seq : seqs(page)) all.push_back(seq);
      CHECK(page["lastSeq"] == 7);
      const bool more = page.body.as_object().contains("nextCursor");
      after = more ? page.string("nextCursor") : "";
    }
    CHECK(all == count_up(1, 7));
  }
}

TEST_CASE("each person has a log of their own, and nobody has none") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person eve = world.person("Eve");
  world.meeting(ann, {bob});
  CHECK(list(world, eve).body ==
        json::value{{"items", json::array{}}, {"lastSeq", 0}, {"ackedSeq", 0}});
  CHECK(world.get("/api/v1/notifications", "").status == 401);
  for (const char* const query :
       {"?after=-1", "?after=x", "?limit=0", "?limit=501", "?after=1.5"}) {
    CAPTURE(query);
    CHECK(world.get(std::string("/api/v1/notifications") + query, eve.token).status == 422);
  }
}

TEST_CASE("what was shown is told over REST as well, never goes back, nor beyond the log") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  for (int i = 0; i < 5; ++i) world.meeting(ann, {bob});
  const auto acked = [&](std::int64_t seq) {
    const Reply reply = world.put("/api/v1/notifications/acked", bob.token, {{"seq", seq}});
    CHECK(reply.status == 204);
    return list(world, bob, "?limit=1")["ackedSeq"].as_int64();
  };
  CHECK(acked(0) == 0);
  CHECK(acked(3) == 3);
  CHECK(acked(1) == 3);
  CHECK(acked(4) == 4);
  CHECK(acked(std::numeric_limits<std::int64_t>::max()) == 5);
  CHECK(list(world, ann)["ackedSeq"] == 0);
}

TEST_CASE("an acknowledgement names one whole number") {
  World world;
  const Person ann = world.person("Ann");
  const char* const bodies[] = {R"({})",
                                R"({"seq":-1})",
                                R"({"seq":1.5})",
                                R"({"seq":"1"})",
                                R"({"seq":null})",
                                R"({"seq":[1]})",
                                R"({"seq":18446744073709551615})"};
  for (const char* const body : bodies) {
    CAPTURE(body);
    const Reply reply = world.ask(http::Method::put, "/api/v1/notifications/acked", ann.token, body,
                                  {{"Content-Type", "application/json"}});
    CHECK(reply.status == 422);
    CHECK(reply.names("/seq"));
  }
  const Reply more =
      world.put("/api/v1/notifications/acked", ann.token, {{"seq", 1}, {"userId", ann.id}});
  CHECK(more.names("/userId"));
}

TEST_CASE("of many notices the newest are kept") {
  app::Config config = World::config();
  config.notifications.keep = 10;
  World world(config);
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  for (int i = 0; i < 130; ++i) world.meeting(ann, {bob});
  const Reply kept = list(world, bob, "?limit=500");
  CHECK(kept["lastSeq"] == 130);
  const auto left = seqs(kept);
  CHECK(left.size() >= 10);
  CHECK(left.size() < 10 + 64);
  CHECK(left == count_up(left.front(), 130));
}

TEST_CASE("old notices are dropped after their days, and the numbers go on") {
  app::Config config = World::config();
  config.notifications.keep_days = 3;
  config.session.days = 300;
  World world(config);
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  world.meeting(ann, {bob}, "2027-03-03T09:00");
  world.clock.set(world.clock.now() + std::chrono::hours{71});
  world.app.tick();
  world.meeting(ann, {bob}, "2027-03-03T09:00");
  CHECK(seqs(list(world, bob)) == count_up(1, 2));
  world.clock.set(world.clock.now() + std::chrono::hours{2});
  world.app.tick();
  CHECK(seqs(list(world, bob)) == count_up(2, 2));
  CHECK(list(world, bob)["lastSeq"] == 2);
  world.clock.set(world.clock.now() + std::chrono::hours{100});
  world.app.tick();
  world.meeting(ann, {bob}, "2027-03-03T09:00");
  CHECK(seqs(list(world, bob)) == count_up(3, 3));
}
