#include "world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

app::Config small() {
  app::Config config = World::config();
  config.limits.attachment_bytes = 2000;
  config.limits.attachment_quota_bytes = 5000;
  return config;
}

Reply attach(World& world, const Person& person, const std::string& meeting,
             const std::string& query, const std::string& content,
             const std::string& type = "text/plain") {
  return world.ask(http::Method::post, meetings(meeting, "/attachments") + query, person.token,
                   content, {{"Content-Type", type}});
}

struct Scene {
  explicit Scene(const app::Config& config = World::config()) : world(config) {}
  World world;
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
  Person eve = world.person("Eve");
  std::string plan = world.meeting(ann, {bob});
};

std::string every_byte() {
  std::string bytes;
  for (int i = 0; i < 256 * 3; ++i) bytes += static_cast<char>(i);
  return bytes;
}

}  // namespace

TEST_CASE("a file comes back byte for byte, to all who are in the meeting") {
  Scene scene;
  const std::string contents[] = {every_byte(), "", std::string(1, '\0'),
                                  "<script>alert(1)</script>"};
  for (const std::string& content : contents) {
    const Reply added = attach(scene.world, scene.ann, scene.plan, "?name=agenda.pdf", content,
                               "application/pdf; version=2");
    REQUIRE(added.status == 201);
    CHECK(added["size"] == json::value(content.size()));
    CHECK(added.string("name") == "agenda.pdf");
    CHECK(added.string("type") == "application/pdf");
    CHECK(added.string("url") == meetings(scene.plan, "/attachments/" + added.string("id")));
    for (const Person& reader : {scene.ann, scene.bob}) {
      const Reply file = scene.world.get(added.string("url"), reader.token);
      CHECK(file.status == 200);
      CHECK(file.text == content);
      CHECK(file.header("Content-Type") == "application/pdf");
    }
  }
  const Reply meeting = scene.world.get(meetings(scene.plan), scene.bob.token);
  CHECK(meeting["attachments"].as_array().size() == std::size(contents));
  CHECK(meeting["version"] == 5);
}

TEST_CASE("a file is always for keeping, never for showing") {
  Scene scene;
  struct {
    const char* given;
    const char* kept;
    const char* shown;
  } const cases[] = {
      {"text/html", "text/html", "application/octet-stream"},
      {"TEXT/HTML", "TEXT/HTML", "application/octet-stream"},
      {"image/svg+xml", "image/svg+xml", "application/octet-stream"},
      {"image/SVG+XML; charset=utf-8", "image/SVG+XML", "application/octet-stream"},
      {"application/xhtml+xml", "application/xhtml+xml", "application/octet-stream"},
      {"text/xsl", "text/xsl", "application/octet-stream"},
      {"text/javascript", "text/javascript", "application/octet-stream"},
      {"image/png", "image/png", "image/png"},
      {"", "application/octet-stream", "application/octet-stream"},
      {"html", "application/octet-stream", "application/octet-stream"},
      {"a/b/c", "application/octet-stream", "application/octet-stream"},
      {"text/x\"y", "application/octet-stream", "application/octet-stream"},
      {"/", "application/octet-stream", "application/octet-stream"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.given);
    const Reply added = attach(scene.world, scene.ann, scene.plan, "?name=f", "x", each.given);
    REQUIRE(added.status == 201);
    CHECK(added.string("type") == each.kept);
    const Reply file = scene.world.get(added.string("url"), scene.ann.token);
    CHECK(file.header("Content-Type") == each.shown);
    CHECK(file.header("Content-Disposition").starts_with("attachment; "));
    CHECK(file.header("X-Content-Type-Options") == "nosniff");
    CHECK(file.header("Content-Security-Policy").find("sandbox") != std::string::npos);
  }
}

TEST_CASE("a name is kept in any script, and cannot add to a header") {
  Scene scene;
  struct {
    const char* query;
    const char* name;
    const char* disposition;
  } const cases[] = {
      {"agenda.pdf", "agenda.pdf",
       "attachment; filename=\"agenda.pdf\"; filename*=UTF-8''agenda.pdf"},
      {"a%20b.txt", "a b.txt", "attachment; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt"},
      {"%22a%22%3Bb.txt", "\"a\";b.txt",
       "attachment; filename=\"_a__b.txt\"; filename*=UTF-8''%22a%22%3Bb.txt"},
      {"%C3%84.txt", "Ä.txt", "attachment; filename=\"__.txt\"; filename*=UTF-8''%C3%84.txt"},
      {"%E4%BC%9A.txt", "会.txt",
       "attachment; filename=\"___.txt\"; filename*=UTF-8''%E4%BC%9A.txt"},
      {"%25.txt", "%.txt", "attachment; filename=\"_.txt\"; filename*=UTF-8''%25.txt"},
      {"%20.a%20", ".a", "attachment; filename=\".a\"; filename*=UTF-8''.a"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.query);
    const Reply added =
        attach(scene.world, scene.ann, scene.plan, std::string("?name=") + each.query, "x");
    REQUIRE(added.status == 201);
    CHECK(added.string("name") == each.name);
    const Reply file = scene.world.get(added.string("url"), scene.bob.token);
    CHECK(file.header("Content-Disposition") == each.disposition);
  }
}

