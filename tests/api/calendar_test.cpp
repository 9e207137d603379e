#include "world.hpp"

#include <tuple>

using namespace kalends;
using namespace kalends::test;

namespace {

const std::string march = "from=2026-03-01&to=2026-04-01";

Reply agenda(World& world, const Person& reader, const std::string& owner,
             const std::string& query = march) {
  Reply reply = world.get("/api/v1/users/" + owner + "/calendar?" + query, reader.token);
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  return reply;
}

std::vector<std::string> of_each(const json::value& items, const char* field) {
  std::vector<std::string> out;
  for (const auto& item : items.as_array()) out.emplace_back(item.at(field).as_string());
  return out;
}

/// Every item, asked for in pages of this size.
json::array in_pages(World& world, const Person& reader, const std::string& owner, int limit) {
  const std::string first = march + "&limit=" + std::to_string(limit);
  json::array all;
  std::string cursor;
  for (;;) {
    const Reply page = agenda(world, reader, owner, first + cursor);
    for (const auto& item : page["items"].as_array()) all.push_back(item);
    if (!page.body.as_object().contains("nextCursor")) return all;
    CHECK(page["items"].as_array().size() == static_cast<std::size_t>(limit));
    cursor = "&cursor=" + page.string("nextCursor");
  }
}

}  // namespace

TEST_CASE("my list shows my meetings whole, in order of start") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string late = world.meeting(ann, {bob}, "2026-03-05T16:00");
  const std::string early = world.meeting(bob, {ann}, "2026-03-03T08:00", "PT15M");
  const Reply list = agenda(world, ann, "me");
  CHECK(of_each(list["items"], "meetingId") == std::vector{early, late});
  CHECK(list["items"].at(0) ==
        json::value{{"meetingId", early},
                    {"title", "Plan"},
                    {"start", "2026-03-03T08:00:00+01:00"},
                    {"end", "2026-03-03T08:15:00+01:00"},
                    {"timeZone", "Europe/Berlin"},
                    {"allDay", false},
                    {"organizer", {{"userId", bob.id}, {"name", "Bob"}, {"email", bob.email}}},
                    {"response", "needs-action"},
                    {"status", "confirmed"},
                    {"busy", false}});
  CHECK(list["items"].at(1).at("response") == "accepted");
  CHECK(list["items"].at(1).at("busy") == true);
}

// rule 11
TEST_CASE("of other people's meetings a list shows nothing but the time") {
  World world;
  const Person ann = world.person("Ann");
  const Person eve = world.person("Eve", "America/New_York");
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    ids.push_back(world.meeting(ann, {}, "2026-03-03T15:00", "PT1H",
                                {{"title", "Merger"},
                                 {"description", "Secret"},
                                 {"location", "Vault"},
                                 {"link", "https://example.org/secret"}}));
  }
  const Reply list = agenda(world, eve, ann.id, march + "&limit=2");
  CHECK(list["items"].at(0) == json::value{{"start", "2026-03-03T09:00:00-05:00"},
                                           {"end", "2026-03-03T10:00:00-05:00"},
                                           {"timeZone", "America/New_York"},
                                           {"allDay", false},
                                           {"busy", true}});
  std::string everything = list.text;
  for (const auto& [name, value] : list.headers) {
    everything += name;
    everything += value;
  }
  for (const char* const word : {"Merger", "Secret", "Vault", "secret", "Berlin"}) {
    CHECK(everything.find(word) == std::string::npos);
  }
  for (const std::string& id : ids) {
    CHECK(everything.find(id) == std::string::npos);
    const auto number = std::to_string(parse_id<MeetingId>(id)->value);
    CHECK(everything.find(number) == std::string::npos);
  }
}

// rule 11
TEST_CASE("the list of another person does not change with what its reader may not see") {
  World world;
  const Person ann = world.person("Ann");
  const Person eve = world.person("Eve");
  const std::string plan = world.meeting(ann, {});
  const Reply before = agenda(world, eve, ann.id);
  world.patch(meetings(plan), ann.token, {{"title", "Other"}, {"location", "Elsewhere"}});
  const Reply after = agenda(world, eve, ann.id);
  CHECK(before.text == after.text);
  CHECK(before.header("ETag") == after.header("ETag"));
}

