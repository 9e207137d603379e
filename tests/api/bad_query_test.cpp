#include "stored.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

struct Wrong {
  std::string pointer;
  std::string query;
};

void refuse(World& world, const Person& person, const std::string& path,
            const std::vector<Wrong>& all) {
  for (const Wrong& wrong : all) {
    const Reply reply = world.get(path + wrong.query, person.token);
    CHECK_MESSAGE(reply.status == 422, path, wrong.query, ": ", reply.text);
    CHECK_MESSAGE(reply.names(wrong.pointer), path, wrong.query, ": ", reply.text);
  }
}

const std::string week = "?from=2026-03-02&to=2026-03-09";

}  // namespace

TEST_CASE("a view of the calendar with a wrong parameter is refused by its name") {
  World world;
  const Person ann = world.person("Ann");
  refuse(world, ann, "/api/v1/users/me/calendar",
         {{"?from", ""},
          {"?to", ""},
          {"?from", "?to=2026-03-09"},
          {"?to", "?from=2026-03-02"},
          {"?from", "?from=&to=2026-03-09"},
          {"?from", "?from=today&to=2026-03-09"},
          {"?from", "?from=0000-01-01&to=2026-03-09"},
          {"?to", "?from=2026-03-02&to=9999-12-31"},
          {"?to", "?from=2026-03-02&to=10000-01-01"},
          {"?to", "?from=2026-03-02&to=2026-03-02"},
          {"?to", "?from=2026-03-09&to=2026-03-02"},
          {"?to", "?from=2026-03-02&to=2031-03-15"},
          {"?to", "?from=1900-01-01&to=2199-12-31"},
          {"?limit", week + "&limit=0"},
          {"?limit", week + "&limit=-1"},
          {"?limit", week + "&limit=1001"},
          {"?limit", week + "&limit=ten"},
          {"?limit", week + "&limit=5.0"},
          {"?limit", week + "&limit="},
          {"?limit", week + "&limit=%2B5"},
          {"?limit", week + "&limit=99999999999999999999"}});
}

TEST_CASE("a forged cursor is refused") {
  World world;
  const Person ann = world.person("Ann");
  std::vector<Wrong> cursors;
  for (const char* cursor : {"",
                             "x",
                             ".",
                             "1",
                             "1.",
                             ".1",
                             "1.-1",
                             "-1.x",
                             "1772438400.0.0",
                             "1772438400.0x",
                             "%201772438400.0",
                             "1772438400.100001",
                             "1772438400.99999999999999999999",
                             "99999999999999999999.0",
                             "9223372036854775807.0",
                             "-9223372036854775808.0",
                             "1772438400,0",
                             "0x10.0",
                             "1%00.0",
                             "%FF"}) {
    cursors.push_back({"?cursor", week + "&cursor=" + cursor});
  }
  refuse(world, ann, "/api/v1/users/me/calendar", cursors);
}

TEST_CASE("a cursor that was made up shows nothing outside of what is asked for") {
  World world;
  const Person ann = world.person("Ann");
  world.meeting(ann, {}, "2026-02-02T12:00:00");
  world.meeting(ann, {}, "2026-04-02T12:00:00");
  const std::string monday = world.meeting(ann, {}, "2026-03-02T12:00:00");
  for (const char* cursor : {"1577836800.0", "-2208988800.0", "4102444800.0", "1772438400.0"}) {
    const Reply reply =
        world.get("/api/v1/users/me/calendar" + week + "&cursor=" + cursor, ann.token);
    REQUIRE(reply.status == 200);
    for (const auto& item : reply["items"].as_array())
      CHECK(item.at("meetingId") == json::value(monday));
  }
}

TEST_CASE("a day map with a wrong parameter is refused by its name") {
  World world;
  const Person ann = world.person("Ann");
  refuse(world, ann, "/api/v1/users/me/busy-days",
         {{"?from", "?to=2026-03-09"},
          {"?to", "?from=2026-03-02"},
          {"?from", "?from=2026-03-02T00:00:00Z&to=2026-03-09"},
          {"?from", "?from=2026-02-30&to=2026-03-09"},
          {"?from", "?from=0000-01-01&to=2026-03-09"},
          {"?to", "?from=2026-03-02&to=9999-12-31"},
          {"?to", "?from=2026-03-02&to=2026-03-01"},
          {"?to", "?from=2026-03-02&to=2031-03-15"},
          {"?timeZone", week + "&timeZone="},
          {"?timeZone", week + "&timeZone=Mars/Olympus"},
          {"?timeZone", week + "&timeZone=../../etc/passwd"},
          {"?timeZone", week + "&timeZone=%FF"}});
}

