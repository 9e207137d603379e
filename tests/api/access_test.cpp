#include "world.hpp"

#include <array>
#include <set>

using namespace kalends;
using namespace kalends::test;

namespace {

using enum http::Method;

/// Who asks, as the columns below: the organizer (who is also the one whose calendar is asked for),
/// an attendee, another signed-in person, an administrator who is not invited, nobody.
constexpr std::size_t askers = 5;

struct Row {
  http::Method method;
  std::string_view pattern;
  std::string_view target;  // where it is not the pattern with its ids filled in
  std::string_view body;
  std::array<int, askers> status;
};

constexpr std::string_view meeting = "/api/v1/meetings/{id}";
constexpr std::string_view file = "/api/v1/meetings/{id}/attachments/{attachmentId}";
constexpr std::string_view seat = "/api/v1/meetings/{id}/attendees/{userId}";
constexpr std::string_view week = "?from=2026-03-02&to=2026-03-09";

// clang-format off
constexpr Row table[] = {
  {get,   "/healthz",                          "", "", {200, 200, 200, 200, 200}},
  {get,   "/api/v1/healthz",                   "", "", {200, 200, 200, 200, 200}},
  {get,   "/readyz",                           "", "", {200, 200, 200, 200, 200}},
  {get,   "/api/v1/readyz",                    "", "", {200, 200, 200, 200, 200}},
  {get,   "/metrics",                          "", "", {403, 403, 403, 200, 401}},
  {get,   "/api/v1/metrics",                   "", "", {403, 403, 403, 200, 401}},
  {get,   "/api/v1/audit",                     "", "", {403, 403, 403, 200, 401}},
  {get,   "/",                                 "", "", {200, 200, 200, 200, 200}},
  {get,   "/assets/{file}",                    "/assets/none.js", "", {404, 404, 404, 404, 404}},
  {get,   "/docs",                             "", "", {200, 200, 200, 200, 200}},
  {get,   "/docs.js",                          "", "", {200, 200, 200, 200, 200}},
  {get,   "/page.css",                         "", "", {200, 200, 200, 200, 200}},
  {get,   "/icon.svg",                         "", "", {200, 200, 200, 200, 200}},
  {get,   "/openapi.json",                     "", "", {200, 200, 200, 200, 200}},
  {get,   "/api/v1/about",                     "", "", {200, 200, 200, 200, 200}},
  {post,  "/api/v1/users",                     "",
   R"({"email":"new{n}@example.org","name":"New","password":"correct horse","timeZone":"UTC"})",
                                                       {201, 201, 201, 201, 201}},
  {get,   "/api/v1/users",                     "/api/v1/users?query=ann", "",
                                                       {200, 200, 200, 200, 401}},
  {get,   "/api/v1/users/me",                  "", "", {200, 200, 200, 200, 401}},
  {patch, "/api/v1/users/me",                  "", R"({"timeZone":"UTC"})",
                                                       {200, 200, 200, 200, 401}},
  {get,   "/api/v1/users/{id}",                "", "", {200, 200, 200, 200, 401}},
  {get,   "/api/v1/users/{id}/calendar",       "", "", {200, 200, 200, 200, 401}},
  {get,   "/api/v1/users/{id}/busy-days",      "", "", {200, 200, 200, 200, 401}},
  {post,  "/api/v1/sessions",                  "",
   R"({"email":"ann@example.org","password":"correct horse"})",
                                                       {201, 201, 201, 201, 201}},
  {get,   "/api/v1/sessions",                  "", "", {200, 200, 200, 200, 401}},
  {del,   "/api/v1/sessions/current",          "", "", {204, 204, 204, 204, 401}},
  {del,   "/api/v1/sessions/{id}", "/api/v1/sessions/0q6tn4w9yg1c7", "",
                                                       {404, 404, 404, 404, 401}},
  {post,  "/api/v1/tokens",                    "", R"({"name":"Door sign","scopes":["read"]})",
                                                       {201, 201, 201, 201, 401}},
  {get,   "/api/v1/tokens",                    "", "", {200, 200, 200, 200, 401}},
  {del,   "/api/v1/tokens/{id}", "/api/v1/tokens/0q6tn4w9yg1c7", "",
                                                       {404, 404, 404, 404, 401}},
  {post,  "/api/v1/registration-codes",        "", "", {403, 403, 403, 201, 401}},
  {get,   "/api/v1/registration-codes",        "", "", {403, 403, 403, 200, 401}},
  {del,   "/api/v1/registration-codes/{id}", "/api/v1/registration-codes/0q6tn4w9yg1c7", "",
                                                       {403, 403, 403, 404, 401}},
  {post,  "/api/v1/meetings",                  "",
   R"({"title":"Plan","start":"2026-03-03T09:00:00","duration":"PT1H"})",
                                                       {201, 201, 201, 201, 401}},
  {get,   "/api/v1/meetings",                  "/api/v1/meetings?query=plan", "",
                                                       {200, 200, 200, 200, 401}},
  {get,   meeting,                             "", "", {200, 200, 404, 404, 401}},
  {patch, meeting,                             "", R"({"title":"Other"})",
                                                       {200, 403, 404, 404, 401}},
  {del,   meeting,                             "", "", {204, 403, 404, 404, 401}},
  {post,  "/api/v1/meetings/{id}/attendees",   "", R"({"attendees":[{"email":"cid@example.org"}]})",
                                                       {200, 403, 404, 404, 401}},
  {del,   seat,                                "", "", {204, 204, 404, 404, 401}},
  {del,   seat, "/api/v1/meetings/{meeting}/attendees/{second}", "",
                                                       {204, 403, 404, 404, 401}},
  {del,   seat, "/api/v1/meetings/{meeting}/attendees/{stranger}", "",
                                                       {404, 403, 404, 404, 401}},
  {del,   seat, "/api/v1/meetings/{meeting}/attendees/me", "",
                                                       {409, 204, 404, 404, 401}},
  {put,   "/api/v1/meetings/{id}/response",    "", R"({"response":"accepted"})",
                                                       {200, 200, 404, 404, 401}},
  {get,   "/api/v1/meetings/{id}/deliveries",  "", "", {200, 403, 404, 404, 401}},
  {get,   "/api/v1/meetings/{id}/history",     "", "", {200, 403, 404, 404, 401}},
  {post,  "/api/v1/meetings/{id}/attachments", "", "content",
                                                       {201, 403, 404, 404, 401}},
  {get,   file,                                "", "", {200, 200, 404, 404, 401}},
  {del,   file,                                "", "", {204, 403, 404, 404, 401}},
  {post,  "/api/v1/freebusy",                  "",
   R"({"from":"2026-03-02","to":"2026-03-09","users":["{organizer}"]})",
                                                       {200, 200, 200, 200, 401}},
  {post,  "/api/v1/meeting-times",             "",
   R"({"from":"2026-03-02","to":"2026-03-09","duration":"PT1H","users":["{organizer}"]})",
                                                       {200, 200, 200, 200, 401}},
  {get,   "/api/v1/users/me/calendar.ics",     "", "", {200, 200, 200, 200, 401}},
  {post,  "/api/v1/users/me/feed",             "", "", {201, 201, 201, 201, 401}},
  {get,   "/api/v1/users/me/feed",             "", "", {200, 200, 200, 200, 401}},
  {del,   "/api/v1/users/me/feed",             "", "", {204, 204, 204, 204, 401}},
  {get,   "/feeds/{file}", "/feeds/0q6tn4w9yg1c7.ics", "", {404, 404, 404, 404, 404}},
  {post,  "/api/v1/imports",                   "", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
                                                       {200, 200, 200, 200, 401}},
  {get,   "/api/v1/notifications",             "", "", {200, 200, 200, 200, 401}},
  {put,   "/api/v1/notifications/acked",       "", R"({"seq":1})",
                                                       {204, 204, 204, 204, 401}},
  {get,   "/api/v1/stream",                    "", "", {101, 101, 101, 101, 401}},
};
// clang-format on

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), with);
    at += with.size();
  }
  return text;
}

