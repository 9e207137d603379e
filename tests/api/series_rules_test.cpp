#include "reopened.hpp"
#include "series_world.hpp"
#include "stored.hpp"

using namespace kalends;
using namespace kalends::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

struct Case {
  const char* what;
  json::object fields;
  const char* from;
  const char* to;
  Texts starts;
  Texts ends;
};

void check(World& world, const Case& each) {
  CAPTURE(each.what);
  const Person ann =
      world.person(std::string("P") + std::to_string(world.clock.now().time_since_epoch().count()));
  world.clock.set(world.clock.now() + std::chrono::seconds{1});
  make(world, ann, mondays(each.fields));
  CHECK(texts(world, ann, each.from, each.to) == each.starts);
  if (!each.ends.empty()) CHECK(texts(world, ann, each.from, each.to, "end") == each.ends);
}

}  // namespace

TEST_CASE("rules 1 to 3: a series over gaps and doubled hours") {
  World world;
  const Case cases[] = {
      {"rule 2: 02:30 does not exist in Berlin on 29 March 2026",
       {{"start", "2026-03-27T02:30"}, {"duration", "PT15M"}, {"rrule", "FREQ=DAILY"}},
       "2026-03-28",
       "2026-03-31",
       {"2026-03-28T02:30:00+01:00", "2026-03-29T02:30:00+01:00", "2026-03-30T02:30:00+02:00"},
       {"2026-03-28T02:45:00+01:00", "2026-03-29T03:45:00+02:00", "2026-03-30T02:45:00+02:00"}},
      {"rule 3: 02:30 comes twice in Berlin on 25 October 2026",
       {{"start", "2026-10-23T02:30"}, {"duration", "PT15M"}, {"rrule", "FREQ=DAILY"}},
       "2026-10-24",
       "2026-10-27",
       {"2026-10-24T02:30:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"},
       {"2026-10-24T02:45:00+02:00", "2026-10-25T02:45:00+02:00", "2026-10-26T02:45:00+01:00"}},
      {"rule 3: what begins before the clock goes back lasts as long",
       {{"start", "2026-10-23T02:50"}, {"duration", "PT15M"}, {"rrule", "FREQ=DAILY"}},
       "2026-10-25",
       "2026-10-26",
       {"2026-10-25T02:50:00+02:00"},
       {"2026-10-25T02:05:00+01:00"}},
      {"rule 2: midnight itself does not exist in Cairo on 24 April 2026",
       {{"start", "2026-04-20T00:30"}, {"timeZone", "Africa/Cairo"}, {"rrule", "FREQ=DAILY"}},
       "2026-04-23",
       "2026-04-25",
       {"2026-04-23T00:30:00+02:00", "2026-04-24T00:30:00+02:00", "2026-04-25T00:30:00+03:00"},
       {}},
      {"rule 1: half an hour on Lord Howe, on 5 April 2026",
       {{"start", "2026-04-01T09:00"},
        {"timeZone", "Australia/Lord_Howe"},
        {"rrule", "FREQ=DAILY"}},
       "2026-04-04",
       "2026-04-06",
       {"2026-04-04T09:00:00+11:00", "2026-04-05T09:00:00+10:30"},
       {}},
      {"rule 1: New York goes three weeks before Berlin",
       {{"timeZone", "America/New_York"}},
       "2026-03-02",
       "2026-03-10",
       {"2026-03-02T09:00:00-05:00", "2026-03-09T09:00:00-04:00"},
       {"2026-03-02T10:00:00-05:00", "2026-03-09T10:00:00-04:00"}},
  };
  for (const Case& each : cases) check(world, each);
}

