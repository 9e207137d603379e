#include "world.hpp"

#include <filesystem>
#include <fstream>

#include <kalends/calendar/placement.hpp>

using namespace kalends;
using namespace kalends::test;

namespace {

const std::string week = "/calendar?from=2026-03-02&to=2026-03-09";

std::int64_t hits(World& world, const Person& root) {
  const std::string text = world.get("/metrics", root.token).text;
  const std::string name = "\nkalends_view_cache_hits_total ";
  return std::stoll(text.substr(text.find(name) + name.size()));
}

/// Makes what was read of this person's calendar old, without anybody looking at it since.
void change_unseen(World& world, const Person& person) {
  const auto id = parse_id<UserId>(person.id);
  const auto done = world.app.database().write([&](db::Transaction& transaction) -> Result<bool> {
    transaction.db().execute("UPDATE meetings SET title = 'Talk'");
    transaction.touch(calendar::calendar_of(*id));
    return true;
  });
  REQUIRE(done.has_value());
}

/// Overwrites the database and its log, as a disk may do that lies.
void destroy(const World& world) {
  for (const char* name : {"kalends.db", "kalends.db-wal"}) {
    const std::string file = world.directory.file(name);
    const auto size = std::filesystem::file_size(file);
    std::fstream(file, std::ios::in | std::ios::out | std::ios::binary) << std::string(size, 'x');
  }
}

}  // namespace

TEST_CASE("a view that was asked for is given again until something in it changes") {
  World world;
  const Person root = world.person("Root");
  const Person ann = world.person("Ann");
  const std::string meeting = world.meeting(root, {ann});
  const Reply first = world.get("/api/v1/users/me" + week, ann.token);
  const auto before = hits(world, root);
  const Reply second = world.get("/api/v1/users/me" + week, ann.token);
  CHECK(hits(world, root) == before + 1);
  CHECK(second.text == first.text);
  CHECK(second.header("ETag") == first.header("ETag"));
  CHECK(second.header("Content-Type") == first.header("Content-Type"));
  CHECK(second.header("Age").empty());
  world.answer(ann, meeting, "accepted");
  const Reply third = world.get("/api/v1/users/me" + week, ann.token);
  CHECK(third.text != first.text);
  CHECK(third.text.find("accepted") != std::string::npos);
}

TEST_CASE("what others do shows in a view that was asked for before") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person eve = world.person("Eve");
  const std::string meeting = world.meeting(ann, {bob});
  const auto of_bob = [&](const Person& reader) {
    return world.get("/api/v1/users/" + bob.id + week, reader.token).text;
  };
  CHECK(of_bob(eve).find("Plan") == std::string::npos);
  world.post("/api/v1/meetings/" + meeting + "/attendees", ann.token,
             {{"attendees", {{{"userId", eve.id}}}}});
  CHECK(of_bob(eve).find("userId") != std::string::npos);
  world.patch("/api/v1/meetings/" + meeting, ann.token, {{"title", "Talk"}});
  CHECK(of_bob(eve).find("Talk") != std::string::npos);
  CHECK(of_bob(bob).find("Talk") != std::string::npos);
  world.patch("/api/v1/users/me", ann.token, {{"name", "Anna"}});
  CHECK(of_bob(bob).find("Anna") != std::string::npos);
  world.del("/api/v1/meetings/" + meeting + "/attendees/" + eve.id, ann.token);
  CHECK(of_bob(eve).find("Talk") == std::string::npos);
}

TEST_CASE("nobody gets a view that somebody else asked for") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  world.meeting(ann, {});
  CHECK(world.get("/api/v1/users/me" + week, ann.token)["items"].as_array().size() == 1);
  CHECK(world.get("/api/v1/users/me" + week, bob.token)["items"].as_array().empty());
  CHECK(world.get("/api/v1/users/me" + week, "").status == 401);
  world.del("/api/v1/sessions/current", ann.token);
  CHECK(world.get("/api/v1/users/me" + week, ann.token).status == 401);
}

TEST_CASE("when the database cannot be read, what was asked for lately is shown with its age") {
  World world;
  const Person ann = world.person("Ann");
  world.meeting(ann, {});
  const std::string target = "/api/v1/users/me" + week;
  const Reply before = world.get(target, ann.token);
  const Reply own_days =
      world.get("/api/v1/users/me/busy-days?from=2026-03-01&to=2026-03-31", ann.token);
  change_unseen(world, ann);
  world.clock.advance(std::chrono::seconds{90});
  destroy(world);
  const Reply after = world.get(target, ann.token);
  CHECK(after.status == 200);
  CHECK(after.text == before.text);
  CHECK(after.header("Age") == "90");
  CHECK(after.header("ETag") == before.header("ETag"));
  const Reply known = world.get(target, ann.token, {{"If-None-Match", before.header("ETag")}});
  CHECK(known.status == 304);
  CHECK(known.header("Age") == "90");
  const Reply days =
      world.get("/api/v1/users/me/busy-days?from=2026-03-01&to=2026-03-31", ann.token);
  CHECK(days.text == own_days.text);
  CHECK(days.header("Age") == "90");

  const Reply never_asked = world.get("/api/v1/users/me" + week + "&limit=7", ann.token);
  CHECK(never_asked.status == 503);
  CHECK(never_asked.header("Retry-After") == "1");
  const Reply ready = world.get("/readyz", "");
  CHECK(ready.status == 503);
  CHECK(ready.string("detail").find("cannot be read") != std::string::npos);
  CHECK(world.get("/healthz", "").status == 200);
}