/// A meeting that Ann organizes and to which Bob and Eve are invited, with a file.
struct Scene {
  World world;
  Person administrator = world.person("Root");
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
  Person eve = world.person("Eve");
  Person cid = world.person("Cid");
  std::string meeting;
  std::string file;
  int turn = 0;

  void set() {
    meeting = world.meeting(ann, {bob, eve});
    const Reply added = world.ask(post, meetings(meeting, "/attachments?name=a.txt"), ann.token,
                                  "content", {{"Content-Type", "text/plain"}});
    REQUIRE(added.status == 201);
    file = added.string("id");
    ++turn;
  }

  std::string filled(std::string text) const {
    text = replaced(std::move(text), "{meeting}", meeting);
    text = replaced(std::move(text), "{organizer}", ann.id);
    text = replaced(std::move(text), "{second}", eve.id);
    text = replaced(std::move(text), "{stranger}", cid.id);
    return replaced(std::move(text), "{n}", std::to_string(turn));
  }

  std::string target(const Row& row) const {
    if (!row.target.empty()) return filled(std::string(row.target));
    std::string text(row.pattern);
    const bool person = text.starts_with("/api/v1/users/");
    text = replaced(std::move(text), "{id}", person ? ann.id : meeting);
    text = replaced(std::move(text), "{userId}", bob.id);
    text = replaced(std::move(text), "{attachmentId}", file);
    if (row.pattern.ends_with("calendar") || row.pattern.ends_with("days")) text += week;
    if (row.pattern.ends_with("attachments")) text += "?name=b.txt";
    return text;
  }

