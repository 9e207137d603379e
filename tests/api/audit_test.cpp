#include "series_world.hpp"

#include <algorithm>
#include <set>

#include <kalends/user/audit.hpp>

using namespace kalends;
using namespace kalends::test;

namespace {

std::string name_in(const json::object& line, const char* field) {
  const json::value* person = line.if_contains(field);
  return person == nullptr ? "" : std::string(person->at("name").as_string());
}

std::string words_in(const json::object& line, const char* field) {
  std::string out;
  const json::value* words = line.if_contains(field);
  if (words == nullptr) return out;
  for (const auto& word : words->as_array()) out += " " + std::string(word.as_string());
  return out;
}

/// "Ann attendee-added Bob"
std::string text_of(const json::value& value) {
  const json::object& line = value.as_object();
  std::string out = line.at("machine").as_bool() ? "machine" : name_in(line, "by");
  out += (out.empty() ? "" : " ") + std::string(line.at("act").as_string());
  if (line.contains("whom")) out += " " + name_in(line, "whom");
  out += words_in(line, "changes");
  if (line.contains("response")) out += " " + std::string(line.at("response").as_string());
  return out;
}

/// The oldest first, as things happened.
Texts texts_of(const Reply& reply) {
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  Texts out;
  for (const auto& each : reply["items"].as_array()) out.insert(out.begin(), text_of(each));
  return out;
}

/// Root registered first, and is the administrator.
struct Scene {
  explicit Scene(const app::Config& config = World::config()) : world(config) {}
  Reply audit(const std::string& query = "") {
    return world.get("/api/v1/audit" + query, root.token);
  }
  /// Behind what was there before.
  Texts since(std::size_t before) {
    const Texts all = texts_of(audit());
    return {all.begin() + static_cast<std::ptrdiff_t>(before), all.end()};
  }
  std::size_t lines() { return texts_of(audit()).size(); }
  Texts history(const std::string& meeting) {
    return texts_of(world.get(meetings(meeting, "/history"), ann.token));
  }

  World world;
  Person root = world.person("Root");
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
  Person cat = world.person("Cat");
};

Reply sign_in(World& world, const std::string& email, const std::string& password) {
  return world.post("/api/v1/sessions", "", {{"email", email}, {"password", password}});
}

}  // namespace

TEST_CASE("who comes in, and who tried to, is told with the address, and not what they typed") {
  Scene scene;
  const Reply first = scene.audit();
  CHECK(texts_of(first) == Texts{"Root registered", "Root signed-in", "Ann registered",
                                 "Ann signed-in", "Bob registered", "Bob signed-in",
                                 "Cat registered", "Cat signed-in"});
  for (const auto& line : first["items"].as_array()) CHECK(line.at("address") == "192.0.2.1");
  const std::size_t before = scene.lines();
  CHECK(sign_in(scene.world, scene.ann.email, "Tr0ub4dor wrong").status == 401);
  CHECK(sign_in(scene.world, "nobody-here@example.org", "Tr0ub4dor wrong").status == 401);
  const Reply failed = scene.audit();
  CHECK(scene.since(before) == Texts{"sign-in-failed Ann", "sign-in-failed"});
  CHECK(failed.text.find("Tr0ub4dor") == std::string::npos);
  CHECK(failed.text.find("nobody-here") == std::string::npos);
}

TEST_CASE("a meeting has its history, which its organizer reads") {
  Scene scene;
  World& world = scene.world;
  const std::string id = world.meeting(scene.ann, {scene.bob});
  world.answer(scene.bob, id, "accepted");
  world.answer(scene.bob, id, "accepted");  // says nothing new
  world.patch(meetings(id), scene.ann.token, {{"title", "Other"}, {"location", "Room 2"}});
  world.patch(meetings(id), scene.ann.token, {{"title", "Other"}});
  world.post(meetings(id, "/attendees"), scene.ann.token,
             {{"attendees", json::array{json::object{{"userId", scene.cat.id}}}}});
  const Reply file = world.ask(http::Method::post, meetings(id, "/attachments?name=a.txt"),
                               scene.ann.token, "x", {{"Content-Type", "text/plain"}});
  world.del(file.string("url"), scene.ann.token);
  world.del(meetings(id, "/attendees/me"), scene.cat.token);
  world.del(meetings(id, "/attendees/" + scene.bob.id), scene.ann.token);
  world.del(meetings(id), scene.ann.token);
  const Texts story{
      "Ann meeting-created",    "Bob answered accepted",    "Ann meeting-changed title location",
      "Ann attendee-added Cat", "Ann attachment-added",     "Ann attachment-removed",
      "Cat attendee-left",      "Ann attendee-removed Bob", "Ann meeting-cancelled"};
  CHECK(scene.history(id) == story);
  CHECK(scene.since(8) == story);
  CHECK(world.get(meetings(id, "/history"), scene.cat.token).status == 403);
  CHECK(world.get(meetings(id, "/history"), scene.root.token).status == 404);
  CHECK(world.get(meetings(id, "/history"), "").status == 401);
}

