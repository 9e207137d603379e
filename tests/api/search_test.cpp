#include "series_world.hpp"

#include <algorithm>

using namespace kalends;
using namespace kalends::test;

namespace {

Reply search(World& world, const Person& person, std::string_view query,
             const std::string& more = "") {
  Reply reply = world.get("/api/v1/meetings?query=" + encoded(query) + more, person.token);
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  return reply;
}

Texts titles(const Reply& reply) {
  Texts out;
  for (const auto& each : reply["items"].as_array()) out.emplace_back(each.at("title").as_string());
  return out;
}

Texts found(World& world, const Person& person, std::string_view query) {
  return titles(search(world, person, query));
}

/// The titles of all pages of this size, in their order.
Texts all_pages(World& world, const Person& person, std::string_view query, int limit) {
  Texts all;
  std::string cursor;
  do {
    const Reply page = search(world, person, query, "&limit=" + std::to_string(limit) + cursor);
    const Texts more = titles(page);
    CHECK(more.size() <= static_cast<std::size_t>(limit));
    all.insert(all.end(), more.begin(), more.end());
    const bool last = !page.body.as_object().contains("nextCursor");
    cursor = last ? "" : "&cursor=" + encoded(page.string("nextCursor"));
  } while (!cursor.empty());
  return all;
}

json::object titled(const std::string& title, json::object more = {}) {
  more["title"] = title;
  return more;
}

struct Scene {
  World world;
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
};

}  // namespace

TEST_CASE("a meeting is found by parts of words in its title, text and place, and by its people") {
  Scene scene;
  const Person zoe = scene.world.person("Zo\u00eb");
  scene.world.meeting(scene.ann, {zoe}, "2026-03-03T09:00", "PT1H",
                      {{"title", "Quarterly Budget"},
                       {"description", "Numbers of the Caf\u00e9"},
                       {"location", "Room 4711"}});
  scene.world.meeting(scene.ann, {scene.bob}, "2026-03-04T09:00", "PT1H", titled("Other"));
  const Texts budget{"Quarterly Budget"};
  for (const char* const query : {"budget", "BUDG", "arter", "numbers", "cafe", "CAF\u00c9", "4711",
                                  "zoe", "Zo\u00eb", "budget zoe 471", "cafe, quarterly!"}) {
    CAPTURE(query);
    CHECK(found(scene.world, scene.ann, query) == budget);
    CHECK(found(scene.world, zoe, query) == budget);
  }
  for (const char* const query :
       {"budget bob", "budgets", "zoe example", "quarterlybudget", "--"}) {
    CAPTURE(query);
    CHECK(found(scene.world, scene.ann, query).empty());
  }
  CHECK(found(scene.world, scene.ann, "ann") == Texts{"Other", "Quarterly Budget"});
}

TEST_CASE("meetings are found in scripts without spaces and without case") {
  Scene scene;
  scene.world.meeting(scene.ann, {}, "2026-03-03T09:00", "PT1H",
                      titled("\u6771\u4eac\u90fd\u5e81\u8a2a\u554f"));
  scene.world.meeting(scene.ann, {}, "2026-03-04T09:00", "PT1H",
                      titled("\u0421\u043e\u0432\u0435\u0449\u0430\u043d\u0438\u0435"));
  CHECK(found(scene.world, scene.ann, "\u4eac\u90fd").size() == 1);
  CHECK(found(scene.world, scene.ann, "\u90fd\u4eac").empty());
  CHECK(found(scene.world, scene.ann, "\u0421\u041e\u0412\u0415\u0429").size() == 1);
}

TEST_CASE("nobody finds what is not in their own calendar") {
  Scene scene;
  const Person eve = scene.world.person("Eve");
  const std::string id = scene.world.meeting(scene.ann, {scene.bob}, "2026-03-03T09:00", "PT1H",
                                             titled("Secret Budget"));
  CHECK(found(scene.world, eve, "budget").empty());
  CHECK(found(scene.world, eve, "bob").empty());
  CHECK(found(scene.world, scene.bob, "budget") == Texts{"Secret Budget"});
  scene.world.del(meetings(id, "/attendees/me"), scene.bob.token);
  CHECK(found(scene.world, scene.bob, "budget").empty());
  CHECK(found(scene.world, scene.ann, "budget bob") == Texts{"Secret Budget"});
}

TEST_CASE("what was declined or cancelled is found, as the list shows it") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  const std::string day = "?from=2026-03-02&to=2026-03-03";
  const auto in_list = [&] {
    return scene.world.get("/api/v1/users/me/calendar" + day, scene.bob.token)["items"];
  };
  CHECK(search(scene.world, scene.bob, "plan")["items"] == in_list());
  scene.world.answer(scene.bob, id, "declined");
  CHECK(search(scene.world, scene.bob, "plan")["items"].at(0).at("response") == "declined");
  CHECK(search(scene.world, scene.bob, "plan")["items"] == in_list());
  scene.world.del(meetings(id), scene.ann.token);
  CHECK(search(scene.world, scene.bob, "plan")["items"].at(0).at("status") == "cancelled");
  CHECK(search(scene.world, scene.bob, "plan")["items"] == in_list());
}