TEST_CASE(
    "rules 5 and 6: how long an occurrence is over a clock change, and in which zone it ends") {
  World world;
  const auto daily = [](const char* start, const char* duration) {
    return json::object{{"start", start}, {"duration", duration}, {"rrule", "FREQ=WEEKLY"}};
  };
  const Case cases[] = {
      {"a day in spring",
       daily("2026-03-21T09:00", "P1D"),
       "2026-03-28",
       "2026-03-29",
       {"2026-03-28T09:00:00+01:00"},
       {"2026-03-29T09:00:00+02:00"}},
      {"24 hours in spring",
       daily("2026-03-21T09:00", "PT24H"),
       "2026-03-28",
       "2026-03-29",
       {"2026-03-28T09:00:00+01:00"},
       {"2026-03-29T10:00:00+02:00"}},
      {"a day and two hours in spring",
       daily("2026-03-21T09:00", "P1DT2H"),
       "2026-03-28",
       "2026-03-29",
       {"2026-03-28T09:00:00+01:00"},
       {"2026-03-29T11:00:00+02:00"}},
      {"a day in autumn",
       daily("2026-10-17T09:00", "P1D"),
       "2026-10-24",
       "2026-10-25",
       {"2026-10-24T09:00:00+02:00"},
       {"2026-10-25T09:00:00+01:00"}},
      {"24 hours in autumn",
       daily("2026-10-17T09:00", "PT24H"),
       "2026-10-24",
       "2026-10-25",
       {"2026-10-24T09:00:00+02:00"},
       {"2026-10-25T08:00:00+01:00"}},
  };
  for (const Case& each : cases) check(world, each);
  // A flight of nine hours each Sunday; New York changes its clocks on 8 March, Berlin on the 29th.
  const Person joe = world.person("Joe");
  json::object flight = mondays({{"start", "2026-03-01T10:00"},
                                 {"end", "2026-03-01T13:00"},
                                 {"endTimeZone", "America/New_York"}});
  flight.erase("duration");
  make(world, joe, flight);
  CHECK(texts(world, joe, "2026-03-01", "2026-03-30", "end") ==
        Texts{"2026-03-01T13:00:00-05:00", "2026-03-08T14:00:00-04:00", "2026-03-15T14:00:00-04:00",
              "2026-03-22T14:00:00-04:00", "2026-03-29T13:00:00-04:00"});
}

