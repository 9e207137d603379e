#include "stored.hpp"

#include <kalends/user/user.hpp>

using namespace kalends;
using namespace kalends::test;

namespace {

/// From Monday, 2 March 2026, for a week; an hour with these people.
json::object question(const std::vector<Person>& people, const json::object& more = {}) {
  json::object body{{"duration", "PT1H"}, {"from", "2026-03-02"}, {"to", "2026-03-09"}};
  json::array& users = body["users"].emplace_array();
  for (const Person& person : people) users.emplace_back(person.id);
  for (const auto& [key, value] : more) body[key] = value;
  return body;
}

Reply ask(World& world, const Person& asker, const std::vector<Person>& people,
          const json::object& more = {}) {
  return world.post("/api/v1/meeting-times", asker.token, question(people, more));
}

/// "2026-03-02T10:00:00+01:00", and behind it how many are tentative.
std::vector<std::string> times(const Reply& reply) {
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  std::vector<std::string> out;
  for (const auto& each : reply["items"].as_array()) {
    std::string text(each.at("start").as_string());
    for (const auto& id : each.at("tentative").as_array())
      text += " ?" + std::string(id.as_string());
    out.push_back(std::move(text));
  }
  return out;
}

using Times = std::vector<std::string>;

json::array nine_to(const char* end) { return {{{"start", "09:00"}, {"end", end}}}; }

/// Fields as JSON text, and which of them the problem is to name.
struct Wrong {
  std::string pointer;
  std::string fields;
};

}  // namespace

TEST_CASE("a time is found when all are free and at work, spread over the days") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person bob = world.person("Bob", "Europe/Berlin");
  const Reply reply = ask(world, ann, {bob});
  // It is Monday, 09:00 in Berlin.
  CHECK(times(reply) == Times{"2026-03-02T10:00:00+01:00", "2026-03-02T11:00:00+01:00",
                              "2026-03-03T10:00:00+01:00", "2026-03-03T11:00:00+01:00",
                              "2026-03-04T10:00:00+01:00"});
  CHECK(reply["items"].at(0).at("end") == "2026-03-02T11:00:00+01:00");
  CHECK(reply.string("timeZone") == "Europe/Berlin");
  CHECK_FALSE(reply.body.as_object().contains("reasons"));
}

TEST_CASE("both calendars count, the asker's without being named") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  const Person bob = world.person("Bob", "UTC");
  world.meeting(ann, {}, "2026-03-03T09:00", "PT3H");
  const std::string plan = world.meeting(bob, {}, "2026-03-03T13:00", "PT4H");
  const json::object tuesday{{"from", "2026-03-03"}, {"to", "2026-03-04"}};
  CHECK(times(ask(world, ann, {bob}, tuesday)) == Times{"2026-03-03T12:00:00Z"});
  CHECK(times(ask(world, ann, {ann, bob, bob}, tuesday)) == Times{"2026-03-03T12:00:00Z"});
  REQUIRE(world.del(meetings(plan), bob.token).status == 204);
  CHECK(times(ask(world, ann, {bob}, tuesday)).size() == 5);
}

TEST_CASE("what is past is not suggested") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  world.pass(std::chrono::hours{6} + std::chrono::minutes{20});  // 14:20
  const json::object today{{"from", "2026-03-01"}, {"to", "2026-03-03"}};
  CHECK(times(ask(world, ann, {ann}, today)) ==
        Times{"2026-03-02T15:00:00Z", "2026-03-02T16:00:00Z"});
  const Reply past = ask(world, ann, {ann}, {{"from", "2026-03-01"}, {"to", "2026-03-02"}});
  CHECK(times(past) == Times{});
  CHECK(past["reasons"].at(0).at("reason") == "no-room");
  const Reply at_once = ask(world, ann, {ann}, {{"to", "2026-03-02T15:19"}});
  CHECK(at_once["reasons"].at(0).at("reason") == "no-room");
}

TEST_CASE("whoever has not answered is tentative then, and is named") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  const Person bob = world.person("Bob", "UTC");
  const Person cid = world.person("Cid", "UTC");
  world.meeting(cid, {bob}, "2026-03-03T09:00", "PT7H");
  const json::object tuesday{{"from", "2026-03-03"}, {"to", "2026-03-04"}, {"limit", 2}};
  CHECK(times(ask(world, ann, {bob}, tuesday)) ==
        Times{"2026-03-03T16:00:00Z", "2026-03-03T10:00:00Z ?" + bob.id});
}

