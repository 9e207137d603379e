#include "stored.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

constexpr const char* me = "/api/v1/users/me";

const json::array nine_to_five{{{"start", "09:00"}, {"end", "17:00"}}};
const json::object usual{{"monday", nine_to_five},    {"tuesday", nine_to_five},
                         {"wednesday", nine_to_five}, {"thursday", nine_to_five},
                         {"friday", nine_to_five},    {"saturday", json::array{}},
                         {"sunday", json::array{}}};

json::object with(const json::object& some) {
  json::object all = usual;
  for (auto& [day, hours] : all) hours = json::array{};
  for (const auto& [day, hours] : some) all[day] = hours;
  return all;
}

/// Hours as JSON text, and the place in them that the problem is to name.
struct Wrong {
  std::string place;
  std::string hours;
};

}  // namespace

TEST_CASE(
    "a person's working hours are the usual ones until they say others, and again after null") {
  World world;
  const Person ann = world.person("Ann");
  CHECK(world.get(me, ann.token)["workingHours"] == usual);
  const json::object part_time{
      {"monday", {{{"start", "09:00"}, {"end", "12:30"}}, {{"start", "12:30"}, {"end", "17:00"}}}},
      {"sunday", {{{"start", "00:00"}, {"end", "24:00"}}}}};
  const Reply changed = world.patch(me, ann.token, {{"workingHours", part_time}});
  REQUIRE_MESSAGE(changed.status == 200, changed.text);
  CHECK(changed["workingHours"] == with(part_time));
  CHECK(world.get(me, ann.token).body == changed.body);
  // All days at once: what was said of Sunday is gone.
  const json::object monday{{"monday", nine_to_five}};
  CHECK(world.patch(me, ann.token, {{"workingHours", monday}})["workingHours"] == with(monday));
  CHECK(world.patch(me, ann.token, {{"name", "Anna"}})["workingHours"] == with(monday));
  const Reply session =
      world.post("/api/v1/sessions", "", {{"email", ann.email}, {"password", "correct horse"}});
  CHECK(session["user"].at("workingHours") == with(monday));
  CHECK(world.patch(me, ann.token, {{"workingHours", json::object{}}})["workingHours"] == with({}));
  CHECK(world.patch(me, ann.token, {{"workingHours", nullptr}})["workingHours"] == usual);
  CHECK(world.get(me, ann.token)["workingHours"] == usual);
}

TEST_CASE("a profile with other hours is another version of it") {
  World world;
  const Person ann = world.person("Ann");
  const std::string before = world.get(me, ann.token).header("ETag");
  const Reply changed = world.patch(me, ann.token, {{"workingHours", json::object{}}});
  CHECK(changed.header("ETag") != before);
  CHECK(world.get(me, ann.token).header("ETag") == changed.header("ETag"));
  CHECK(world.patch(me, ann.token, {{"workingHours", nullptr}}, {{"If-Match", before}}).status ==
        412);
  CHECK(
      world
          .patch(me, ann.token, {{"workingHours", nullptr}}, {{"If-Match", changed.header("ETag")}})
          .status == 200);
}

TEST_CASE("others do not see a person's working hours") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  CHECK_FALSE(
      world.get("/api/v1/users/" + bob.id, ann.token).body.as_object().contains("workingHours"));
}

TEST_CASE("working hours that cannot be are refused at their place") {
  World world;
  const Person ann = world.person("Ann");
  Stored stored(world);
  const auto state = stored.state();
  const std::vector<Wrong> wrong{
      {"", "5"},
      {"", "false"},
      {"", R"("09:00-17:00")"},
      {"", "[]"},
      {"/monday", R"({"monday":null})"},
      {"/monday", R"({"monday":"09:00-17:00"})"},
      {"/monday", R"({"monday":{"start":"09:00","end":"17:00"}})"},
      {"/monday/0", R"({"monday":["09:00-17:00"]})"},
      {"/monday/0", R"({"monday":[null]})"},
      {"/monday/0/start", R"({"monday":[{"end":"17:00"}]})"},
      {"/monday/0/start", R"({"monday":[{"start":9,"end":"17:00"}]})"},
      {"/monday/0/start", R"({"monday":[{"start":"9:00","end":"17:00"}]})"},
      {"/monday/0/start", R"({"monday":[{"start":"09:00:00","end":"17:00"}]})"},
      {"/monday/0/start", R"({"monday":[{"start":"09:60","end":"17:00"}]})"},
      {"/monday/0/start", R"({"monday":[{"start":"25:00","end":"17:00"}]})"},
      {"/monday/0/start", R"({"monday":[{"start":"","end":"17:00"}]})"},
      {"/tuesday/0/end", R"({"tuesday":[{"start":"09:00"}]})"},
      {"/tuesday/0/end", R"({"tuesday":[{"start":"09:00","end":null}]})"},
      {"/tuesday/0/end", R"({"tuesday":[{"start":"09:00","end":"09:00"}]})"},
      {"/tuesday/0/end", R"({"tuesday":[{"start":"09:00","end":"08:59"}]})"},
      {"/tuesday/0/end", R"({"tuesday":[{"start":"09:00","end":"00:00"}]})"},
      {"/tuesday/0/end", R"({"tuesday":[{"start":"09:00","end":"24:01"}]})"},
      {"/tuesday/0/end", R"({"tuesday":[{"start":"24:00","end":"24:00"}]})"},
      {"/tuesday/0/note", R"({"tuesday":[{"start":"09:00","end":"10:00","note":"x"}]})"},
      {"/sunday/1/start",
       R"({"sunday":[{"start":"09:00","end":"12:00"},{"start":"11:59","end":"13:00"}]})"},
      {"/sunday/1/start",
       R"({"sunday":[{"start":"13:00","end":"14:00"},{"start":"09:00","end":"10:00"}]})"},
      {"/sunday", R"({"sunday":[{"start":"01:00","end":"02:00"},{"start":"03:00","end":"04:00"},)"
                  R"({"start":"05:00","end":"06:00"},{"start":"07:00","end":"08:00"},)"
                  R"({"start":"09:00","end":"10:00"}]})"},
      {"/Monday", R"({"Monday":[]})"},
      {"/montag", R"({"montag":[]})"},
  };
  for (const Wrong& each : wrong) {
    const Reply reply = world.patch(me, ann.token, {{"workingHours", json::parse(each.hours)}});
    CHECK_MESSAGE(reply.status == 422, each.hours, ": ", reply.text);
    CHECK_MESSAGE(reply.pointers() == std::vector{"/workingHours" + each.place}, each.hours, ": ",
                  reply.text);
  }
  CHECK(stored.state() == state);
  CHECK(world.get(me, ann.token)["workingHours"] == usual);
}