TEST_CASE("what is done to one occurrence names it, and what is split off has a history") {
  Scene scene;
  const std::string id = make(scene.world, scene.ann, mondays(), {scene.bob});
  changed(scene.world, scene.ann, one(id, "2026-03-16T09:00"), {{"title", "Once"}});
  answer_one(scene.world, scene.bob, id, "2026-03-16T09:00", "declined");
  scene.world.del(one(id, "2026-03-23T09:00"), scene.ann.token);
  const Reply history = scene.world.get(meetings(id, "/history"), scene.ann.token);
  CHECK(texts_of(history) == Texts{"Ann meeting-created", "Ann meeting-changed title",
                                   "Bob answered declined", "Ann meeting-cancelled"});
  CHECK(history["items"].at(1).at("occurrence") == "2026-03-16T09:00:00+01:00");
  const std::size_t before = scene.lines();
  const Reply rest = changed(scene.world, scene.ann, one(id, "2026-04-06T09:00", "following"),
                             {{"title", "Later"}});
  CHECK(scene.since(before) ==
        Texts{"Ann meeting-created", "Ann meeting-changed rrule", "Ann meeting-changed title"});
  CHECK(scene.history(rest.string("id")) ==
        Texts{"Ann meeting-created", "Ann meeting-changed title"});
}

TEST_CASE("what people do with their account is told") {
  Scene scene;
  World& world = scene.world;
  const std::size_t before = scene.lines();
  const Reply token = world.post("/api/v1/tokens", scene.ann.token,
                                 {{"name", "Sign"}, {"scopes", json::array{"read"}}});
  world.del("/api/v1/tokens/" + token.string("id"), scene.ann.token);
  world.ask(http::Method::post, "/api/v1/users/me/feed", scene.ann.token);
  world.del("/api/v1/users/me/feed", scene.ann.token);
  world.del("/api/v1/users/me/feed", scene.ann.token);
  world.patch("/api/v1/users/me", scene.ann.token, {{"name", "Anna"}, {"timeZone", "UTC"}});
  world.patch("/api/v1/users/me", scene.ann.token,
              {{"password", "better horse"}, {"currentPassword", "not this one"}});
  const Reply code = world.ask(http::Method::post, "/api/v1/registration-codes", scene.root.token);
  world.del("/api/v1/registration-codes/" + code.string("id"), scene.root.token);
  world.del("/api/v1/sessions/current", scene.ann.token);
  CHECK(scene.since(before) == Texts{"Anna token-made", "Anna token-ended", "Anna feed-made",
                                     "Anna feed-closed", "Anna profile-changed name timeZone",
                                     "Anna password-change-failed", "Root code-made",
                                     "Root code-withdrawn", "Anna signed-out"});
  const std::string all = scene.audit().text;
  for (const std::string& secret : {token.string("token"), code.string("code"), scene.ann.token}) {
    CHECK(all.find(secret) == std::string::npos);
  }
}

TEST_CASE("an import is one line, and each of its meetings tells when it came") {
  Scene scene;
  const std::size_t before = scene.lines();
  const std::string calendar =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:One\r\n"
      "DTSTART:20260401T090000Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Two\r\n"
      "DTSTART:20260402T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  const auto bring = [&](const std::string& query) {
    return scene.world.ask(http::Method::post, "/api/v1/imports" + query, scene.ann.token, calendar,
                           {{"Content-Type", "text/calendar"}});
  };
  CHECK(bring("?dryRun=true").status == 200);
  CHECK(scene.since(before).empty());
  CHECK(bring("").status == 200);
  CHECK(scene.since(before) == Texts{"Ann meeting-created", "Ann meeting-created", "Ann imported"});
  CHECK(scene.audit()["items"].at(0).at("count") == 2);
  CHECK(bring("").status == 200);
  CHECK_MESSAGE(scene.since(before).size() == 3, "nothing of it was new");
}