TEST_CASE("each person's working hours hold in their own zone") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person eve = world.person("Eve", "America/New_York");
  const Person ken = world.person("Ken", "Asia/Tokyo");
  const json::object tuesday{{"from", "2026-03-03"}, {"to", "2026-03-04"}};
  CHECK(times(ask(world, ann, {eve}, tuesday)) ==
        Times{"2026-03-03T15:00:00+01:00", "2026-03-03T16:00:00+01:00"});
  const Reply never = ask(world, ann, {eve, ken}, tuesday);
  CHECK(times(never) == Times{});
  CHECK(never["reasons"].as_array().size() == 1);
  CHECK(never["reasons"].at(0).at("reason") == "working-hours");
  // Ken stays up late: 23:00 in Tokyo is 15:00 in Berlin.
  REQUIRE(world
              .patch("/api/v1/users/me", ken.token,
                     {{"workingHours", {{"tuesday", {{{"start", "22:30"}, {"end", "24:00"}}}}}}})
              .status == 200);
  CHECK(times(ask(world, ann, {eve, ken}, tuesday)) == Times{"2026-03-03T15:00:00+01:00"});
}

TEST_CASE("hours said in the question hold for all, and false is any hour") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person ken = world.person("Ken", "Asia/Tokyo");
  const json::object sunday{{"from", "2026-03-08"}, {"to", "2026-03-09"}, {"limit", 2}};
  CHECK(times(ask(world, ann, {ken}, sunday)) == Times{});
  json::object any = sunday;
  any["workingHours"] = false;
  CHECK(times(ask(world, ann, {ken}, any)) ==
        Times{"2026-03-08T00:00:00+01:00", "2026-03-08T01:00:00+01:00"});
  json::object said = sunday;
  said["workingHours"] = json::object{{"sunday", nine_to("12:00")}};
  CHECK(times(ask(world, ann, {ken}, said)) ==
        Times{"2026-03-08T10:00:00+01:00", "2026-03-08T09:00:00+01:00"});
  said["timeZone"] = "Asia/Tokyo";
  const Reply in_tokyo = ask(world, ann, {ken}, said);
  CHECK(times(in_tokyo) == Times{"2026-03-08T10:00:00+09:00", "2026-03-08T09:00:00+09:00"});
  CHECK(in_tokyo.string("timeZone") == "Asia/Tokyo");
}

TEST_CASE("when there is none, it is said who is busy and how often, and nothing of why") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  const Person bob = world.person("Bob", "UTC");
  const Person cid = world.person("Cid", "UTC");
  const std::string secret = world.meeting(cid, {}, "2026-03-03T09:00", "PT4H",
                                           {{"title", "Merger"}, {"location", "Vault"}});
  world.meeting(bob, {}, "2026-03-03T08:00", "PT12H");
  const Reply reply = ask(world, ann, {cid, bob}, {{"from", "2026-03-03"}, {"to", "2026-03-04"}});
  CHECK(times(reply) == Times{});
  // Of 29 starts from 09:00 to 16:00, Cid is in the way of 16.
  CHECK(reply["reasons"] == json::array{{{"userId", bob.id},
                                         {"reason", "busy"},
                                         {"share", 100},
                                         {"message", "Busy at 100% of the times that could be."}},
                                        {{"userId", cid.id},
                                         {"reason", "busy"},
                                         {"share", 55},
                                         {"message", "Busy at 55% of the times that could be."}}});
  for (const std::string& word : {std::string("Merger"), std::string("Vault"), secret}) {
    CHECK(reply.text.find(word) == std::string::npos);
  }
  CHECK(world.patch(meetings(secret), cid.token, {{"title", "Sale"}}).status == 200);
  CHECK(ask(world, ann, {cid, bob}, {{"from", "2026-03-03"}, {"to", "2026-03-04"}}).text ==
        reply.text);
}

TEST_CASE("the nights of the clock change have the hours that they have") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const auto night = [&](const char* from, const char* to) {
    return times(ask(world, ann, {ann},
                     {{"from", from}, {"to", to}, {"workingHours", false}, {"limit", 20}}));
  };
  CHECK(night("2026-03-29T01:00", "2026-03-29T04:00") ==
        Times{"2026-03-29T01:00:00+01:00", "2026-03-29T03:00:00+02:00"});
  CHECK(night("2026-10-25T01:00", "2026-10-25T04:00") ==
        Times{"2026-10-25T01:00:00+02:00", "2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00",
              "2026-10-25T03:00:00+01:00"});
}

TEST_CASE("two months are not too long, on the clock of the zone") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  // In autumn, 62 days from midnight to midnight are an hour more.
  CHECK(ask(world, ann, {ann}, {{"from", "2026-09-01"}, {"to", "2026-11-02"}}).status == 200);
  const Reply more =
      ask(world, ann, {ann}, {{"from", "2026-09-01"}, {"to", "2026-11-02T00:00:01"}});
  CHECK(more.status == 422);
  CHECK(more.names("/to"));
}

