#include "stored.hpp"

#include <kalends/user/secret.hpp>

using namespace kalends;
using namespace kalends::test;

namespace {

constexpr const char* password = "correct horse";

Reply register_as(World& world, const std::string& email, const std::string& name,
                  const std::string& time_zone = "Europe/Berlin") {
  return world.post(
      "/api/v1/users", "",
      {{"email", email}, {"name", name}, {"password", password}, {"timeZone", time_zone}});
}

Reply sign_in(World& world, const std::string& email, const std::string& with = password) {
  return world.post("/api/v1/sessions", "", {{"email", email}, {"password", with}});
}

std::vector<std::string> found(World& world, const Person& person, std::string_view query) {
  std::vector<std::string> names;
  const Reply reply = world.get("/api/v1/users?query=" + encoded(query), person.token);
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  for (const auto& each : reply["items"].as_array())
    names.emplace_back(each.at("name").as_string());
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("whoever registers finds their profile as they entered it") {
  World world;
  world.person("Root");
  const Reply made = register_as(world, "ann@example.org", "Ann Lindqvist");
  REQUIRE(made.status == 201);
  const Reply me = world.get("/api/v1/users/me", sign_in(world, "ann@example.org").string("token"));
  CHECK(me.body == made.body);
  CHECK(me.string("email") == "ann@example.org");
  CHECK(me.string("name") == "Ann Lindqvist");
  CHECK(me.string("timeZone") == "Europe/Berlin");
  CHECK(me.string("createdAt") == "2026-03-02T08:00:00Z");
  CHECK(me["administrator"] == false);
}

TEST_CASE("others see name, address and zone of a person, and nothing else") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob", "Asia/Tokyo");
  const json::object seen{
      {"id", bob.id}, {"email", "bob@example.org"}, {"name", "Bob"}, {"timeZone", "Asia/Tokyo"}};
  CHECK(world.get("/api/v1/users/" + bob.id, ann.token).body == seen);
  CHECK(world.get("/api/v1/users?query=bob", ann.token)["items"] == json::array{seen});
}

TEST_CASE("names and addresses in any script are kept as they are, and found") {
  World world;
  const Person root = world.person("Root");
  struct Case {
    std::string name;
    std::string email;
    std::string query;
  };
  for (const auto& [name, email, query] : std::vector<Case>{
           {"Žofie Dvořáková", "žofie.dvořáková@příklad.cz", "dvorak"},
           {"小林 花子", "花子@例え.jp", "花子"},
           {"Владимир Соловьёв", "владимир@пример.рф", "СОЛОВ"},
           {"عبد الله الحسن", "عبدالله@مثال.شبكة", "الحسن"},
           {"שרה לוי", "שרה@דוגמה.co.il", "לוי"},
           {"अनन्या शर्मा", "अनन्या@उदाहरण.भारत", "शर्मा"},
           {"김민준", "민준@예시.kr", "김민"},
           {"สมชาย ใจดี", "somchai@example.org", "ใจดี"},
           {"Ελένη Παπαδοπούλου", "eleni@example.org", "παπαδο"},
           {"O’Connor-Weiß, Jürgen", "o'connor+cal@example.org", "weiss"},
           {"𠮷野 家", "yoshino@example.org", "𠮷野"},
           {"Ann 🙂 Lee", "🙂@example.org", "lee"},
       }) {
    const Reply made = register_as(world, email, name);
    REQUIRE_MESSAGE(made.status == 201, made.text);
    CHECK(made.string("name") == name);
    CHECK(made.string("email") == email);
    CHECK(sign_in(world, email).string("token").size() == 43);
    CHECK_MESSAGE(found(world, root, query) == Names{name}, query);
  }
}

TEST_CASE("addresses that differ only in case are one address") {
  World world;
  register_as(world, "ann.é@example.org", "Ann");
  for (const char* same : {"ann.é@example.org", "ANN.É@Example.ORG", "ann.e\u0301@example.org",
                           " ann.é@example.org "}) {
    const Reply reply = register_as(world, same, "Another Ann");
    CHECK_MESSAGE(reply.status == 409, same);
    CHECK(reply.names("/email"));
    CHECK(sign_in(world, same).status == 201);
  }
  CHECK(register_as(world, "ann.e@example.org", "Anne").status == 201);
}

TEST_CASE("people are found by how their words begin, without case and accents") {
  World world;
  const Person ann = world.person("Ann");
  register_as(world, "j.mueller@firm.example", "Jürgen Müller");
  register_as(world, "jana@firm.example", "Jana Muller-Novák");
  CHECK(found(world, ann, "mull") == Names{"Jürgen Müller", "Jana Muller-Novák"});
  CHECK(found(world, ann, "MÜLL") == Names{"Jürgen Müller", "Jana Muller-Novák"});
  CHECK(found(world, ann, "jana mull") == Names{"Jana Muller-Novák"});
  CHECK(found(world, ann, "novak ja") == Names{"Jana Muller-Novák"});
  CHECK(found(world, ann, "firm").size() == 2);
  CHECK(found(world, ann, "jana@firm.example") == Names{"Jana Muller-Novák"});
  CHECK(found(world, ann, "üller").empty());
  CHECK(found(world, ann, "jana jürgen").empty());
  CHECK(found(world, ann, "%%").empty());
  CHECK(found(world, ann, "' OR 1=1 --").empty());
}

TEST_CASE("a search gives no more people than asked for") {
  World world;
  const Person ann = world.person("Ann");
  for (int i = 0; i < 25; ++i) {
    register_as(world, "twin" + std::to_string(i) + "@example.org", "Twin");
  }
  const auto count = [&](const std::string& limit) {
    return world.get("/api/v1/users?query=twin" + limit, ann.token)["items"].as_array().size();
  };
  CHECK(count("") == 20);
  CHECK(count("&limit=1") == 1);
  CHECK(count("&limit=50") == 25);
}

TEST_CASE("a new name is shown and found, and the old one is not") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Reply changed = world.patch("/api/v1/users/me", bob.token, {{"name", "  Robert Okafor "}});
  REQUIRE(changed.status == 200);
  CHECK(changed.string("name") == "Robert Okafor");
  CHECK(changed.body == world.get("/api/v1/users/me", bob.token).body);
  CHECK(found(world, ann, "okafor") == Names{"Robert Okafor"});
  CHECK(found(world, ann, "bob") == Names{"Robert Okafor"});  // by the address
  CHECK(world.get("/api/v1/users/" + bob.id, ann.token).string("name") == "Robert Okafor");
}

