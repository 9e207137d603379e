#include "world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

using Words = std::vector<std::string>;

const json::value& part(const Reply& meeting, const Person& person) {
  for (const auto& each : meeting["attendees"].as_array()) {
    if (each.at("userId") == json::value(person.id)) return each;
  }
  FAIL("not an attendee");
  return meeting.body;
}

std::string response(World& world, const std::string& id, const Person& person) {
  const Reply meeting = world.get(meetings(id), person.token);
  return std::string(part(meeting, person).at("response").as_string());
}

}  // namespace

TEST_CASE("an answer and its comment are there for all, and the organizer is told") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person cat = world.person("Cat");
  const std::string id = world.meeting(ann, {bob, cat});
  const Reply answered = world.put(meetings(id, "/response"), bob.token,
                                   {{"response", "tentative"}, {"comment", "Maybe late\nor not"}});
  REQUIRE(answered.status == 200);
  CHECK(part(answered, bob).at("response") == "tentative");
  CHECK(part(world.get(meetings(id), cat.token), bob).at("comment") == "Maybe late\nor not");
  const json::array told = world.notifications(ann);
  REQUIRE(told.size() == 1);
  CHECK(told[0].at("kind") == "responded");
  CHECK(told[0].at("by") == json::value{{"userId", bob.id}, {"name", "Bob"}});
  CHECK(told[0].at("response") == "tentative");
  CHECK(told[0].at("comment") == "Maybe late\nor not");
  CHECK(world.told(bob) == Words{"invited"});
  CHECK(world.told(cat) == Words{"invited"});
}

// rule 13
TEST_CASE("a new time or place asks everybody again, a new title or text does not") {
  const std::pair<json::value, bool> cases[] = {
      {{{"start", "2026-03-05T09:00"}}, true},
      {{{"end", "2026-03-03T11:00"}}, true},
      {{{"duration", "PT2H"}}, true},
      {{{"timeZone", "Europe/London"}}, true},
      {{{"endTimeZone", "Europe/London"}}, true},
      {{{"location", "Elsewhere"}}, true},
      {{{"start", "2026-03-05"}, {"allDay", true}}, true},
      {{{"title", "Other"}}, false},
      {{{"description", "Other"}}, false},
      {{{"link", "https://example.org/"}}, false},
      {{{"reminders", {5}}}, false},
      {{{"transparency", "transparent"}}, false},
      {{{"start", "2026-03-03T09:00"}}, false},
  };
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person cat = world.person("Cat");
  for (const auto& each : cases) {
    const auto& patch = each.first;
    const auto& asks_again = each.second;
    CAPTURE(json::serialize(patch));
    const std::string id = world.meeting(ann, {bob, cat}, "2026-03-03T09:00");
    world.put(meetings(id, "/response"), bob.token, {{"response", "accepted"}, {"comment", "Yes"}});
    world.answer(cat, id, "declined");
    const Reply changed = world.patch(meetings(id), ann.token, patch);
    REQUIRE(changed.status == 200);
    CHECK(part(changed, bob).at("response") == (asks_again ? "needs-action" : "accepted"));
    CHECK(part(changed, bob).at("comment") == (asks_again ? "" : "Yes"));
    CHECK(part(changed, cat).at("response") == (asks_again ? "needs-action" : "declined"));
    CHECK(changed["organizer"].at("response") == "accepted");
  }
}

// rule 13
TEST_CASE("the organizer's own answer stays through a change of time") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = world.meeting(ann, {});
  world.answer(ann, id, "declined");
  const Reply changed = world.patch(meetings(id), ann.token, {{"start", "2026-03-05T09:00"}});
  CHECK(changed["organizer"].at("response") == "declined");
  CHECK(world.told(ann) == Words{});
}

// rule 14
TEST_CASE("answers of many stand side by side, and none makes a new version") {
  World world;
  const Person ann = world.person("Ann");
  std::vector<Person> guests;
  for (int i = 0; i < 12; ++i) guests.push_back(world.person("P" + std::to_string(i)));
  const std::string id = world.meeting(ann, guests);
  const char* const words[] = {"accepted", "tentative", "declined"};
  for (std::size_t i = 0; i < guests.size(); ++i) world.answer(guests[i], id, words[i % 3]);
  for (std::size_t i = 0; i < guests.size(); ++i) {
    CHECK(response(world, id, guests[i]) == words[i % 3]);
  }
  CHECK(world.get(meetings(id), ann.token)["version"] == 1);
}

TEST_CASE("the same answer twice is told once") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob});
  for (int i = 0; i < 3; ++i) world.answer(bob, id, "accepted");
  CHECK(world.told(ann) == Words{"responded"});
  world.answer(bob, id, "declined");
  CHECK(world.told(ann) == Words{"responded", "responded"});
}

TEST_CASE("an answer without a comment takes the old one away") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob});
  world.put(meetings(id, "/response"), bob.token, {{"response", "declined"}, {"comment", "Ill"}});
  world.answer(bob, id, "accepted");
  CHECK(part(world.get(meetings(id), bob.token), bob).at("comment") == "");
}

TEST_CASE("only who is invited answers, and only what can be answered") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person eve = world.person("Eve");
  const std::string id = world.meeting(ann, {bob});
  const json::value yes{{"response", "accepted"}};
  CHECK(world.put(meetings(id, "/response"), eve.token, yes).status == 404);
  CHECK(world.put(meetings(id, "/response"), "", yes).status == 401);
  CHECK(world.put(meetings("0000000000001", "/response"), bob.token, yes).status == 404);
  const std::pair<json::value, const char*> cases[] = {
      {json::object{}, "/response"},
      {{{"response", "needs-action"}}, "/response"},
      {{{"response", "Accepted"}}, "/response"},
      {{{"response", true}}, "/response"},
      {{{"response", "accepted"}, {"comment", std::string(501, 'x')}}, "/comment"},
      {{{"response", "accepted"}, {"comment", 7}}, "/comment"},
      {{{"response", "accepted"}, {"userId", ann.id}}, "/userId"},
  };
  for (const auto& each : cases) {
    const auto& body = each.first;
    const auto& pointer = each.second;
    CAPTURE(pointer);
    const Reply reply = world.put(meetings(id, "/response"), bob.token, body);
    CHECK(reply.status == 422);
    CHECK(reply.names(pointer));
  }
  CHECK(response(world, id, bob) == "needs-action");
}

// rule 18
TEST_CASE("nobody answers to what is cancelled, and leaving it tells nobody") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob});
  world.del(meetings(id), ann.token);
  CHECK(world.put(meetings(id, "/response"), bob.token, {{"response", "accepted"}}).status == 409);
  CHECK(world.del(meetings(id, "/attendees/me"), bob.token).status == 204);
  CHECK(world.told(ann) == Words{});
  CHECK(world.get(meetings(id), bob.token).status == 200);
}