TEST_CASE("lists of people and notifications with a wrong parameter are refused by its name") {
  World world;
  const Person ann = world.person("Ann");
  refuse(world, ann, "/api/v1/users",
         {{"?query", ""},
          {"?query", "?query="},
          {"?query", "?query=a"},
          {"?query", "?query=%20a%20"},
          {"?query", "?query=an%00n"},
          {"?query", "?query=an%FFn"},
          {"?query", "?query=%ED%A0%80%ED%B0%80"},
          {"?query", "?query=" + std::string(201, 'x')},
          {"?limit", "?query=ann&limit=0"},
          {"?limit", "?query=ann&limit=51"}});
  refuse(world, ann, "/api/v1/notifications",
         {{"?after", "?after=-1"},
          {"?after", "?after=x"},
          {"?after", "?after=9223372036854775808"},
          {"?limit", "?limit=0"},
          {"?limit", "?limit=501"}});
  refuse(world, ann, "/api/v1/stream",
         {{"?after", "?after=-1"}, {"?after", "?after="}, {"?after", "?after=1e3"}});
}

TEST_CASE("a file with a wrong name is refused, and nothing is stored") {
  World world;
  const Person ann = world.person("Ann");
  const std::string plan = world.meeting(ann, {});
  Stored stored(world);
  const auto state = stored.state();
  for (const std::string query :
       {"", "?name=", "?name=%20", "?name=.", "?name=..", "?name=a/b", "?name=%2Fetc%2Fpasswd",
        "?name=a%5Cb", "?name=a%00.txt", "?name=a%0D%0ASet-Cookie:x", "?name=%FF",
        "?name=%ED%A0%80", "?filename=a.txt"}) {
    const Reply reply = world.ask(http::Method::post, meetings(plan, "/attachments" + query),
                                  ann.token, "content", {{"Content-Type", "text/plain"}});
    CHECK_MESSAGE(reply.status == 422, query, ": ", reply.text);
    CHECK(reply.names("?name"));
  }
  const std::string long_name = "?name=" + std::string(256, 'x');
  CHECK(world.ask(http::Method::post, meetings(plan, "/attachments" + long_name), ann.token, "x")
            .names("?name"));
  CHECK(stored.state() == state);
}

TEST_CASE("a question for free times with a wrong field is refused by its name") {
  World world;
  const Person ann = world.person("Ann");
  const json::object good{
      {"from", "2026-03-02"}, {"to", "2026-03-09"}, {"users", json::array{ann.id}}};
  REQUIRE(world.post("/api/v1/freebusy", ann.token, good).status == 200);
  const auto fails = [&](const std::string& pointer, const char* field, const json::value& value) {
    json::object body = good;
    body[field] = value;
    const Reply reply = world.post("/api/v1/freebusy", ann.token, body);
    CHECK_MESSAGE(reply.status == 422, field, ": ", reply.text);
    CHECK_MESSAGE(reply.names(pointer), reply.text);
  };
  fails("/from", "from", 5);
  fails("/from", "from", "0000-01-01");
  fails("/from", "from", nullptr);
  fails("/to", "to", "10000-01-01");
  fails("/to", "to", "2026-03-02");
  fails("/to", "to", "2026-03-01");
  fails("/to", "to", "2046-03-02");
  fails("/timeZone", "timeZone", "Mars/Olympus");
  fails("/users", "users", json::value(ann.id));
  fails("/users", "users", nullptr);
  fails("/users", "users", json::array(501, json::value(ann.id)));
  fails("/users/0", "users", json::array{5});
  fails("/users/1", "users", json::array{ann.id, "x"});
  fails("/users/1", "users", json::array{ann.id, "0q3v8d1m6xk2a"});
}

TEST_CASE("a question for free times asks for 5000 person-days at most") {
  World world;
  const Person ann = world.person("Ann");
  const auto ask = [&](const char* to, std::size_t people) {
    const json::array users(people, json::value(ann.id));
    return world.post("/api/v1/freebusy", ann.token,
                      {{"from", "2026-03-02"}, {"to", to}, {"users", users}});
  };
  CHECK(ask("2026-03-12", 500).status == 200);
  CHECK(ask("2026-03-13", 500).names("/to"));
}
