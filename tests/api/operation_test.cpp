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
  std::string name, type;
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    if (line.starts_with("# HELP ")) {
      name = line.substr(7, line.find(' ', 7) - 7);
      CHECK(name.starts_with("kalends_"));
      CHECK(seen.insert(name).second);
      REQUIRE(std::getline(lines, line));
      REQUIRE(line.starts_with("# TYPE " + name + " "));
      type = line.substr(line.rfind(' ') + 1);
      CHECK((type == "counter") == name.ends_with("_total"));
      continue;
    }
    REQUIRE(line.starts_with(name));
    const std::string rest = line.substr(name.size(), line.find_first_of("{ ") - name.size());
    const bool of_histogram = rest == "_bucket" || rest == "_sum" || rest == "_count";
    CHECK((type == "histogram" ? of_histogram : rest.empty()));
  }
  CHECK(seen.size() > 20);
}

TEST_CASE("requests are counted by route and status, and by how long they took") {
  World world;
  const Person root = world.person("Root");
  const std::string meetings = R"(method="POST",route="/api/v1/meetings")";
  const std::string people = R"(method="GET",route="/api/v1/users/{id}")";
  world.meeting(root, {});
  CHECK(world.post("/api/v1/meetings", root.token, {{"title", 1}}).status == 422);
  CHECK(world.get("/api/v1/users/" + root.id, root.token).status == 200);
  CHECK(world.get("/nowhere/at/all", root.token).status == 404);
  const std::string text = world.get("/metrics", root.token).text;
  const std::string total = "kalends_http_requests_total{";
  CHECK(figure(text, total + meetings + R"(,status="201"})") == 1);
  CHECK(figure(text, total + meetings + R"(,status="422"})") == 1);
  CHECK(figure(text, total + people + R"(,status="200"})") == 1);
  CHECK(figure(text, total + R"(method="",route="",status="404"})") == 1);
  CHECK(text.find("nowhere") == std::string::npos);
  const std::string took = "kalends_http_request_duration_seconds";
  CHECK(figure(text, took + "_count{" + meetings + "}") == 2);
  CHECK(figure(text, took + "_bucket{" + meetings + R"(,le="+Inf"})") == 2);
}

TEST_CASE("how late reminders were told is counted, one a person") {
  World world;
  const Person root = world.person("Root", "UTC");
  const Person bob = world.person("Bob", "UTC");
  world.meeting(root, {bob});  // at noon, and it is eight
  world.app.tick();
  world.clock.set(world.clock.now() + std::chrono::minutes{210} + std::chrono::seconds{90});
  world.app.tick();
  const std::string text = world.get("/metrics", root.token).text;
  const std::string name = "kalends_reminder_lateness_seconds";
  CHECK(figure(text, name + R"(_bucket{le="60"})") == 0);
  CHECK(figure(text, name + R"(_bucket{le="600"})") == 2);
  CHECK(figure(text, name + "_sum") == 180);
  CHECK(figure(text, name + "_count") == 2);
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

TEST_CASE("answers of the API are kept by nobody between, and by nobody without asking again") {
  World world;
  const Person ann = world.person("Ann");
  CHECK(world.get("/api/v1/users/me", ann.token).header("Cache-Control") == "private, no-cache");
}