TEST_CASE("a day begins where a person lives") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  world.meeting(ann, {}, "2026-03-02T23:30:00Z");
  const auto tuesday = [&] {
    return world.get("/api/v1/users/me/busy-days?from=2026-03-03&to=2026-03-03", ann.token)["days"];
  };
  CHECK(tuesday() == json::object{{"2026-03-03", true}});
  CHECK(world.patch("/api/v1/users/me", ann.token, {{"timeZone", "America/New_York"}})
            .string("timeZone") == "America/New_York");
  CHECK(tuesday() == json::object{{"2026-03-03", false}});
}

TEST_CASE("a new password ends all other sessions, and only it lets in") {
  World world;
  const Person ann = world.person("Ann");
  const std::string other = sign_in(world, ann.email).string("token");
  const auto socket = world.stream({ann.id, ann.email, other});
  CHECK(socket->pull().close_code == 0);
  const Reply changed =
      world.patch("/api/v1/users/me", ann.token,
                  {{"password", "battery staple"}, {"currentPassword", password}});
  REQUIRE(changed.status == 200);
  CHECK(world.get("/api/v1/users/me", ann.token).status == 200);
  CHECK(world.get("/api/v1/users/me", other).status == 401);
  CHECK(socket->pull().close_code == 4001);
  CHECK(sign_in(world, ann.email).status == 401);
  CHECK(sign_in(world, ann.email, "battery staple").status == 201);
}

TEST_CASE("a new password needs the present one") {
  World world;
  const Person ann = world.person("Ann");
  Stored stored(world);
  auto rows = stored.rows();
  for (const json::object& body :
       {json::object{{"password", "battery staple"}},
        json::object{{"password", "battery staple"}, {"currentPassword", "wrong horse"}},
        json::object{{"password", "battery staple"}, {"currentPassword", ""}, {"name", "Eve"}}}) {
    const Reply reply = world.patch("/api/v1/users/me", ann.token, body);
    CHECK(reply.status == 403);
    CHECK(reply.names("/currentPassword"));
  }
  rows["audit"] += 3;
  CHECK(stored.rows() == rows);
  CHECK(sign_in(world, ann.email).status == 201);
}

TEST_CASE("a profile with a wrong field is refused by its name") {
  World world;
  const Person ann = world.person("Ann");
  Stored stored(world);
  const auto state = stored.state();
  const std::vector<std::pair<std::string, json::object>> wrong{
      {"/name", {{"name", 5}}},
      {"/name", {{"name", nullptr}}},
      {"/name", {{"name", ""}}},
      {"/name", {{"name", " \t"}}},
      {"/name", {{"name", "a\nb"}}},
      {"/name", {{"name", std::string(201, 'x')}}},
      {"/timeZone", {{"timeZone", nullptr}}},
      {"/timeZone", {{"timeZone", "Mars/Olympus"}}},
      {"/password", {{"password", "seven77"}, {"currentPassword", password}}},
      {"/password", {{"password", std::string(1025, 'x')}, {"currentPassword", password}}},
      {"/password", {{"password", 12345678}, {"currentPassword", password}}},
      {"/currentPassword", {{"currentPassword", 5}}},
      {"/email", {{"email", "new@example.org"}}},
      {"/administrator", {{"administrator", true}}},
      {"/id", {{"name", "Eve"}, {"id", ann.id}}},
  };
  for (const auto& [pointer, body] : wrong) {
    const Reply reply = world.patch("/api/v1/users/me", ann.token, body);
    CHECK_MESSAGE(reply.status == 422, json::serialize(body).substr(0, 60), reply.text);
    CHECK_MESSAGE(reply.names(pointer), reply.text);
  }
  CHECK(stored.state() == state);
}

TEST_CASE("a person whom nobody is is not found") {
  World world;
  const Person ann = world.person("Ann");
  for (const char* id : {"0q3v8d1m6xk2a", "x", "0", "%20", "me2"}) {
    CHECK(world.get(std::string("/api/v1/users/") + id, ann.token).status == 404);
    CHECK(world
              .get(std::string("/api/v1/users/") + id + "/calendar?from=2026-03-02&to=2026-03-09",
                   ann.token)
              .status == 404);
  }
}
