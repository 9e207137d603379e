#include "stored.hpp"

#include <set>
#include <sstream>

using namespace kalends;
using namespace kalends::test;

namespace {

/// The value of a metric; -1 when there is none of this name.
std::int64_t figure(const std::string& text, const std::string& name) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(name + " ")) return std::stoll(line.substr(name.size() + 1));
  }
  return -1;
}

}  // namespace

TEST_CASE("the health check says that the process lives, and asks nothing of the database") {
  World world;
  Stored stored(world);
  const auto state = stored.state();
  for (const char* target : {"/healthz", "/api/v1/healthz"}) {
    const Reply reply = world.get(target, "");
    CHECK(reply.status == 200);
    CHECK(reply.body == json::object{{"status", "ok"}});
  }
  CHECK(stored.state() == state);
}

TEST_CASE("the readiness check has really read and written") {
  World world;
  Stored stored(world);
  for (const char* target : {"/readyz", "/api/v1/readyz"}) {
    world.clock.advance(std::chrono::seconds{1});
    const auto state = stored.state();
    const Reply reply = world.get(target, "");
    CHECK(reply.status == 200);
    CHECK(reply.body == json::object{{"read", true}, {"write", true}});
    CHECK(stored.state() != state);
  }
  CHECK(stored.rows()["write_probe"] == 1);
}

TEST_CASE("the metrics are what Prometheus reads, and count") {
  World world;
  const Person root = world.person("Root");
  const Reply before = world.get("/metrics", root.token);
  REQUIRE(before.status == 200);
  CHECK(before.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8");
  world.meeting(root, {});
  const Reply after = world.get("/api/v1/metrics", root.token);
  const auto grown = [&](const std::string& name) {
    return figure(after.text, name) - figure(before.text, name);
  };
  CHECK(grown("kalends_commits_total") == 1);
  CHECK(grown("kalends_writes_total") == 1);
  CHECK(figure(after.text, "kalends_commit_failures_total") == 0);
}

TEST_CASE("each metric is explained, has a type, and stands there once") {
  World world;
  std::istringstream lines(world.get("/metrics", world.person("Root").token).text);
  std::set<std::string> seen;
  for (std::string help, type, value; std::getline(lines, help);) {
    REQUIRE(std::getline(lines, type));
    REQUIRE(std::getline(lines, value));
    const std::string name = value.substr(0, value.find(' '));
    CHECK(name.starts_with("kalends_"));
    CHECK(help.starts_with("# HELP " + name + " "));
    const bool counter = type == "# TYPE " + name + " counter";
    const bool gauge = type == "# TYPE " + name + " gauge";
    CHECK((counter || gauge));
    CHECK(counter == name.ends_with("_total"));
    CHECK(seen.insert(name).second);
  }
  CHECK(seen.size() > 5);
}

TEST_CASE("every answer has an id of its own and may not be taken for something else") {
  World world;
  const Person ann = world.person("Ann");
  std::set<std::string> ids;
  int asked = 0;
  for (const char* target : {"/healthz", "/", "/nowhere", "/api/v1/users/me", "/api/v1/users/x",
                             "/api/v1/users", "/openapi.json", "/%", "/healthz"}) {
    const Reply reply = world.get(target, ann.token);
    ids.insert(reply.header("X-Request-Id"));
    CHECK(reply.header("X-Content-Type-Options") == "nosniff");
    CHECK_FALSE(reply.header("Cache-Control").empty());
    if (reply.status >= 400) {
      CHECK(reply.header("Content-Type") == "application/problem+json");
      CHECK(reply.string("requestId") == reply.header("X-Request-Id"));
      CHECK(reply["status"] == reply.status);
    }
    ++asked;
  }
  CHECK(ids.size() == static_cast<std::size_t>(asked));
}

TEST_CASE("answers of the API are kept by nobody without asking again") {
  World world;
  const Person ann = world.person("Ann");
  CHECK(world.get("/api/v1/users/me", ann.token).header("Cache-Control") == "no-cache");
}