TEST_CASE(
    "a series is found once, with its rule and first time, also by what one occurrence says") {
  Scene scene;
  const std::string id = make(scene.world, scene.ann, mondays(), {scene.bob});
  const Reply reply = search(scene.world, scene.bob, "plan");
  REQUIRE(reply["items"].as_array().size() == 1);
  const json::value item = reply["items"].at(0);
  CHECK(item.at("meetingId") == json::value(id));
  CHECK(item.at("start") == "2026-03-02T09:00:00+01:00");
  CHECK(item.at("end") == "2026-03-02T10:00:00+01:00");
  CHECK(item.at("rrule") == "FREQ=WEEKLY");
  CHECK_FALSE(item.as_object().contains("occurrence"));
  CHECK(found(scene.world, scene.bob, "retreat").empty());
  changed(scene.world, scene.ann, one(id, "2026-03-16T09:00"), {{"location", "Retreat"}});
  CHECK(found(scene.world, scene.bob, "retreat") == Texts{"Plan"});
  const Person eve = scene.world.person("Eve");
  CHECK(found(scene.world, eve, "plan").empty());
}

TEST_CASE(
    "a search gives the newest start first, in pages of any size, without a gap or a double") {
  Scene scene;
  Texts expected;
  const auto add = [&](const std::string& start, const std::string& length, json::object more) {
    expected.push_back("Plan " + std::to_string(expected.size()));
    more["title"] = expected.back();
    scene.world.meeting(scene.ann, {}, start, length, std::move(more));
  };
  add("2026-01-05T09:00", "PT1H", {});
  add("2026-01-05T09:00", "PT1H", {});
  add("2026-01-05T09:00", "P3D", {});
  add("2026-02-01", "P2D", {{"allDay", true}});
  add("2026-03-02T09:00", "PT1H", {{"rrule", "FREQ=DAILY"}});
  add("2026-03-02T09:00", "P40D", {});
  add("2026-03-03", "P1D", {{"allDay", true}, {"rrule", "FREQ=YEARLY"}});
  add("2026-03-03T09:00", "P200D", {});
  add("2026-03-03T09:00", "PT1H", {{"rrule", "FREQ=WEEKLY;COUNT=3"}});
  add("2026-12-03T09:00", "PT1H", {});
  std::reverse(expected.begin(), expected.end());
  for (int limit = 1; limit <= 11; ++limit) {
    CAPTURE(limit);
    CHECK(all_pages(scene.world, scene.ann, "plan", limit) == expected);
  }
}

TEST_CASE("a search in a large calendar looks at a part of it a request, and comes to its end") {
  Scene scene;
  constexpr int events = 2'100;
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n";
  for (int i = 0; i < events; ++i) {
    text += "BEGIN:VEVENT\r\nUID:" + std::to_string(i) +
            "\r\nSUMMARY:" + (i == 0 ? "Needle" : "Hay") +
            "\r\nDTSTART:20250101T090000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
  }
  const Reply taken =
      scene.world.ask(http::Method::post, "/api/v1/imports", scene.ann.token,
                      text + "END:VCALENDAR\r\n", {{"Content-Type", "text/calendar"}});
  REQUIRE(taken["taken"] == events);
  const Reply first = search(scene.world, scene.ann, "needle");
  CHECK(titles(first).empty());
  CHECK(first.body.as_object().contains("nextCursor"));
  CHECK(all_pages(scene.world, scene.ann, "needle", 200) == Texts{"Needle"});
}

TEST_CASE("a search with a wrong parameter is refused by its name") {
  Scene scene;
  const std::pair<const char*, const char*> cases[] = {
      {"", "?query"},
      {"?query=", "?query"},
      {"?query=a", "?query"},
      {"?query=%20a%20", "?query"},
      {"?query=%ff%fe", "?query"},
      {"?query=plan&limit=0", "?limit"},
      {"?query=plan&limit=201", "?limit"},
      {"?query=plan&cursor=", "?cursor"},
      {"?query=plan&cursor=7", "?cursor"},
      {"?query=plan&cursor=.", "?cursor"},
      {"?query=plan&cursor=7.", "?cursor"},
      {"?query=plan&cursor=.0q6tn4w9yg1c7", "?cursor"},
      {"?query=plan&cursor=7x.0q6tn4w9yg1c7", "?cursor"},
      {"?query=plan&cursor=99999999999999999999.0q6tn4w9yg1c7", "?cursor"}};
  for (const auto& [query, field] : cases) {
    CAPTURE(query);
    const Reply reply = scene.world.get("/api/v1/meetings" + std::string(query), scene.ann.token);
    CHECK(reply.status == 422);
    CHECK(reply.names(field));
  }
  const std::string longer(201, 'a');
  CHECK(scene.world.get("/api/v1/meetings?query=" + longer, scene.ann.token).names("?query"));
}
