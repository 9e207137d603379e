#include "world.hpp"

#include <kalends/user/user.hpp>

using namespace kalends;
using namespace kalends::test;

namespace {

Reply ask(World& world, const Person& reader, json::array users,
          const char* from = "2026-03-02T00:00:00Z", const char* to = "2026-03-03T00:00:00Z",
          const json::object& more = {}) {
  json::object body{{"from", from}, {"to", to}, {"users", std::move(users)}};
  for (const auto& [key, value] : more) body[key] = value;
  return world.post("/api/v1/freebusy", reader.token, body);
}

/// "09:00-10:00 busy", for times of one day in UTC.
std::vector<std::string> times(World& world, const Person& reader, const Person& person) {
  const Reply reply = ask(world, reader, {person.id}, "2026-03-02T00:00:00Z",
                          "2026-03-03T00:00:00Z", {{"timeZone", "UTC"}});
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  std::vector<std::string> out;
  for (const auto& each : reply["users"].at(person.id).at("busy").as_array()) {
    out.push_back(std::string(each.at("start").as_string()).substr(11, 5) + "-" +
                  std::string(each.at("end").as_string()).substr(11, 5) + " " +
                  std::string(each.at("status").as_string()));
  }
  return out;
}

using Times = std::vector<std::string>;

}  // namespace

// rule 9
TEST_CASE("the organizer is busy without being listed, unless they declined") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  const Person eve = world.person("Eve");
  const std::string plan = world.meeting(ann, {});
  CHECK(times(world, eve, ann) == Times{"12:00-13:00 busy"});
  world.answer(ann, plan, "declined");
  CHECK(times(world, eve, ann) == Times{});
  world.answer(ann, plan, "tentative");
  CHECK(times(world, eve, ann) == Times{"12:00-13:00 tentative"});
}

// rule 9
TEST_CASE("an answer makes busy, tentative or free") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  const Person bob = world.person("Bob", "UTC");
  const std::string plan = world.meeting(ann, {bob});
  CHECK(times(world, ann, bob) == Times{"12:00-13:00 tentative"});
  world.answer(bob, plan, "accepted");
  CHECK(times(world, ann, bob) == Times{"12:00-13:00 busy"});
  world.answer(bob, plan, "tentative");
  CHECK(times(world, ann, bob) == Times{"12:00-13:00 tentative"});
  world.answer(bob, plan, "declined");
  CHECK(times(world, ann, bob) == Times{});
}

// rules 9, 18
TEST_CASE("what is transparent or cancelled takes nobody's time") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  const std::string plan = world.meeting(ann, {});
  world.patch(meetings(plan), ann.token, {{"transparency", "transparent"}});
  CHECK(times(world, ann, ann) == Times{});
  world.patch(meetings(plan), ann.token, {{"transparency", "opaque"}});
  CHECK(times(world, ann, ann) == Times{"12:00-13:00 busy"});
  world.del(meetings(plan), ann.token);
  CHECK(times(world, ann, ann) == Times{});
}

// rules 10, 11
TEST_CASE("times are merged: what touches is one, and the stronger status wins") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  const Person bob = world.person("Bob", "UTC");
  world.meeting(ann, {}, "2026-03-02T09:00", "PT1H");
  world.meeting(ann, {}, "2026-03-02T10:00", "PT1H");
  world.meeting(bob, {ann}, "2026-03-02T08:30", "PT4H");
  world.meeting(ann, {}, "2026-03-02T12:00", "PT15M");
  world.meeting(ann, {}, "2026-03-02T12:30", "PT15M");
  CHECK(times(world, bob, ann) == Times{"08:30-09:00 tentative", "09:00-11:00 busy",
                                        "11:00-12:00 tentative", "12:00-12:15 busy",
                                        "12:15-12:30 tentative", "12:30-12:45 busy"});
}

TEST_CASE("times are cut to what was asked for and shown in the zone asked for") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  world.meeting(ann, {}, "2026-03-28T12:00", "P2D");
  const Reply reply = ask(world, ann, {ann.id}, "2026-03-29T00:00", "2026-03-29T12:00");
  CHECK(reply.body == json::value{{"from", "2026-03-29T00:00:00+01:00"},
                                  {"to", "2026-03-29T12:00:00+02:00"},
                                  {"users",
                                   {{ann.id,
                                     {{"busy", json::array{{{"start", "2026-03-29T00:00:00+01:00"},
                                                            {"end", "2026-03-29T12:00:00+02:00"},
                                                            {"status", "busy"}}}}}}}}});
  const Reply tokyo =
      ask(world, ann, {ann.id}, "2026-03-29", "2026-03-30", {{"timeZone", "Asia/Tokyo"}});
  CHECK(tokyo.string("from") == "2026-03-29T00:00:00+09:00");
}

