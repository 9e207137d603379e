#include "series_world.hpp"

using namespace kalends;
using namespace kalends::test;
using std::chrono::hours;

TEST_CASE(
    "the time that an occurrence has already moves nothing, whatever else is changed of all") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = make(world, ann, mondays());
  changed(world, ann, one(id, "2026-03-16T09:00", "all"),
          {{"start", "2026-03-16T09:00"}, {"end", "2026-03-16T10:00"}, {"title", "Talk"}});
  CHECK(texts(world, ann, "2026-03-01", "2026-03-17") == Texts{"2026-03-02T09:00:00+01:00",
                                                               "2026-03-09T09:00:00+01:00",
                                                               "2026-03-16T09:00:00+01:00"});
  CHECK(texts(world, ann, "2026-03-01", "2026-03-17", "title") == Texts{"Talk", "Talk", "Talk"});
}

TEST_CASE("rule 28: a split of an all-day series, with COUNT, dates and what was left out") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann,
                              {{"title", "Off"},
                               {"start", "2026-03-02"},
                               {"allDay", true},
                               {"rrule", "FREQ=DAILY;COUNT=6"},
                               {"rdates", {"2026-03-20", "2026-03-21"}},
                               {"exdates", {"2026-03-03", "2026-03-06"}}},
                              {bob});
  answer_one(world, bob, id, "2026-03-07", "accepted");
  REQUIRE(world.del(one(id, "2026-03-21"), ann.token).status == 204);
  const Reply rest = changed(world, ann, one(id, "2026-03-05", "following"), {{"title", "Free"}});
  CHECK(rest["rrule"] == "FREQ=DAILY;COUNT=3");
  CHECK(texts(world, bob, "2026-03-01", "2026-04-01") ==
        Texts{"2026-03-02", "2026-03-04", "2026-03-05", "2026-03-07", "2026-03-20", "2026-03-21"});
  CHECK(texts(world, bob, "2026-03-01", "2026-04-01", "title") ==
        Texts{"Off", "Off", "Free", "Free", "Free", "Free"});
  CHECK(texts(world, bob, "2026-03-07", "2026-03-08", "response") == Texts{"accepted"});
  CHECK(texts(world, bob, "2026-03-20", "2026-03-23", "status") == Texts{"confirmed", "cancelled"});
  REQUIRE(world.del(meetings(rest.string("id")), ann.token).status == 204);
  CHECK(texts(world, bob, "2026-03-01", "2026-03-06", "status") ==
        Texts{"confirmed", "confirmed", "cancelled"});
}

TEST_CASE("rule 28: after a split each occurrence reminds once, moved ones where they are") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(
      world, ann,
      mondays({{"start", "2026-03-02T10:00"}, {"rrule", "FREQ=DAILY;COUNT=5"}, {"reminders", {0}}}),
      {bob});
  changed(world, ann, one(id, "2026-03-03T10:00"), {{"start", "2026-03-04T16:00"}});
  changed(world, ann, one(id, "2026-03-05T10:00"), {{"start", "2026-03-03T16:00"}});
  changed(world, ann, one(id, "2026-03-04T10:00", "following"), {{"title", "Plan B"}});
  const auto heard = world.notifications(bob).size();
  world.pass(hours{24 * 6});
  CHECK(reminded(world, bob, heard) == Texts{"2026-03-02T09:00:00Z 2026-03-02T10:00:00+01:00",
                                             "2026-03-03T15:00:00Z 2026-03-05T10:00:00+01:00",
                                             "2026-03-04T09:00:00Z 2026-03-04T10:00:00+01:00",
                                             "2026-03-04T15:00:00Z 2026-03-03T10:00:00+01:00",
                                             "2026-03-06T09:00:00Z 2026-03-06T10:00:00+01:00"});
}

TEST_CASE("a series with exceptions in another zone, at another rule, all-day and back") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = make(world, ann, mondays({{"rrule", "FREQ=WEEKLY;COUNT=5"}}));
  REQUIRE(world.del(one(id, "2026-03-09T09:00"), ann.token).status == 204);
  changed(world, ann, one(id, "2026-03-16T09:00"), {{"title", "Special"}});
  const auto seen = [&](const char* field) {
    return texts(world, ann, "2026-03-01", "2026-05-01", field);
  };
  const Texts titles{"Plan", "Plan", "Special", "Plan", "Plan"};
  const Texts states{"confirmed", "cancelled", "confirmed", "confirmed", "confirmed"};
  changed(world, ann, meetings(id), {{"timeZone", "America/New_York"}});
  CHECK(seen("start")[2] == "2026-03-16T09:00:00-04:00");
  CHECK(seen("title") == titles);
  CHECK(seen("status") == states);
  changed(world, ann, meetings(id), {{"allDay", true}, {"start", "2026-03-03"}});
  CHECK(seen("start") ==
        Texts{"2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24", "2026-03-31"});
  CHECK(seen("title") == titles);
  CHECK(seen("status") == states);
  changed(world, ann, one(id, "2026-03-10", "all"),
          {{"allDay", false},
           {"start", "2026-03-09T11:00"},
           {"duration", "PT1H"},
           {"timeZone", "Europe/Berlin"}});
  CHECK(seen("start")[4] == "2026-03-30T11:00:00+02:00");
  CHECK(seen("title") == titles);
  CHECK(seen("status") == states);
  // What the new rule gives as well stays what it was.
  changed(world, ann, meetings(id), {{"rrule", "FREQ=WEEKLY;INTERVAL=2;COUNT=3"}});
  CHECK(seen("title") == Texts{"Plan", "Special", "Plan"});
}