TEST_CASE("rules 24, 26 and 29: no horizon, dates taken out as instants, a first start by itself") {
  World world;
  const Case cases[] = {
      {"rule 24: daily from 2004, in 2040",
       {{"start", "2004-01-01T09:00"}, {"rrule", "FREQ=DAILY"}},
       "2040-07-01",
       "2040-07-03",
       {"2040-07-01T09:00:00+02:00", "2040-07-02T09:00:00+02:00"},
       {}},
      {"rule 24: monthly from 1900, at the end of 2199",
       {{"start", "1900-01-31T09:00"}, {"timeZone", "UTC"}, {"rrule", "FREQ=MONTHLY"}},
       "2199-10-01",
       "2199-12-31",
       {"2199-10-31T09:00:00Z"},
       {}},
      {"rule 26: an instant written elsewhere",
       {{"rrule", "FREQ=DAILY;COUNT=3"}, {"exdates", {"2026-03-03T03:00:00-05:00"}}},
       "2026-03-01",
       "2026-04-01",
       {"2026-03-02T09:00:00+01:00", "2026-03-04T09:00:00+01:00"},
       {}},
      {"rule 26: a date takes all of its local day, and no more",
       {{"start", "2026-03-02T00:30"},
        {"rrule", "FREQ=DAILY;BYHOUR=0,23;COUNT=5"},
        {"exdates", {"2026-03-03"}}},
       "2026-03-01",
       "2026-04-01",
       {"2026-03-02T00:30:00+01:00", "2026-03-02T23:30:00+01:00", "2026-03-04T00:30:00+01:00"},
       {}},
      {"rule 26: what the gap of 29 March moves is taken out by its instant",
       {{"start", "2026-03-28T02:30"},
        {"rrule", "FREQ=DAILY;COUNT=3"},
        {"exdates", {"2026-03-29T01:30:00Z"}}},
       "2026-03-01",
       "2026-04-01",
       {"2026-03-28T02:30:00+01:00", "2026-03-30T02:30:00+02:00"},
       {}},
      {"rule 29: a Monday, and then Friday the 13th",
       {{"rrule", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3"}},
       "2026-03-01",
       "2027-01-01",
       {"2026-03-02T09:00:00+01:00", "2026-03-13T09:00:00+01:00", "2026-11-13T09:00:00+01:00"},
       {}},
      {"a date that is the start itself is one occurrence",
       {{"rrule", ""}, {"rdates", {"2026-03-02T09:00", "2026-03-04T09:00", "2026-03-04T09:00"}}},
       "2026-03-01",
       "2026-04-01",
       {"2026-03-02T09:00:00+01:00", "2026-03-04T09:00:00+01:00"},
       {}},
  };
  for (const Case& each : cases) check(world, each);
}

TEST_CASE("rule 14: an answer to one occurrence is one row, however many are invited") {
  World world;
  const Person ann = world.person("Ann");
  std::vector<Person> guests;
  for (int n = 0; n < 40; ++n) guests.push_back(world.person("Guest" + std::to_string(n)));
  const std::string id = make(world, ann, mondays(), guests);
  Stored stored(world);
  auto expected = stored.rows();
  answer_one(world, guests[7], id, "2026-03-09T09:00", "accepted");
  ++expected["occurrence_answers"];
  ++expected["notices"];
  ++expected["notifications"];
  expected["sequences"] = stored.rows()["sequences"];
  expected["audit"] += 1;
  CHECK(stored.rows() == expected);
  answer_one(world, guests[7], id, "2026-03-09T09:00", "accepted");
  CHECK_MESSAGE(stored.rows() == expected, "the same answer is told once");
}

TEST_CASE("rule 18: a cancelled series is read by all who were in it, and blocks nobody") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann, mondays(), {bob});
  world.answer(bob, id, "accepted");
  answer_one(world, bob, id, "2026-03-09T09:00", "tentative");
  REQUIRE(world.del(meetings(id), ann.token).status == 204);
  CHECK(busy(world, bob, "2026-03-01", "2026-04-01").empty());
  CHECK(texts(world, bob, "2026-03-01", "2026-03-10", "status") == Texts{"cancelled", "cancelled"});
  CHECK(world.get(meetings(id, "?occurrence=2026-03-09T09:00"), bob.token)["status"] ==
        "cancelled");
  for (const char* where : {"/response", "/response?occurrence=2026-03-09T09:00"}) {
    CHECK(world.put(meetings(id, where), bob.token, {{"response", "accepted"}}).status == 409);
  }
  CHECK(world.patch(one(id, "2026-03-09T09:00"), ann.token, {{"title", "No"}}).status == 409);
  const auto heard = world.notifications(bob).size();
  world.pass(hours{24 * 8});
  CHECK(reminded(world, bob, heard).empty());
}

TEST_CASE("rules 19 and 31: reminders of one occurrence go to who goes there") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const Person joe = world.person("Joe");
  const json::object daily{
      {"start", "2026-03-02T10:00"}, {"rrule", "FREQ=DAILY;COUNT=4"}, {"reminders", {0}}};
  const std::string id = make(world, ann, mondays(daily), {bob, joe});
  world.answer(bob, id, "declined");
  answer_one(world, bob, id, "2026-03-03T10:00", "accepted");
  REQUIRE(world.del(meetings(id, "/attendees/me"), joe.token).status == 204);
  const auto heard_bob = world.notifications(bob).size();
  const auto heard_joe = world.notifications(joe).size();
  world.pass(hours{24});
  // Back again behind the first.
  world.answer(joe, id, "accepted");
  const Person late = world.person("Late");
  REQUIRE(world
              .post(meetings(id, "/attendees"), ann.token,
                    {{"attendees", {json::object{{"userId", late.id}}}}})
              .status == 200);
  world.pass(hours{24 * 4});
  const Texts second{"2026-03-03T09:00:00Z 2026-03-03T10:00:00+01:00"};
  CHECK(reminded(world, bob, heard_bob) == second);
  const Texts rest{"2026-03-03T09:00:00Z 2026-03-03T10:00:00+01:00",
                   "2026-03-04T09:00:00Z 2026-03-04T10:00:00+01:00",
                   "2026-03-05T09:00:00Z 2026-03-05T10:00:00+01:00"};
  CHECK(reminded(world, joe, heard_joe) == rest);
  CHECK(reminded(world, late) == rest);
}

