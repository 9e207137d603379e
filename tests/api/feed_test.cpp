#include "world.hpp"

namespace kalends::test {
namespace {

const std::string feed = "/api/v1/users/me/feed";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The path of an address.
std::string path_in(const std::string& url) { return url.substr(url.find("/feeds/")); }

TEST_CASE("a feed is read by whoever has its address, and by nobody else") {
  World world;
  const Person ann = world.person("Ann");
  world.meeting(ann, {});
  const Reply made = world.post(feed, ann.token, json::object{});
  REQUIRE(made.status == 201);
  CHECK(made.string("url").starts_with("http://kalends.test/feeds/"));
  CHECK(made.string("createdAt") == "2026-03-02T08:00:00Z");
  const Reply read = world.get(path_in(made.string("url")), "");
  REQUIRE(read.status == 200);
  CHECK(read.header("Content-Type") == "text/calendar; charset=utf-8");
  CHECK(read.header("Cache-Control") == "private");
  CHECK(has(read.text, "SUMMARY:Plan\r\n"));
  CHECK(has(read.text, "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"));
  CHECK(world.get("/feeds/" + std::string(43, 'A') + ".ics", "").status == 404);
  CHECK(world.get("/feeds/.ics", "").status == 404);
}

TEST_CASE("a feed that has not changed is not sent again, and a changed one is") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob});
  const std::string path = path_in(world.post(feed, ann.token, json::object{}).string("url"));
  const std::string etag = world.get(path, "").header("ETag");
  REQUIRE(!etag.empty());
  world.pass(std::chrono::minutes{1});
  CHECK(world.get(path, "", {{"If-None-Match", etag}}).status == 304);
  world.answer(bob, id, "tentative");
  const Reply after = world.get(path, "", {{"If-None-Match", etag}});
  CHECK(after.status == 200);
  CHECK(has(after.text, "PARTSTAT=TENTATIVE"));
}

TEST_CASE("a new feed ends the one before, and an ended one is gone") {
  World world;
  const Person ann = world.person("Ann");
  CHECK(world.get(feed, ann.token)["createdAt"].is_null());
  const std::string first = path_in(world.post(feed, ann.token, json::object{}).string("url"));
  const std::string second = path_in(world.post(feed, ann.token, json::object{}).string("url"));
  CHECK(first != second);
  CHECK(world.get(first, "").status == 404);
  CHECK(world.get(second, "").status == 200);
  const Reply state = world.get(feed, ann.token);
  CHECK(state.status == 200);
  CHECK(state.string("createdAt") == "2026-03-02T08:00:00Z");
  CHECK(world.del(feed, ann.token).status == 204);
  CHECK(world.del(feed, ann.token).status == 204);
  CHECK(world.get(second, "").status == 404);
  CHECK(world.get(feed, ann.token)["createdAt"].is_null());
  CHECK(world.get(feed, "").status == 401);
}

TEST_CASE("the calendar is one file for its person, with what others organize and cancelled") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  world.meeting(bob, {ann}, "2026-03-03T12:00:00", "PT1H", {{"title", "Bob's"}});
  const std::string gone = world.meeting(ann, {}, "2026-03-04T12:00:00");
  REQUIRE(world.del(meetings(gone), ann.token).status == 204);
  const Reply file = world.get("/api/v1/users/me/calendar.ics", ann.token);
  REQUIRE(file.status == 200);
  CHECK(file.text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
  CHECK(file.text.ends_with("END:VCALENDAR\r\n"));
  CHECK(has(file.text, "SUMMARY:Bob's\r\n"));
  CHECK(has(file.text, "ORGANIZER;CN=\"Bob\":mailto:bob@example.org\r\n"));
  CHECK(has(file.text, "STATUS:CANCELLED\r\n"));
  CHECK(has(file.header("Content-Disposition"), "calendar.ics"));
  CHECK(world.get("/api/v1/users/me/calendar.ics", "").status == 401);
}

TEST_CASE("a new password ends a feed: who wants everybody out means it") {
  World world;
  const Person ann = world.person("Ann");
  const std::string path = path_in(world.post(feed, ann.token, json::object{}).string("url"));
  CHECK(world.get(path, "").status == 200);
  CHECK(world
            .patch("/api/v1/users/me", ann.token,
                   {{"password", "battery staple"}, {"currentPassword", "correct horse"}})
            .status == 200);
  CHECK(world.get(path, "").status == 404);
  CHECK(world.get(feed, ann.token)["createdAt"].is_null());
}

TEST_CASE("the address of a feed is that under which people reach the server") {
  app::Config config = World::config();
  config.server.public_url = "https://calendar.example";
  World world(config);
  const Person ann = world.person("Ann");
  const Reply made = world.post(feed, ann.token, json::object{});
  CHECK(made.string("url").starts_with("https://calendar.example/feeds/"));
}

}  // namespace
}  // namespace kalends::test