TEST_CASE("fifty people are one question") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  std::vector<Person> people;
  static_cast<void>(world.app.database().write([&](db::Transaction& transaction) -> Result<bool> {
    for (int i = 0; i < 51; ++i) {
      const auto id = world.app.ids().next<UserId>();
      const std::string name = "p" + std::to_string(i);
      if (!user::add_user(transaction, id, {name + "@example.org", name, "UTC", "", false},
                          world.clock.now())) {
        return not_found();
      }
      people.push_back({text(id), "", ""});
    }
    return true;
  }));
  const Reply too_many = ask(world, ann, people);
  CHECK(too_many.status == 422);
  CHECK(too_many.names("/users"));
  people.pop_back();
  CHECK(times(ask(world, ann, people, {{"to", "2026-05-03"}, {"limit", 20}})).size() == 20);
}

TEST_CASE("a question for a time with a wrong field is refused by its name") {
  World world;
  const Person ann = world.person("Ann");
  Stored stored(world);
  const auto state = stored.state();
  const std::vector<Wrong> wrong{
      {"/users", R"("users":null)"},
      {"/users", R"("users":[])"},
      {"/users", R"("users":"me")"},
      {"/users/0", R"("users":["me"])"},
      {"/users/0", R"("users":[7])"},
      {"/users/0", R"("users":[null])"},
      {"/users/0", R"("users":["0000000000001"])"},
      {"/users/1", R"("users":[")" + ann.id + R"(","0000000000001"])"},
      {"/duration", R"("duration":5)"},
      {"/duration", R"("duration":null)"},
      {"/duration", R"("duration":"an hour")"},
      {"/duration", R"("duration":"PT14M59S")"},
      {"/duration", R"("duration":"PT24H1S")"},
      {"/duration", R"("duration":"P1D")"},
      {"/duration", R"("duration":"P1DT1H")"},
      {"/duration", R"("duration":"PT0S")"},
      {"/duration", R"("duration":"-PT1H")"},
      {"/from", R"("from":5)"},
      {"/from", R"("from":"tomorrow")"},
      {"/from", R"("from":"2026-02-30")"},
      {"/to", R"("to":null)"},
      {"/to", R"("to":"2026-03-02")"},
      {"/to", R"("to":"2026-03-01")"},
      {"/to", R"("to":"2026-03-02T00:00:00Z","from":"2026-03-02T01:00:00+01:00")"},
      {"/to", R"("to":"2026-05-04")"},
      {"/to", R"("to":"2199-12-31","from":"1900-01-01")"},
      {"/timeZone", R"("timeZone":1)"},
      {"/timeZone", R"("timeZone":null)"},
      {"/timeZone", R"("timeZone":"CEST")"},
      {"/timeZone", R"("timeZone":"Mars/Olympus")"},
      {"/workingHours", R"("workingHours":true)"},
      {"/workingHours", R"("workingHours":null)"},
      {"/workingHours", R"("workingHours":0)"},
      {"/workingHours", R"("workingHours":[])"},
      {"/workingHours/monday", R"("workingHours":{"monday":"09:00-17:00"})"},
      {"/workingHours/Monday", R"("workingHours":{"Monday":[]})"},
      {"/workingHours/sunday/0/end", R"("workingHours":{"sunday":[{"start":"09:00"}]})"},
      {"/limit", R"("limit":0)"},
      {"/limit", R"("limit":21)"},
      {"/limit", R"("limit":1.5)"},
      {"/limit", R"("limit":"5")"},
      {"/limit", R"("limit":null)"},
      {"/more", R"("more":1)"},
  };
  for (const Wrong& each : wrong) {
    json::object body = question({ann});
    const json::value given = json::parse("{" + each.fields + "}");
    for (const auto& [key, value] : given.as_object()) body[key] = value;
    const Reply reply = world.post("/api/v1/meeting-times", ann.token, body);
    CHECK_MESSAGE(reply.status == 422, each.fields, ": ", reply.text);
    CHECK_MESSAGE(reply.pointers() == std::vector{each.pointer}, each.fields, ": ", reply.text);
  }
  for (const char* const name : {"users", "duration", "from", "to"}) {
    json::object body = question({ann});
    body.erase(name);
    const Reply reply = world.post("/api/v1/meeting-times", ann.token, body);
    CHECK(reply.status == 422);
    CHECK(reply.pointers() == std::vector{"/" + std::string(name)});
  }
  CHECK(stored.state() == state);
}