TEST_CASE("If-Match and ETag hold for occurrences as for their series") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = make(world, ann, mondays());
  const std::string where = meetings(id, "?occurrence=2026-03-09T09:00");
  const Reply shown = world.get(where, ann.token);
  const std::string etag = shown.header("ETag");
  CHECK(world.get(where, ann.token, {{"If-None-Match", etag}}).status == 304);
  CHECK(world.patch(one(id, "2026-03-16T09:00"), ann.token, {{"title", "X"}}, {{"If-Match", etag}})
            .status == 200);
  CHECK(world.get(where, ann.token, {{"If-None-Match", etag}}).status == 200);
  const ExtraHeaders old{{"If-Match", etag}};
  CHECK(world.patch(one(id, "2026-03-09T09:00"), ann.token, {{"title", "Y"}}, old).status == 412);
  CHECK(world.patch(one(id, "2026-03-09T09:00", "following"), ann.token, {{"title", "Y"}}, old)
            .status == 412);
  CHECK(world.del(one(id, "2026-03-09T09:00"), ann.token, old).status == 412);
  CHECK(texts(world, ann, "2026-03-01", "2026-03-17", "title") == Texts{"Plan", "Plan", "X"});
}

TEST_CASE("a change that is refused leaves the series, and what is remembered of it, as it was") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = make(world, ann, mondays());
  CHECK(texts(world, ann, "2026-03-01", "2026-03-17").size() == 3);
  for (const char* scope : {"this", "following", "all"}) {
    CAPTURE(scope);
    const Reply refused = world.patch(one(id, "2026-03-09T09:00", scope), ann.token,
                                      {{"title", "Lost"}, {"end", "2026-03-09T08:00"}});
    CHECK(refused.status == 422);
    CHECK(refused.names("/end"));
  }
  changed(world, ann, one(id, "2026-03-16T09:00"), {{"title", "Kept"}});
  CHECK(texts(world, ann, "2026-03-01", "2026-03-17", "title") == Texts{"Plan", "Plan", "Kept"});
}

TEST_CASE("rules 9 and 11: of a series that leaves free, others see what was accepted apart") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person eve = world.person("Eve");
  const std::string id = make(world, ann, mondays({{"rrule", "FREQ=DAILY"}}), {bob});
  world.answer(bob, id, "declined");
  answer_one(world, bob, id, "2026-03-09T09:00", "accepted");
  answer_one(world, bob, id, "2026-03-11T09:00", "tentative");
  changed(world, ann, one(id, "2026-03-10T09:00"), {{"start", "2026-03-09T07:00"}});
  const Reply list = world.get(
      "/api/v1/users/" + bob.id + "/calendar?from=2026-03-01&to=2031-02-17&limit=2", eve.token);
  REQUIRE(list["items"].as_array().size() == 2);
  CHECK(list["items"].at(0).at("start") == "2026-03-09T07:00:00+01:00");
  CHECK(list["items"].at(0).at("busy") == false);
  CHECK(list["items"].at(1).at("start") == "2026-03-09T09:00:00+01:00");
  CHECK(list["items"].at(1).as_object().size() == 5);
  const Reply more =
      world.get("/api/v1/users/" + bob.id +
                    "/calendar?from=2026-03-01&to=2031-02-17&cursor=" + list.string("nextCursor"),
                eve.token);
  REQUIRE(more["items"].as_array().size() == 1);
  CHECK(more["items"].at(0).at("start") == "2026-03-11T09:00:00+01:00");
  CHECK(busy(world, bob, "2026-03-01", "2027-03-01") ==
        Texts{"2026-03-09T07:00:00+01:00 2026-03-09T08:00:00+01:00 tentative",
              "2026-03-09T09:00:00+01:00 2026-03-09T10:00:00+01:00 busy",
              "2026-03-11T09:00:00+01:00 2026-03-11T10:00:00+01:00 tentative"});
}

TEST_CASE("the densest series that is taken is looked at over five years, page by page, at once") {
  World world;
  const Person ann = world.person("Ann");
  const Person eve = world.person("Eve");
  for (int n = 0; n < 20; ++n) {
    make(world, ann, mondays({{"duration", "PT1M"}, {"rrule", "FREQ=MINUTELY;INTERVAL=15"}}));
  }
  for (const Person& reader : {ann, eve}) {
    const auto begin = std::chrono::steady_clock::now();
    const Reply list =
        world.get("/api/v1/users/" + ann.id + "/calendar?from=2026-03-02&to=2031-03-01&limit=50",
                  reader.token);
    CHECK(list["items"].as_array().size() == 50);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{1});
  }
}
