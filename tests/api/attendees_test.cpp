#include "world.hpp"

#include <algorithm>

using namespace kalends;
using namespace kalends::test;

namespace {

json::object by_id(const Person& person) { return {{"userId", person.id}}; }
json::object by_email(const std::string& email) { return {{"email", email}}; }

Reply add(World& world, const Person& organizer, const std::string& id, json::array people) {
  return world.post(meetings(id, "/attendees"), organizer.token,
                    {{"attendees", std::move(people)}});
}

/// "Bob accepted"
std::vector<std::string> people(const Reply& meeting) {
  REQUIRE_MESSAGE(meeting.body.is_object(), meeting.text);
  std::vector<std::string> out;
  for (const auto& each : meeting["attendees"].as_array()) {
    out.push_back(std::string(each.at("name").as_string()) + " " +
                  std::string(each.at("response").as_string()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

using Words = std::vector<std::string>;

}  // namespace

// rule 16
TEST_CASE("the same person twice is one, whichever way they are named") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Reply made = world.post(
      "/api/v1/meetings", ann.token,
      {{"title", "Plan"},
       {"start", "2026-03-03T09:00"},
       {"duration", "PT1H"},
       {"attendees", json::array{by_id(bob), by_email(bob.email), by_email("BOB@Example.ORG"),
                                 by_id(bob), by_id(ann), by_email("Ann@example.org")}}});
  REQUIRE(made.status == 201);
  CHECK(people(made) == Words{"Bob needs-action"});
  CHECK(made["organizer"].at("userId") == json::value(ann.id));
  CHECK(made["organizer"].at("response") == "accepted");
  CHECK(world.told(bob) == Words{"invited"});
  CHECK(world.told(ann) == Words{});
}

// rule 13
TEST_CASE("who is added is invited, and everybody else keeps their answer and their peace") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person cat = world.person("Cat");
  const std::string id = world.meeting(ann, {bob});
  world.answer(bob, id, "accepted");
  const Reply added = add(world, ann, id, {by_email("CAT@example.org"), by_id(bob)});
  REQUIRE(added.status == 200);
  CHECK(people(added) == Words{"Bob accepted", "Cat needs-action"});
  CHECK(added["version"] == 2);
  CHECK(world.told(cat) == Words{"invited"});
  CHECK(world.told(bob) == Words{"invited"});
  CHECK(world.told(ann) == Words{"responded"});
}

TEST_CASE("adding whom the meeting has changes nothing") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob});
  const Reply added = add(world, ann, id, {by_id(bob), by_id(ann)});
  CHECK(added.status == 200);
  CHECK(added["version"] == 1);
  CHECK(world.told(bob) == Words{"invited"});
}

// rule 17
TEST_CASE("who is removed is told that it is cancelled for them, and knows of it no more") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person cat = world.person("Cat");
  const std::string id = world.meeting(ann, {bob, cat});
  CHECK(world.del(meetings(id, "/attendees/" + bob.id), ann.token).status == 204);
  CHECK(world.told(bob) == Words{"invited", "cancelled"});
  CHECK(world.told(cat) == Words{"invited"});
  CHECK(world.told(ann) == Words{});
  CHECK(world.get(meetings(id), bob.token).status == 404);
  CHECK(world.get("/api/v1/users/me/calendar?from=2026-03-01&to=2026-04-01", bob.token)["items"]
            .as_array()
            .empty());
  CHECK(people(world.get(meetings(id), cat.token)) == Words{"Cat needs-action"});
  CHECK(world.del(meetings(id, "/attendees/" + bob.id), ann.token).status == 404);
  REQUIRE(add(world, ann, id, {by_id(bob)}).status == 200);
  CHECK(world.told(bob) == Words{"invited", "cancelled", "invited"});
}

// rule 15
TEST_CASE("only the organizer adds and removes others") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person cat = world.person("Cat");
  const Person eve = world.person("Eve");
  const std::string id = world.meeting(ann, {bob, cat});
  CHECK(add(world, bob, id, {by_id(eve)}).status == 403);
  CHECK(add(world, eve, id, {by_id(eve)}).status == 404);
  CHECK(world.del(meetings(id, "/attendees/" + cat.id), bob.token).status == 403);
  CHECK(world.del(meetings(id, "/attendees/" + cat.id), eve.token).status == 404);
  CHECK(world.del(meetings(id, "/attendees/" + cat.id), "").status == 401);
  CHECK(world.del(meetings(id, "/attendees/me"), eve.token).status == 404);
  CHECK(world.del(meetings(id, "/attendees/me"), ann.token).status == 409);
  CHECK(people(world.get(meetings(id), ann.token)) ==
        Words{"Bob needs-action", "Cat needs-action"});
}

// rule 15
TEST_CASE("an attendee who leaves has declined, and may come back") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string march = "/api/v1/users/me/calendar?from=2026-03-01&to=2026-04-01";
  const std::string id = world.meeting(ann, {bob}, "2026-03-03T09:00");
  for (int i = 0; i < 2; ++i) {
    CHECK(world.del(meetings(id, "/attendees/" + bob.id), bob.token).status == 204);
    CHECK(world.get(march, bob.token)["items"].as_array().empty());
    CHECK(people(world.get(meetings(id), bob.token)) == Words{"Bob declined"});
  }
  CHECK(world.told(ann) == Words{"responded"});
  CHECK(world.patch(meetings(id), ann.token, {{"start", "2026-03-04T09:00"}}).status == 200);
  CHECK(world.told(bob) == Words{"invited"});
  world.answer(bob, id, "accepted");
  const Reply list = world.get(march, bob.token);
  REQUIRE(list["items"].as_array().size() == 1);
  CHECK(list["items"].at(0).at("start") == "2026-03-04T09:00:00+01:00");
  CHECK(world.told(ann) == Words{"responded", "responded"});
}

TEST_CASE("people who are not there are refused where they are named, and nobody is invited") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {});
  const std::pair<json::value, const char*> cases[] = {
      {by_id({"0000000000001", "", ""}), "/attendees/1/userId"},
      {by_id({"nonsense", "", ""}), "/attendees/1/userId"},
      {by_email("nobody@example.org"), "/attendees/1/email"},
      {json::object{}, "/attendees/1/userId"},
      {{{"userId", bob.id}, {"email", bob.email}}, "/attendees/1/userId"},
      {{{"userId", bob.id}, {"response", "accepted"}}, "/attendees/1/response"},
      {7, "/attendees/1"},
  };
  for (const auto& each : cases) {
    const auto& guest = each.first;
    const auto& pointer = each.second;
    CAPTURE(json::serialize(guest));
    const Reply reply = add(world, ann, id, {by_id(bob), guest});
    CHECK(reply.status == 422);
    CHECK(reply.names(pointer));
  }
  CHECK(world.told(bob) == Words{});
  CHECK(world.get(meetings(id), ann.token)["version"] == 1);
}

TEST_CASE("a meeting has no more attendees than it may") {
  app::Config config = World::config();
  config.limits.attendees = 2;
  World world(config);
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person cat = world.person("Cat");
  const Person dan = world.person("Dan");
  const std::string id = world.meeting(ann, {bob, cat, bob});
  const Reply one_more = add(world, ann, id, {by_id(dan)});
  CHECK(one_more.status == 422);
  CHECK(one_more.names("/attendees"));
  CHECK(world.del(meetings(id, "/attendees/" + cat.id), ann.token).status == 204);
  CHECK(add(world, ann, id, {by_id(dan)}).status == 200);
}