TEST_CASE("a name that is a path, is empty or holds line breaks is refused") {
  Scene scene;
  const std::string queries[] = {"",
                                 "?name=",
                                 "?name=%20",
                                 "?name=..",
                                 "?name=.",
                                 "?name=..%2F..%2Fetc%2Fpasswd",
                                 "?name=C:%5Cautoexec.bat",
                                 "?name=a%0D%0ASet-Cookie:%20b",
                                 "?name=a%00b",
                                 "?name=%FF",
                                 "?name=" + std::string(256, 'a')};
  for (const std::string& query : queries) {
    CAPTURE(query);
    const Reply refused = attach(scene.world, scene.ann, scene.plan, query, "x");
    CHECK(refused.status == 422);
    CHECK(refused.names("?name"));
  }
  CHECK(attach(scene.world, scene.ann, scene.plan, "?name=" + std::string(255, 'a'), "x").status ==
        201);
}

TEST_CASE("only the organizer adds and deletes, and only those in the meeting read") {
  Scene scene;
  World& world = scene.world;
  const std::string url = attach(world, scene.ann, scene.plan, "?name=a.txt", "x").string("url");
  const Person nobody;
  struct {
    const Person& person;
    int read;
    int add;
    int remove;
  } const cases[] = {
      {scene.bob, 200, 403, 403}, {scene.eve, 404, 404, 404}, {nobody, 401, 401, 401}};
  for (const auto& each : cases) {
    CAPTURE(each.person.email);
    CHECK(world.get(url, each.person.token).status == each.read);
    CHECK(attach(world, each.person, scene.plan, "?name=b.txt", "y").status == each.add);
    CHECK(world.del(url, each.person.token).status == each.remove);
  }
  CHECK(world.del(url, scene.ann.token).status == 204);
  CHECK(world.del(url, scene.ann.token).status == 404);
  CHECK(world.get(url, scene.ann.token).status == 404);
}

TEST_CASE("a file is found under its own meeting alone") {
  Scene scene;
  World& world = scene.world;
  const Reply added = attach(world, scene.ann, scene.plan, "?name=a.txt", "x");
  const std::string other = world.meeting(scene.ann, {scene.eve});
  const std::string target = meetings(other, "/attachments/" + added.string("id"));
  CHECK(world.get(target, scene.eve.token).status == 404);
  CHECK(world.get(target, scene.ann.token).status == 404);
  CHECK(world.del(target, scene.ann.token).status == 404);
  CHECK(world.get(meetings(scene.plan, "/attachments/nonsense"), scene.ann.token).status == 404);
}

TEST_CASE("a file has at most as many bytes as it may, and all files of a person together") {
  Scene scene(small());
  World& world = scene.world;
  const auto add = [&](const Person& person, const std::string& meeting, std::size_t bytes) {
    return attach(world, person, meeting, "?name=a", std::string(bytes, 'x')).status;
  };
  CHECK(add(scene.ann, scene.plan, 2001) == 413);
  CHECK(add(scene.ann, scene.plan, 2000) == 201);
  CHECK(add(scene.ann, scene.plan, 2000) == 201);
  CHECK(add(scene.ann, scene.plan, 1001) == 413);
  const std::string second = world.meeting(scene.ann, {});
  CHECK(add(scene.ann, second, 1001) == 413);
  CHECK(add(scene.ann, second, 1000) == 201);
  CHECK(add(scene.ann, second, 1) == 413);
  CHECK(add(scene.ann, second, 0) == 201);
  const std::string of_bob = world.meeting(scene.bob, {});
  CHECK(add(scene.bob, of_bob, 2000) == 201);
  const Reply plan = world.get(meetings(scene.plan), scene.ann.token);
  CHECK(plan["attachments"].as_array().size() == 2);
}

TEST_CASE("what is deleted makes room again") {
  Scene scene(small());
  World& world = scene.world;
  const std::string full(2000, 'x');
  const std::string first = attach(world, scene.ann, scene.plan, "?name=a", full).string("url");
  attach(world, scene.ann, scene.plan, "?name=b", full);
  CHECK(attach(world, scene.ann, scene.plan, "?name=c", full).status == 413);
  CHECK(world.del(first, scene.ann.token).status == 204);
  CHECK(attach(world, scene.ann, scene.plan, "?name=c", full).status == 201);
  const auto reader = world.app.database().open_reader();
  db::Rows rows = reader->query("SELECT COUNT(*) FROM attachment_contents");
  REQUIRE(rows.next());
  CHECK(rows.integer(0) == 2);
}

TEST_CASE("a cancelled meeting keeps its files for those who were in it, and takes no more") {
  Scene scene;
  World& world = scene.world;
  const std::string url = attach(world, scene.ann, scene.plan, "?name=a.txt", "x").string("url");
  world.del(meetings(scene.plan), scene.ann.token);
  CHECK(world.get(url, scene.bob.token).text == "x");
  CHECK(attach(world, scene.ann, scene.plan, "?name=b.txt", "y").status == 409);
}

TEST_CASE("who is removed from a meeting reads its files no more") {
  Scene scene;
  World& world = scene.world;
  const std::string url = attach(world, scene.ann, scene.plan, "?name=a.txt", "x").string("url");
  world.del(meetings(scene.plan, "/attendees/" + scene.bob.id), scene.ann.token);
  CHECK(world.get(url, scene.bob.token).status == 404);
}
