#include "series_world.hpp"

using namespace kalends;
using namespace kalends::test;

TEST_CASE("rule 28: a split at a date beside the rule leaves the rule on its days") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = make(world, ann, mondays({{"rdates", {"2026-03-12T15:00"}}}));
  const Reply rest =
      changed(world, ann, one(id, "2026-03-12T15:00", "following"), {{"title", "Plan B"}});
  CHECK(texts(world, ann, "2026-03-01", "2026-03-31") ==
        Texts{"2026-03-02T09:00:00+01:00", "2026-03-09T09:00:00+01:00", "2026-03-12T15:00:00+01:00",
              "2026-03-16T09:00:00+01:00", "2026-03-23T09:00:00+01:00",
              "2026-03-30T09:00:00+02:00"});
  CHECK(texts(world, ann, "2026-03-01", "2026-03-17", "title") ==
        Texts{"Plan", "Plan", "Plan B", "Plan B"});
  CHECK(rest.string("id") != id);
}

TEST_CASE("rule 28: a split at a date behind the rule's end leaves the dates alone") {
  World world;
  const Person ann = world.person("Ann");
  for (const char* rule : {"FREQ=WEEKLY;COUNT=2", "FREQ=WEEKLY;UNTIL=20260309T080000Z"}) {
    CAPTURE(rule);
    const Person joe = world.person(std::string("Joe") + rule[12]);
    const std::string id =
        make(world, joe,
             mondays({{"rrule", rule}, {"rdates", {"2026-03-12T15:00", "2026-03-19T15:00"}}}));
    changed(world, joe, one(id, "2026-03-12T15:00", "following"), {{"start", "2026-03-12T16:00"}});
    CHECK(texts(world, joe, "2026-03-01", "2027-03-31") ==
          Texts{"2026-03-02T09:00:00+01:00", "2026-03-09T09:00:00+01:00",
                "2026-03-12T16:00:00+01:00", "2026-03-19T16:00:00+01:00"});
  }
}

TEST_CASE("rule 28: a split behind dates that come before the rule's start doubles nothing") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id =
      make(world, ann, mondays({{"rdates", {"2026-02-18T09:00", "2026-02-25T09:00"}}}));
  SUBCASE("at the start of the rule") {
    changed(world, ann, one(id, "2026-03-02T09:00", "following"), {{"title", "Plan B"}});
    CHECK(texts(world, ann, "2026-02-01", "2026-03-10", "title") ==
          Texts{"Plan", "Plan", "Plan B", "Plan B"});
  }
  SUBCASE("among the dates") {
    changed(world, ann, one(id, "2026-02-25T09:00", "following"), {{"title", "Plan B"}});
    CHECK(texts(world, ann, "2026-02-01", "2026-03-10", "title") ==
          Texts{"Plan", "Plan B", "Plan B", "Plan B"});
  }
  SUBCASE("and cancelled") {
    REQUIRE(world.del(one(id, "2026-03-02T09:00", "following"), ann.token).status == 204);
    CHECK(items(world, ann, "2026-02-01", "2026-12-10").size() == 2);
  }
  CHECK(texts(world, ann, "2026-02-01", "2026-03-01").size() == 2);
}

TEST_CASE("rule 5: a series of whole days keeps them when it is moved, however") {
  World world;
  const Person ann = world.person("Ann");
  // The clock goes forward in the night to 29 March 2026: that day on the wall has 23 hours.
  const std::string id =
      make(world, ann,
           mondays({{"start", "2026-03-28T09:00"}, {"duration", "P1D"}, {"rrule", "FREQ=WEEKLY"}}));
  std::string target;
  SUBCASE("as a whole") {
    changed(world, ann, meetings(id), {{"start", "2026-03-21T09:00"}});
    CHECK(texts(world, ann, "2026-03-20", "2026-04-05", "end") ==
          Texts{"2026-03-22T09:00:00+01:00", "2026-03-29T09:00:00+02:00",
                "2026-04-05T09:00:00+02:00"});
  }
  SUBCASE("by the hand on one of them") {
    changed(world, ann, one(id, "2026-04-04T09:00", "all"), {{"start", "2026-04-04T10:00"}});
    CHECK(texts(world, ann, "2026-03-20", "2026-04-05", "end") ==
          Texts{"2026-03-29T10:00:00+02:00", "2026-04-05T10:00:00+02:00"});
  }
  SUBCASE("this and following") {
    changed(world, ann, one(id, "2026-10-24T09:00", "following"), {{"start", "2026-10-24T10:00"}});
    CHECK(texts(world, ann, "2026-10-20", "2026-11-01", "end") ==
          Texts{"2026-10-25T10:00:00+01:00", "2026-11-01T10:00:00+01:00"});
  }
}