TEST_CASE("what two people share, the list of either shows to both") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string shared = world.meeting(ann, {bob}, "2026-03-03T09:00");
  world.meeting(ann, {}, "2026-03-04T09:00");
  const Reply list = agenda(world, bob, ann.id);
  REQUIRE(list["items"].as_array().size() == 2);
  CHECK(list["items"].at(0).at("meetingId") == json::value(shared));
  CHECK(list["items"].at(0).at("response") == "accepted");
  CHECK_FALSE(list["items"].at(1).as_object().contains("title"));
}

TEST_CASE("pages of every size make up the same list") {
  World world;
  const Person ann = world.person("Ann");
  const Person eve = world.person("Eve");
  for (int i = 0; i < 6; ++i) world.meeting(ann, {}, "2026-03-03T09:00");
  for (int i = 0; i < 5; ++i) world.meeting(ann, {}, "2026-03-03T09:30", "P1D");
  const json::array whole = in_pages(world, ann, "me", 1000);
  const json::array times = in_pages(world, eve, ann.id, 1000);
  CHECK(whole.size() == 11);
  for (int limit = 1; limit <= 12; ++limit) {
    CAPTURE(limit);
    CHECK(in_pages(world, ann, "me", limit) == whole);
    CHECK(in_pages(world, eve, ann.id, limit) == times);
  }
}

TEST_CASE("a thousand meetings come in one answer, and what is more on the next page") {
  World world;
  const Person ann = world.person("Ann");
  world.meeting(ann, {}, "2026-03-02T09:00", "PT1H", {{"rrule", "FREQ=DAILY;COUNT=1000"}});
  world.meeting(ann, {}, "2026-03-02T12:00");
  const std::string years = "from=2026-03-01&to=2029-03-01";
  const Reply first = agenda(world, ann, "me", years + "&limit=1000");
  CHECK(first["items"].as_array().size() == 1000);
  const Reply next =
      agenda(world, ann, "me", years + "&limit=1000&cursor=" + first.string("nextCursor"));
  REQUIRE(next["items"].as_array().size() == 1);
  CHECK(next["items"].at(0).at("start") == "2028-11-25T09:00:00+01:00");
  CHECK_FALSE(next.body.as_object().contains("nextCursor"));
}

TEST_CASE("a query that cannot be meant is refused by the name of its parameter") {
  World world;
  const Person ann = world.person("Ann");
  const std::pair<const char*, const char*> cases[] = {
      {"to=2026-04-01", "?from"},
      {"from=2026-03-01", "?to"},
      {"from=yesterday&to=2026-04-01", "?from"},
      {"from=2026-03-01&to=2026-03-01", "?to"},
      {"from=2026-03-02&to=2026-03-01", "?to"},
      {"from=2020-01-01&to=2026-03-01", "?to"},
      {"from=1899-12-31&to=1900-03-01", "?from"},
      {"from=2026-03-01&to=2026-04-01&limit=0", "?limit"},
      {"from=2026-03-01&to=2026-04-01&limit=1001", "?limit"},
      {"from=2026-03-01&to=2026-04-01&limit=ten", "?limit"},
      {"from=2026-03-01&to=2026-04-01&cursor=", "?cursor"},
      {"from=2026-03-01&to=2026-04-01&cursor=abc", "?cursor"},
      {"from=2026-03-01&to=2026-04-01&cursor=1772440000", "?cursor"},
      {"from=2026-03-01&to=2026-04-01&cursor=1772440000.-1", "?cursor"},
      {"from=2026-03-01&to=2026-04-01&cursor=1772440000.1x", "?cursor"},
      {"from=2026-03-01&to=2026-04-01&cursor=1772440000.99999999999", "?cursor"},
      {"from=2026-03-01&to=2026-04-01&cursor=99999999999999.0", "?cursor"},
  };
  for (const auto& each : cases) {
    const auto& query = each.first;
    const auto& pointer = each.second;
    CAPTURE(query);
    const Reply reply = world.get(std::string("/api/v1/users/me/calendar?") + query, ann.token);
    CHECK(reply.status == 422);
    CHECK(reply.names(pointer));
  }
}