// rule 11
TEST_CASE("free/busy tells nothing but times") {
  World world;
  const Person ann = world.person("Ann");
  const Person eve = world.person("Eve");
  const std::string plan = world.meeting(ann, {}, "2026-03-02T12:00", "PT1H",
                                         {{"title", "Merger"}, {"location", "Vault"}});
  const Reply before = ask(world, eve, {ann.id});
  world.patch(meetings(plan), ann.token, {{"title", "Sale"}});
  const Reply after = ask(world, eve, {ann.id});
  CHECK(before.text == after.text);
  for (const std::string& word : {std::string("Merger"), std::string("Vault"), plan}) {
    CHECK(before.text.find(word) == std::string::npos);
  }
}

TEST_CASE("five hundred people are one question") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  json::array users{ann.id};
  static_cast<void>(world.app.database().write([&](db::Transaction& transaction) -> Result<bool> {
    for (int i = 1; i < 500; ++i) {
      const auto id = world.app.ids().next<UserId>();
      const std::string name = "p" + std::to_string(i);
      if (!user::add_user(transaction, id, {name + "@example.org", name, "UTC", "", false},
                          world.clock.now())) {
        return not_found();
      }
      users.emplace_back(text(id));
    }
    return true;
  }));
  world.meeting(ann, {});
  const Reply reply = ask(world, ann, users);
  CHECK(reply.status == 200);
  CHECK(reply["users"].as_object().size() == 500);
  CHECK(reply["users"].at(ann.id).at("busy").as_array().size() == 1);
  CHECK(ask(world, ann, users, "2026-03-02T00:00:00Z", "2026-03-12T00:00:00Z").status == 200);
  const Reply too_long = ask(world, ann, users, "2026-03-02T00:00:00Z", "2026-03-12T00:00:01Z");
  CHECK(too_long.status == 422);
  CHECK(too_long.names("/to"));
  users.emplace_back(ann.id);
  const Reply too_many = ask(world, ann, users);
  CHECK(too_many.status == 422);
  CHECK(too_many.names("/users"));
}

TEST_CASE("a question that cannot be meant is refused at its field") {
  World world;
  const Person ann = world.person("Ann");
  const auto pointer = [&](const json::value& body) {
    const Reply reply = world.post("/api/v1/freebusy", ann.token, body);
    CHECK(reply.status == 422);
    return reply.pointers().empty() ? "" : reply.pointers().front();
  };
  const char* const from = "2026-03-02T00:00:00Z";
  const char* const to = "2026-03-03T00:00:00Z";
  const json::array me{ann.id};
  CHECK(pointer({{"to", to}, {"users", me}}) == "/from");
  CHECK(pointer({{"from", from}, {"users", me}}) == "/to");
  CHECK(pointer({{"from", from}, {"to", to}}) == "/users");
  CHECK(pointer({{"from", from}, {"to", to}, {"users", json::array{}}}) == "/users");
  CHECK(pointer({{"from", from}, {"to", from}, {"users", me}}) == "/to");
  CHECK(pointer({{"from", to}, {"to", from}, {"users", me}}) == "/to");
  CHECK(pointer({{"from", "2020-01-01"}, {"to", "2026-01-01"}, {"users", me}}) == "/to");
  CHECK(pointer({{"from", from}, {"to", to}, {"users", {ann.id, 7}}}) == "/users/1");
  CHECK(pointer({{"from", from}, {"to", to}, {"users", {ann.id, "0000000000001"}}}) == "/users/1");
  CHECK(pointer({{"from", from}, {"to", to}, {"users", me}, {"timeZone", "CEST"}}) == "/timeZone");
  CHECK(pointer({{"from", from}, {"to", to}, {"users", me}, {"more", 1}}) == "/more");
}

TEST_CASE("the same person twice is one") {
  World world;
  const Person ann = world.person("Ann");
  CHECK(ask(world, ann, {ann.id, ann.id})["users"].as_object().size() == 1);
}