  /// A new session for each request: one of them is about ending it.
  std::string token_of(std::size_t asker) {
    const std::array<const Person*, askers> people{&ann, &bob, &cid, &administrator, nullptr};
    if (people[asker] == nullptr) return "";
    return world
        .post("/api/v1/sessions", "",
              {{"email", people[asker]->email}, {"password", "correct horse"}})
        .string("token");
  }

  Reply ask(const Row& row, const std::string& where, const std::string& token) {
    const std::string body = filled(std::string(row.body));
    const char* type = "text/plain";
    if (body.starts_with('{')) type = "application/json";
    if (body.starts_with("BEGIN:")) type = "text/calendar";
    return world.ask(row.method, where, token, body, {{"Content-Type", type}});
  }
};

/// Everything an answer tells, but for the id that each has of its own.
std::string told_by(const Reply& reply) {
  json::object body = reply.body.as_object();
  body.erase("requestId");
  std::string all = std::to_string(reply.status) + json::serialize(body);
  for (const auto& [name, value] : reply.headers) {
    if (name != "X-Request-Id") all += "\n" + name + ": " + value;
  }
  return all;
}

}  // namespace

TEST_CASE("the table of who may what has every route") {
  std::set<std::pair<std::string, std::string>> routes;
  for (const auto& [method, pattern] : api::route_names()) routes.emplace(method, pattern);
  std::set<std::pair<std::string, std::string>> rows;
  for (const Row& row : table) rows.emplace(http::name(row.method), row.pattern);
  CHECK(rows == routes);
}

TEST_CASE("each route serves whom it is for, and nobody else") {
  constexpr std::array<const char*, askers> names{"the organizer", "an attendee", "somebody else",
                                                  "an administrator", "nobody"};
  for (std::size_t asker = 0; asker < askers; ++asker) {
    // A house of their own: after each write all that was read in it before is read again.
    Scene scene;
    for (const Row& row : table) {
      scene.set();
      const std::string target = scene.target(row);
      const Reply reply = scene.ask(row, target, scene.token_of(asker));
      CHECK_MESSAGE(reply.status == row.status[asker], http::name(row.method), " ", target, " by ",
                    names[asker], ": ", reply.text);
    }
  }
}

TEST_CASE("what is not yours looks as if it were not there") {
  Scene scene;
  scene.set();
  for (const Row& row : table) {
    if (row.status[2] != 404) continue;
    const std::string there = scene.target(row);
    const std::string unknown = replaced(there, scene.meeting, "0q6tn4w9yg1c7");
    const std::string not_yours = told_by(scene.ask(row, there, scene.cid.token));
    CHECK(not_yours == told_by(scene.ask(row, unknown, scene.cid.token)));
    CHECK(not_yours ==
          told_by(scene.ask(row, replaced(there, scene.meeting, "no-id"), scene.cid.token)));
    CHECK(not_yours == told_by(scene.world.get("/api/v1/nowhere", scene.cid.token)));
    // Nor does it tell those who are not signed in.
    CHECK(told_by(scene.ask(row, there, "")) == told_by(scene.ask(row, unknown, "")));
  }
}

TEST_CASE("a file is found in its own meeting only") {
  Scene scene;
  scene.set();
  const std::string other = scene.world.meeting(scene.cid, {});
  for (const http::Method method : {get, del}) {
    const std::string wrong = meetings(other, "/attachments/" + scene.file);
    const std::string unknown = meetings(other, "/attachments/0q6tn4w9yg1c7");
    const Reply reply = scene.world.ask(method, wrong, scene.cid.token);
    CHECK(reply.status == 404);
    CHECK(told_by(reply) == told_by(scene.world.ask(method, unknown, scene.cid.token)));
  }
  const std::string right = meetings(scene.meeting, "/attachments/" + scene.file);
  CHECK(scene.world.get(right, scene.ann.token).text == "content");
}

TEST_CASE("somebody taken out of a meeting no longer sees it") {
  Scene scene;
  scene.set();
  const std::string seat_of_bob = meetings(scene.meeting, "/attendees/" + scene.bob.id);
  REQUIRE(scene.world.del(seat_of_bob, scene.ann.token).status == 204);
  CHECK(scene.world.get(meetings(scene.meeting), scene.bob.token).status == 404);
  const std::string of_file = meetings(scene.meeting, "/attachments/" + scene.file);
  CHECK(scene.world.get(of_file, scene.bob.token).status == 404);
}