// rule 10
TEST_CASE("a meeting is in the list of what it overlaps, not of what it touches") {
  World world;
  const Person ann = world.person("Ann", "UTC");
  world.meeting(ann, {}, "2026-03-03T09:00");
  const std::tuple<const char*, const char*, std::size_t> cases[] = {
      {"2026-03-03T08:00:00Z", "2026-03-03T09:00:00Z", 0},
      {"2026-03-03T08:00:00Z", "2026-03-03T09:00:01Z", 1},
      {"2026-03-03T09:30:00Z", "2026-03-03T09:30:01Z", 1},
      {"2026-03-03T09:59:59Z", "2026-03-03T11:00:00Z", 1},
      {"2026-03-03T10:00:00Z", "2026-03-03T11:00:00Z", 0},
  };
  for (const auto& each : cases) {
    const auto& from = std::get<0>(each);
    const auto& to = std::get<1>(each);
    const auto& count = std::get<2>(each);
    CAPTURE(from);
    const Reply list = agenda(world, ann, "me", std::string("from=") + from + "&to=" + to);
    CHECK(list["items"].as_array().size() == count);
  }
}

// rules 4, 8
TEST_CASE("a date in a query is a day of the reader, of 23 hours too") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person kim = world.person("Kim", "Asia/Seoul");
  world.meeting(ann, {kim}, "2026-03-29T23:30", "PT30M");
  const std::string day = "from=2026-03-29&to=2026-03-30";
  const std::string next = "from=2026-03-30&to=2026-03-31";
  CHECK(agenda(world, ann, "me", day)["items"].as_array().size() == 1);
  CHECK(agenda(world, ann, "me", next)["items"].as_array().empty());
  CHECK(agenda(world, kim, "me", day)["items"].as_array().empty());
  CHECK(agenda(world, kim, "me", next)["items"].as_array().size() == 1);
}

// rule 8
TEST_CASE("an all-day meeting is on its date in everybody's own calendar") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person joe = world.person("Joe", "America/New_York");
  const Person kiri = world.person("Kiri", "Pacific/Kiritimati");
  const Reply made = world.post("/api/v1/meetings", ann.token,
                                {{"title", "Fair"},
                                 {"start", "2026-03-10"},
                                 {"allDay", true},
                                 {"attendees", json::array{json::object{{"userId", joe.id}},
                                                           json::object{{"userId", kiri.id}}}}});
  REQUIRE(made.status == 201);
  CHECK(made.string("end") == "2026-03-11");
  for (const Person& person : {ann, joe, kiri}) {
    const auto count = [&](const char* from, const char* to) {
      const std::string query = std::string("from=") + from + "&to=" + to;
      return agenda(world, person, "me", query)["items"].as_array().size();
    };
    CHECK(count("2026-03-09", "2026-03-10") == 0);
    CHECK(count("2026-03-10", "2026-03-11") == 1);
    CHECK(count("2026-03-11", "2026-03-12") == 0);
  }
}

// rule 18
TEST_CASE("a cancelled meeting stays in the lists of its people, and in no other") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person eve = world.person("Eve");
  const std::string plan = world.meeting(ann, {bob});
  CHECK(agenda(world, eve, bob.id)["items"].as_array().size() == 1);
  CHECK(world.del(meetings(plan), ann.token).status == 204);
  CHECK(agenda(world, bob, "me")["items"].at(0).at("status") == "cancelled");
  CHECK(agenda(world, ann, "me")["items"].at(0).at("busy") == false);
  CHECK(agenda(world, eve, bob.id)["items"].as_array().empty());
}

TEST_CASE("what did not change need not be sent again") {
  World world;
  const Person ann = world.person("Ann");
  world.meeting(ann, {});
  const std::string target = "/api/v1/users/me/calendar?" + march;
  const std::string etag = world.get(target, ann.token).header("ETag");
  REQUIRE_FALSE(etag.empty());
  const Reply again = world.get(target, ann.token, {{"If-None-Match", etag}});
  CHECK(again.status == 304);
  CHECK(again.text.empty());
  CHECK(again.header("ETag") == etag);
  world.meeting(ann, {}, "2026-03-07T10:00");
  CHECK(world.get(target, ann.token, {{"If-None-Match", etag}}).status == 200);
}

TEST_CASE("the calendar of nobody is not found, and nobody finds any") {
  World world;
  const Person ann = world.person("Ann");
  for (const char* const id : {"0000000000001", "zzzzzzzzzzzzz", "1", "%6De"}) {
    CAPTURE(id);
    const std::string target = std::string("/api/v1/users/") + id + "/calendar?" + march;
    CHECK(world.get(target, ann.token).status == 404);
    CHECK(world.get(target, "").status == 401);
  }
}