TEST_CASE("rule 5: from 24 hours to a day is a change, and one that asks anew") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id =
      make(world, ann, mondays({{"start", "2026-03-21T09:00"}, {"duration", "PT24H"}}), {bob});
  world.answer(bob, id, "accepted");
  const Texts before{"2026-03-22T09:00:00+01:00", "2026-03-29T10:00:00+02:00"};
  CHECK(texts(world, bob, "2026-03-20", "2026-03-30", "end") == before);
  changed(world, ann, meetings(id), {{"duration", "P1D"}});
  const Texts after{"2026-03-22T09:00:00+01:00", "2026-03-29T09:00:00+02:00"};
  CHECK(texts(world, bob, "2026-03-20", "2026-03-30", "end") == after);
  CHECK(texts(world, bob, "2026-03-20", "2026-03-30", "response") ==
        Texts{"needs-action", "needs-action"});
}

TEST_CASE("who leaves a series is in none of it, whatever they said of one before") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann, mondays(), {bob});
  answer_one(world, bob, id, "2026-03-09T09:00", "accepted");
  REQUIRE(world.del(meetings(id, "/attendees/me"), bob.token).status == 204);
  CHECK(items(world, bob, "2026-03-01", "2026-04-01").empty());
  CHECK(busy(world, bob, "2026-03-01", "2026-04-01").empty());
  const Reply shown = world.get(meetings(id, "?occurrence=2026-03-09T09:00"), ann.token);
  CHECK(shown["attendees"].at(0).at("response") == "declined");
  // Back for one of them.
  answer_one(world, bob, id, "2026-03-16T09:00", "accepted");
  CHECK(texts(world, bob, "2026-03-01", "2026-03-24", "response") ==
        Texts{"declined", "declined", "accepted", "declined"});
  CHECK(busy(world, bob, "2026-03-01", "2026-04-01").size() == 1);
}

TEST_CASE("rule 13: what the organizer said of one occurrence stays when all are asked anew") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = make(world, ann, mondays(), {bob});
  world.answer(bob, id, "accepted");
  answer_one(world, ann, id, "2026-03-09T09:00", "declined");
  answer_one(world, bob, id, "2026-03-09T09:00", "declined");
  changed(world, ann, meetings(id), {{"start", "2026-03-03T10:00"}});
  CHECK(texts(world, ann, "2026-03-01", "2026-03-18", "response") ==
        Texts{"accepted", "declined", "accepted"});
  CHECK(texts(world, bob, "2026-03-01", "2026-03-18", "response") ==
        Texts{"needs-action", "needs-action", "needs-action"});
}

TEST_CASE("an occurrence that was moved back is like the others again") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = make(world, ann, mondays());
  changed(world, ann, one(id, "2026-03-09T09:00"),
          {{"start", "2026-03-10T15:00"}, {"title", "Once"}});
  changed(world, ann, one(id, "2026-03-09T09:00"),
          {{"start", "2026-03-09T09:00"}, {"title", "Plan"}});
  changed(world, ann, meetings(id), {{"start", "2026-03-02T11:00"}, {"title", "Talk"}});
  CHECK(texts(world, ann, "2026-03-01", "2026-03-17") == Texts{"2026-03-02T11:00:00+01:00",
                                                               "2026-03-09T11:00:00+01:00",
                                                               "2026-03-16T11:00:00+01:00"});
  CHECK(texts(world, ann, "2026-03-01", "2026-03-17", "title") == Texts{"Talk", "Talk", "Talk"});
}

