#include "world.hpp"

namespace kalends::test {
namespace {

const std::string imports = "/api/v1/imports";
const ExtraHeaders as_calendar = {{"Content-Type", "text/calendar; charset=utf-8"}};

std::string calendar(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n" + events + "END:VCALENDAR\r\n";
}

std::string event(const std::string& uid, const std::string& day) {
  return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nSUMMARY:Tea\r\nDTSTART;TZID=Europe/Berlin:" + day +
         "T160000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
}

Reply bring(World& world, const Person& person, const std::string& text,
            const std::string& query = "") {
  return world.ask(http::Method::post, imports + query, person.token, text, as_calendar);
}

std::size_t in_march(World& world, const Person& person) {
  const Reply list =
      world.get("/api/v1/users/me/calendar?from=2026-03-01&to=2026-04-01", person.token);
  REQUIRE(list.status == 200);
  return list["items"].as_array().size();
}

TEST_CASE("a calendar is moved in over the network, and the report says what became of it") {
  World world;
  const Person ann = world.person("Ann");
  const std::string text =
      calendar(event("a", "20260303") + "BEGIN:VTODO\r\nSUMMARY:Milk\r\nEND:VTODO\r\n" +
               "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20260304T090000Z\r\nEND:VEVENT\r\n");
  const Reply reply = bring(world, ann, text);
  REQUIRE(reply.status == 200);
  CHECK(reply["taken"] == 2);
  CHECK(reply["repaired"] == 1);
  CHECK(reply["leftOut"] == 1);
  const json::array& entries = reply["entries"].as_array();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].at("outcome") == "left-out");
  CHECK(entries[0].at("line") == 10);
  CHECK(entries[0].at("title") == "Milk");
  CHECK(entries[1].at("uid") == "b");
  CHECK(entries[1].at("remarks").at(0).at("kind") == "repaired");
  CHECK(in_march(world, ann) == 2);
  CHECK(world.told(ann).empty());
}

TEST_CASE("a dry run reports the same, and stores nothing") {
  World world;
  const Person ann = world.person("Ann");
  const std::string text = calendar(event("a", "20260303") + event("b", "20260304"));
  const Reply tried = bring(world, ann, text, "?dryRun=true");
  REQUIRE(tried.status == 200);
  CHECK(tried["dryRun"] == true);
  CHECK(tried["taken"] == 2);
  CHECK(in_march(world, ann) == 0);
  CHECK(bring(world, ann, text)["taken"] == 2);
  CHECK(bring(world, ann, text, "?dryRun=true")["unchanged"] == 2);
  CHECK(bring(world, ann, text, "?dryRun=maybe").names("?dryRun"));
}

TEST_CASE("an import needs a person, a calendar's type and a size that fits") {
  app::Config config = World::config();
  config.limits.import_bytes = 1024;
  World world(config);
  const Person ann = world.person("Ann");
  const std::string text = calendar(event("a", "20260303"));
  CHECK(bring(world, {"", "", ""}, text).status == 401);
  CHECK(world.post(imports, ann.token, {{"a", 1}}).status == 415);
  CHECK(bring(world, ann, calendar(std::string(2000, ' '))).status == 413);
  CHECK(bring(world, ann, text).status == 200);
  const Reply nothing = bring(world, ann, "\x00\xff\xfe{\"json\": true}");
  CHECK(nothing.status == 200);
  CHECK(nothing["taken"] == 0);
  CHECK(nothing["leftOut"].to_number<int>() > 0);
}

TEST_CASE("what was moved in belongs to its person, who can change and cancel it") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  bring(world, ann, calendar(event("a", "20260303")));
  const Reply list =
      world.get("/api/v1/users/me/calendar?from=2026-03-01&to=2026-04-01", ann.token);
  const std::string id(list["items"].at(0).at("meetingId").as_string());
  CHECK(world.get(meetings(id), bob.token).status == 404);
  CHECK(world.patch(meetings(id), ann.token, {{"title", "Coffee"}}).status == 200);
  CHECK(world.del(meetings(id), ann.token).status == 204);
  CHECK(bring(world, bob, calendar(event("a", "20260303")))["taken"] == 1);
}

TEST_CASE("what others were invited to since is not changed behind their backs") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  bring(world, ann, calendar(event("a", "20260303")));
  const Reply list =
      world.get("/api/v1/users/me/calendar?from=2026-03-01&to=2026-04-01", ann.token);
  const std::string id(list["items"].at(0).at("meetingId").as_string());
  REQUIRE(world
              .post(meetings(id, "/attendees"), ann.token,
                    {{"attendees", json::array{json::object{{"userId", bob.id}}}}})
              .status == 200);
  const Reply again = bring(world, ann, calendar(event("a", "20260310")));
  CHECK(again["unchanged"] == 1);
  CHECK(world.get(meetings(id), bob.token).string("start") == "2026-03-03T16:00:00+01:00");
  CHECK(world.told(bob) == std::vector<std::string>{"invited"});
}

TEST_CASE("a reminder that was moved in is said on time") {
  World world;
  const Person ann = world.person("Ann");
  const std::string alarm =
      "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\n";
  std::string text = event("a", "20260302");
  text.replace(text.find("END:VEVENT\r\n"), 12, alarm);
  bring(world, ann, calendar(text));
  world.pass(std::chrono::hours{6});  // 15:00 in Berlin
  CHECK(world.told(ann).empty());
  world.pass(std::chrono::minutes{46});
  CHECK(world.told(ann) == std::vector<std::string>{"reminder"});
}

}  // namespace
}  // namespace kalends::test