TEST_CASE(
    "rule 20: a server that was down says late what still goes on, and passes over the rest") {
  World world;
  const Person ann = world.person("Ann");
  const json::object daily{
      {"start", "2026-03-02T10:00"}, {"rrule", "FREQ=DAILY;COUNT=8"}, {"reminders", {30, 0}}};
  make(world, ann, mondays(daily));
  world.pass(hours{3});
  CHECK(reminded(world, ann).size() == 2);
  world.clock.set(world.clock.now() + hours{24 * 3} - minutes{100});  // 5 March, 10:20 in Berlin
  auto again = reopened(world);
  pass(world, *again, hours{24});
  const std::string third = " 2026-03-05T10:00:00+01:00";
  const std::string fourth = " 2026-03-06T10:00:00+01:00";
  const Texts heard = reminded(world, ann, 2);
  REQUIRE(heard.size() == 4);
  CHECK(heard[0].substr(20) == third);
  CHECK(heard[1].substr(20) == third);
  CHECK(heard[2] == "2026-03-06T08:30:00Z" + fourth);
  CHECK(heard[3] == "2026-03-06T09:00:00Z" + fourth);
}

TEST_CASE("rule 21: an occurrence moved to the past reminds nobody, one moved out of it does") {
  World world;
  const Person ann = world.person("Ann");
  const json::object daily{
      {"start", "2026-02-27T10:00"}, {"rrule", "FREQ=DAILY;COUNT=5"}, {"reminders", {30, 0}}};
  const std::string id = make(world, ann, mondays(daily));
  changed(world, ann, one(id, "2026-03-03T10:00"), {{"start", "2026-03-01T10:00"}});
  changed(world, ann, one(id, "2026-02-28T10:00"), {{"start", "2026-03-03T16:00"}});
  // Ten minutes before it begins again: the 30 minutes are over.
  changed(world, ann, one(id, "2026-03-01T10:00"), {{"start", "2026-03-02T09:10"}});
  world.pass(hours{48});
  CHECK(reminded(world, ann) == Texts{"2026-03-02T08:10:00Z 2026-03-01T10:00:00+01:00",
                                      "2026-03-02T08:30:00Z 2026-03-02T10:00:00+01:00",
                                      "2026-03-02T09:00:00Z 2026-03-02T10:00:00+01:00",
                                      "2026-03-03T14:30:00Z 2026-02-28T10:00:00+01:00",
                                      "2026-03-03T15:00:00Z 2026-02-28T10:00:00+01:00"});
}

TEST_CASE(
    "rule 23: an all-day series reminds each at nine of their own clock, wherever they move") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person joe = world.person("Joe", "America/New_York");
  make(world, ann,
       {{"title", "Off"},
        {"start", "2026-03-06"},
        {"allDay", true},
        {"rrule", "FREQ=DAILY;COUNT=4"},
        {"reminders", {0}}},
       {joe});
  world.pass(hours{24 * 5});
  CHECK(reminded(world, ann).back() == "2026-03-07T08:00:00Z 2026-03-07");
  REQUIRE(world.patch("/api/v1/users/me", ann.token, {{"timeZone", "Asia/Tokyo"}}).status == 200);
  world.pass(hours{24 * 6});
  CHECK(reminded(world, ann) ==
        Texts{"2026-03-06T08:00:00Z 2026-03-06", "2026-03-07T08:00:00Z 2026-03-07",
              "2026-03-08T00:00:00Z 2026-03-08", "2026-03-09T00:00:00Z 2026-03-09"});
  // New York changes its clocks on the 8th.
  CHECK(reminded(world, joe) ==
        Texts{"2026-03-06T14:00:00Z 2026-03-06", "2026-03-07T14:00:00Z 2026-03-07",
              "2026-03-08T13:00:00Z 2026-03-08", "2026-03-09T13:00:00Z 2026-03-09"});
}