TEST_CASE("what is wanted of a changed occurrence and more changes that one as well") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = make(world, ann, mondays());
  changed(world, ann, one(id, "2026-03-09T09:00"),
          {{"start", "2026-03-10T15:00"}, {"title", "Special"}, {"location", "Attic"}});
  std::string scope;
  SUBCASE("this and following") { scope = "following"; }
  SUBCASE("all") { scope = "all"; }
  const Reply rest = changed(world, ann, one(id, "2026-03-09T09:00", scope),
                             {{"start", "2026-03-09T10:00"}, {"title", "New"}});
  CHECK(texts(world, ann, "2026-03-08", "2026-03-17") ==
        Texts{"2026-03-09T10:00:00+01:00", "2026-03-16T10:00:00+01:00"});
  CHECK(texts(world, ann, "2026-03-08", "2026-03-17", "title") == Texts{"New", "New"});
  const Reply shown =
      world.get(meetings(rest.string("id"), "?occurrence=2026-03-09T10:00"), ann.token);
  CHECK(shown["location"] == "Attic");
}

TEST_CASE("rule 25: an UNTIL in UTC goes along with a series over clock changes and zones") {
  World world;
  const Person ann = world.person("Ann");
  SUBCASE("begun earlier, on the other side of the clock change") {
    const std::string id = make(
        world, ann,
        mondays({{"start", "2026-04-13T09:00"}, {"rrule", "FREQ=DAILY;UNTIL=20260417T070000Z"}}));
    REQUIRE(items(world, ann, "2026-01-01", "2027-01-01").size() == 5);
    changed(world, ann, meetings(id), {{"start", "2026-03-16T09:00"}});
    CHECK(texts(world, ann, "2026-01-01", "2027-01-01").back() == "2026-03-20T09:00:00+01:00");
  }
  SUBCASE("in another zone") {
    const std::string id =
        make(world, ann, mondays({{"rrule", "FREQ=DAILY;UNTIL=20260306T080000Z"}}));
    REQUIRE(items(world, ann, "2026-01-01", "2027-01-01").size() == 5);
    changed(world, ann, meetings(id), {{"timeZone", "America/New_York"}});
    CHECK(texts(world, ann, "2026-01-01", "2027-01-01").back() == "2026-03-06T09:00:00-05:00");
  }
  CHECK(items(world, ann, "2026-01-01", "2027-01-01").size() == 5);
}

TEST_CASE("dates beside a rule are taken out together with what was left out of them") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = make(world, ann,
                              mondays({{"rrule", nullptr},
                                       {"rdates", {"2026-03-05T15:00", "2026-03-06T15:00"}},
                                       {"exdates", {"2026-03-05T15:00"}}}));
  changed(world, ann, meetings(id), {{"rdates", nullptr}});
  CHECK(texts(world, ann, "2026-03-01", "2026-04-01") == Texts{"2026-03-02T09:00:00+01:00"});
}

TEST_CASE("rules 8 and 23: one all-day occurrence of a timed series is each reader's own day") {
  World world;
  const Person ann = world.person("Ann", "Europe/Berlin");
  const Person joe = world.person("Joe", "Pacific/Pago_Pago");
  const std::string id =
      make(world, ann, mondays({{"rrule", "FREQ=WEEKLY;COUNT=2"}, {"reminders", {0}}}), {joe});
  changed(world, ann, one(id, "2026-03-09T09:00"), {{"allDay", true}, {"start", "2026-03-09"}});
  // The last hours of that day in Samoa, which are 10 March in Berlin.
  CHECK(texts(world, joe, "2026-03-09T22:00", "2026-03-09T23:00") == Texts{"2026-03-09"});
  const auto heard = world.notifications(joe).size();
  const auto heard_ann = world.notifications(ann).size();
  world.pass(std::chrono::hours{24 * 9});
  CHECK(reminded(world, ann, heard_ann) == Texts{"2026-03-09T08:00:00Z 2026-03-09T09:00:00+01:00"});
  CHECK(reminded(world, joe, heard) == Texts{"2026-03-09T20:00:00Z 2026-03-09T09:00:00+01:00"});
}

TEST_CASE("rule 8: an all-day series ends with the last midnight of the world") {
  World world;
  const Person ann = world.person("Ann", "Pacific/Kiritimati");
  const Person joe = world.person("Joe", "Pacific/Pago_Pago");
  make(world, ann,
       {{"title", "Off"},
        {"start", "2026-03-05"},
        {"allDay", true},
        {"rrule", "FREQ=DAILY;COUNT=2"}},
       {joe});
  CHECK(texts(world, joe, "2026-03-06T23:15", "2026-03-06T23:45") == Texts{"2026-03-06"});
}