TEST_CASE("no line is without its deed: what is refused or repeated leaves none") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  const std::size_t before = scene.lines();
  CHECK(scene.world.patch(meetings(id), scene.bob.token, {{"title", "Mine"}}).status == 403);
  CHECK(scene.world.del("/api/v1/tokens/0000000000000", scene.ann.token).status == 404);
  CHECK(
      scene.world.put(meetings(id, "/response"), scene.bob.token, {{"response", "maybe"}}).status ==
      422);
  CHECK(scene.since(before).empty());
  const json::object guest{{"attendees", json::array{json::object{{"userId", scene.cat.id}}}}};
  for (int times = 0; times < 2; ++times) {
    const Reply added = scene.world.post(meetings(id, "/attendees"), scene.ann.token, guest,
                                         {{"Idempotency-Key", "once"}});
    CHECK(added.status == 200);
  }
  CHECK(scene.since(before) == Texts{"Ann attendee-added Cat"});
}

TEST_CASE("the log is for administrators, and asks can be narrowed") {
  Scene scene;
  CHECK(scene.world.get("/api/v1/audit", scene.ann.token).status == 403);
  CHECK(scene.world.get("/api/v1/audit", "").status == 401);
  scene.world.clock.advance(std::chrono::hours{2});
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  scene.world.answer(scene.bob, id, "accepted");
  sign_in(scene.world, scene.bob.email, "wrong password");
  CHECK(texts_of(scene.audit("?from=2026-03-02T09:00:00Z")) ==
        Texts{"Ann meeting-created", "Bob answered accepted", "sign-in-failed Bob"});
  CHECK(texts_of(scene.audit("?from=2026-03-02T09:00:00Z&actor=" + scene.ann.id)) ==
        Texts{"Ann meeting-created"});
  CHECK(texts_of(scene.audit("?whom=" + scene.bob.id)) == Texts{"sign-in-failed Bob"});
  CHECK(texts_of(scene.audit("?actor=machine")).empty());
  CHECK(texts_of(scene.audit("?to=2026-03-02T09:00:00Z&actor=" + scene.bob.id)) ==
        Texts{"Bob registered", "Bob signed-in"});
  for (const char* wrong :
       {"?actor=ann", "?whom=machine", "?cursor=x", "?limit=0", "?from=never"}) {
    CHECK(scene.audit(wrong).status == 422);
  }
}

TEST_CASE("page by page every line comes once, the newest first") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  for (int i = 0; i < 10; ++i) {
    scene.world.answer(scene.bob, id, i % 2 == 0 ? "accepted" : "declined");
    scene.world.meeting(scene.cat, {});
  }
  const auto pages = [&](const std::string& path, const std::string& token) {
    std::vector<std::string> ids;
    std::string cursor;
    do {
      const Reply page = scene.world.get(path + "?limit=3" + cursor, token);
      REQUIRE(page.status == 200);
      for (const auto& line : page["items"].as_array()) {
        ids.emplace_back(line.at("id").as_string());
      }
      const json::value* next = page.body.as_object().if_contains("nextCursor");
      cursor = next == nullptr ? "" : "&cursor=" + std::string(next->as_string());
    } while (!cursor.empty());
    CHECK(std::is_sorted(ids.rbegin(), ids.rend()));
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
    return ids.size();
  };
  CHECK(pages("/api/v1/audit", scene.root.token) == 8 + 21);
  CHECK(pages(meetings(id, "/history"), scene.ann.token) == 11);
}

TEST_CASE("lines that are too old are not shown, and go in small steps") {
  app::Config config = World::config();
  config.audit.keep_days = 3;
  Scene scene(config);
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  scene.world.answer(scene.bob, id, "accepted");
  const auto reader = scene.world.app.database().open_reader();
  const auto stored = [&] {
    auto rows = reader->query("SELECT COUNT(*) FROM audit");
    rows.next();
    return rows.integer(0);
  };
  scene.world.app.database()
      .write([&](db::Transaction& transaction) -> Result<bool> {
        for (int i = 0; i < 2500; ++i) {
          user::record(transaction, scene.world.app.ids(),
                       {.act = user::Act::signed_out, .by = user::machine});
        }
        return true;
      })
      .value();
  const auto all = stored();
  scene.world.clock.set(scene.world.clock.now() + std::chrono::hours{73});
  CHECK(sign_in(scene.world, scene.root.email, "correct horse").status == 201);
  const Texts kept{"Root signed-in"};
  CHECK(texts_of(scene.audit("?limit=500")) == kept);
  CHECK(scene.history(id).empty());
  scene.world.app.tick();
  CHECK(stored() == all + 1 - 1000);
  for (int i = 0; i < 2; ++i) scene.world.app.tick();
  CHECK(stored() == 1);
}
