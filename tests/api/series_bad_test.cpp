#include "series_world.hpp"

using namespace kalends;
using namespace kalends::test;

TEST_CASE("a series that cannot be taken says why, at its field, and stores nothing") {
  World world;
  const Person ann = world.person("Ann");
  struct {
    const char* field;
    json::value value;
    const char* pointer;
  } const cases[] = {
      {"rrule", "FREQ=SECONDLY", "/rrule"},
      {"rrule", "FREQ=MINUTELY", "/rrule"},
      {"rrule", "FREQ=DAILY;UNTIL=20260101", "/rrule"},
      {"rrule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "/rrule"},
      {"rrule", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "/rrule"},
      {"rrule", "FREQ=OFTEN", "/rrule"},
      {"rrule", "FREQ=DAILY;COUNT=2;UNTIL=20270101", "/rrule"},
      {"rrule", "FREQ=DAILY;RECURRENCE-ID=20260302", "/rrule"},
      {"rrule", json::string(1001, 'x'), "/rrule"},
      {"rrule", 7, "/rrule"},
      {"rdates", "2026-03-02", "/rdates"},
      {"rdates", {"2026-03-03"}, "/rdates/0"},
      {"exdates", {"2026-03-02T09:00", "yesterday"}, "/exdates/1"},
      {"exdates", json::array(10'001, "2026-03-02T09:00"), "/exdates"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.pointer);
    CAPTURE(json::serialize(each.value).substr(0, 60));
    json::object body = mondays();
    body[each.field] = each.value;
    const auto begin = std::chrono::steady_clock::now();
    const Reply refused = world.post("/api/v1/meetings", ann.token, body);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::milliseconds{500});
    CHECK_MESSAGE(refused.status == 422, refused.text.substr(0, 300));
    CHECK(refused.names(each.pointer));
  }
  CHECK(items(world, ann, "2026-01-01", "2027-01-01").empty());
  json::object body = mondays();
  body.erase("rrule");
  body["exdates"] = {"2026-03-02T09:00"};
  CHECK(world.post("/api/v1/meetings", ann.token, body).names("/exdates"));
}

TEST_CASE("what cannot be asked of an occurrence is refused at its field") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string series = make(world, ann, mondays(), {bob});
  const std::string single = world.meeting(ann, {bob});
  const auto patch = [&](const std::string& target, const json::value& body) {
    return world.patch(target, ann.token, body);
  };
  const json::value title{{"title", "New"}};
  CHECK(patch(meetings(series, "?scope=this"), title).names("?occurrence"));
  CHECK(patch(meetings(series, "?scope=following"), title).names("?occurrence"));
  CHECK(patch(meetings(series, "?scope=some"), title).names("?scope"));
  CHECK(patch(one(single, "2026-03-02T12:00"), title).names("?occurrence"));
  CHECK(patch(one(series, "2026-03-03T09:00"), title).status == 404);
  CHECK(patch(one(series, "2026-03-09T09:00"), {{"rrule", "FREQ=DAILY"}}).names("/rrule"));
  CHECK(patch(one(series, "2026-03-09T09:00"), {{"exdates", json::array{}}}).names("/exdates"));
  const Reply following =
      world.put(meetings(series, "/response?scope=following&occurrence=2026-03-09T09:00"),
                bob.token, {{"response", "accepted"}});
  CHECK(following.names("?scope"));
  CHECK(world.patch(one(series, "2026-03-09T09:00"), bob.token, title).status == 403);
}

TEST_CASE("ten thousand dates are taken or refused in little time") {
  World world;
  const Person ann = world.person("Ann");
  json::object body = mondays();
  body["rrule"] = "FREQ=DAILY";
  json::array exdates;
  for (int n = 0; n < 10'000; ++n) {
    const Date day =
        Date{std::chrono::local_days{std::chrono::year{2026} / 3 / 3}} + std::chrono::days{n};
    exdates.emplace_back(format_date(day) + "T09:00");
  }
  body["exdates"] = exdates;
  const auto begin = std::chrono::steady_clock::now();
  make(world, ann, body);
  CHECK(texts(world, ann, "2026-03-01", "2027-01-01").size() == 1);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{5});
}
