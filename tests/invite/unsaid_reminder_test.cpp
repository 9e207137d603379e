#include "moving.hpp"

#include <algorithm>
#include <set>

#include <kalends/invite/zone_change.hpp>

namespace kalends::invite {
namespace {

constexpr Instant half_past_eleven = monday + hours{3} + minutes{30};

/// A clock that goes on by a second each time somebody looks at it.
struct Hasty final : Clock {
  std::chrono::sys_time<std::chrono::milliseconds> now_precise() const override { return at++; }

  mutable Instant at;
};

/// A house in which somebody acts in the moment between a reminder's due time and its being said.
struct BusyHouse : MovingHouse {
  static Draft plan() { return draft(12, {}); }
  static Draft daily() {
    Draft out = plan();
    out.repetition = calendar::Repetition{"FREQ=DAILY", {}, {}, {days{0}, hours{1}}, {}};
    return out;
  }
  static WrittenTime at(Instant when) {
    return {LocalTime{when.time_since_epoch()}, std::nullopt, false};
  }

  /// The reminders that have come by then, as "30 Plan".
  Words said(const user::User& person, Instant until) {
    while (clock.now() < until) {
      reminders.tick(*reader);
      clock.set(clock.now() + minutes{1});
    }
    Words out;
    for (const auto& entry : notification::read_log(*reader, person.id, 0, 1000)) {
      const auto notice = notification::find_notice(*reader, entry.notice);
      if (notice->kind != notification::Kind::reminder) continue;
      out.push_back(std::to_string(*notice->minutes_before) + " " + notice->meeting.title);
    }
    return out;
  }

  user::User ann = person("ann");
};

// rule 21
TEST_CASE("a change in the second in which a reminder is due does not keep it back") {
  BusyHouse house;
  const auto meeting = house.make(house.ann, BusyHouse::plan());
  house.clock.set(half_past_eleven);
  Change change;
  change.title = "Longer";
  change.time.end = BusyHouse::at(monday + hours{6});
  change.reminders = std::vector{30, 5};
  REQUIRE(house.change(meeting, change).has_value());
  CHECK(house.said(house.ann, monday + hours{5}) == Words{"30 Longer", "5 Longer"});
}

// rule 21
TEST_CASE("nor does a change during which it falls due") {
  for (const auto scope : {Scope::one, Scope::following, Scope::all}) {
    BusyHouse house;
    Hasty clock;
    Tools hasty{clock, house.ids, house.notifier, house.queue, 500};
    // Each change begins one look at the clock earlier than the one before.
    for (int day = 0; day < 20; ++day) {
      CAPTURE(day);
      Draft wanted = BusyHouse::daily();
      for (LocalTime* local : {&wanted.time.start_local, &wanted.time.end_local}) {
        *local += days{day};
      }
      for (Instant* at : {&wanted.time.starts_at, &wanted.time.ends_at}) *at += days{day};
      wanted.repetition->rule = "FREQ=DAILY;COUNT=3";
      wanted.reminders = {30};
      const auto series = house.make_series(house.ann, wanted);
      house.clock.set(half_past_eleven + days{day} - minutes{1});
      house.reminders.tick(*house.reader);
      clock.at = half_past_eleven + days{day} - seconds{day};
      Change change;
      change.title = std::to_string(day);
      const auto done = house.write([&](db::Transaction& transaction) -> Result<calendar::Meeting> {
        const auto part = part_of_organizer(transaction.db(), series.id, house.ann.id, {});
        return invite::change(transaction, hasty, *part, change,
                              House::one(series, days{0}, scope));
      });
      REQUIRE(done.has_value());
      const auto told = house.said(house.ann, half_past_eleven + days{day} + minutes{2});
      CHECK(std::count(told.begin(), told.end(), "30 " + *change.title) == 1);
    }
  }
}

// rules 19, 21
TEST_CASE("a meeting that becomes a series in that second, or none any more, is told of") {
  BusyHouse house;
  const auto plan = house.make(house.ann, BusyHouse::plan());
  const auto series = house.make_series(house.ann, BusyHouse::daily());
  house.clock.set(half_past_eleven);
  Change repeated;
  repeated.title = "Series";
  repeated.rule = "FREQ=DAILY;COUNT=2";
  REQUIRE(house.change(plan, repeated).has_value());
  Change single;
  single.title = "Single";
  single.rule = "";
  REQUIRE(house.change(series, single).has_value());
  auto told = house.said(house.ann, monday + days{3});
  std::sort(told.begin(), told.end());
  CHECK(told == Words{"0 Series", "0 Series", "0 Single", "30 Series", "30 Series", "30 Single"});
}

// rules 19, 20
TEST_CASE("a backlog of a series that is changed is told once") {
  BusyHouse house;
  Draft hourly = BusyHouse::daily();
  hourly.repetition->rule = "FREQ=HOURLY;COUNT=40";
  hourly.reminders = {1440};
  const auto series = house.make_series(house.ann, hourly);
  // For fifteen hours nobody said anything, and the next is due in a minute.
  house.clock.set(monday + hours{14} + minutes{59});
  Change change;
  change.title = "New";
  REQUIRE(house.change(series, change).has_value());
  const auto told = house.said(house.ann, monday + days{2} + hours{12});
  CHECK(house.planned().empty());
  std::set<Instant> occurrences;
  for (const auto& entry : notification::read_log(*house.reader, house.ann.id, 0, 1000)) {
    const auto notice = notification::find_notice(*house.reader, entry.notice);
    if (notice->kind != notification::Kind::reminder) continue;
    CHECK(occurrences.insert(notice->meeting.time.starts_at).second);
  }
  CHECK(occurrences.size() == told.size());
  CHECK(told.size() == 19);  // the others were due before the series was made
}

// rule 21
TEST_CASE("of a meeting that moves in that second only its new time is told") {
  BusyHouse house;
  const auto meeting = house.make(house.ann, BusyHouse::plan());
  house.clock.set(half_past_eleven);
  Change later;
  later.time.start = BusyHouse::at(monday + hours{6});
  REQUIRE(house.change(meeting, later).has_value());
  CHECK(house.said(house.ann, monday + hours{7}) == Words{"30 Plan", "0 Plan"});
}

// rule 21
TEST_CASE("nor is one said that is not wanted any more, or of what was cancelled") {
  BusyHouse house;
  const auto meeting = house.make(house.ann, BusyHouse::plan());
  const auto other = house.make(house.ann, BusyHouse::plan());
  house.clock.set(half_past_eleven);
  Change change;
  change.reminders = std::vector{0};
  REQUIRE(house.change(meeting, change).has_value());
  REQUIRE(house
              .write([&](db::Transaction& transaction) {
                return cancel(transaction, house.tools, other.id, house.ann.id, {}, {});
              })
              .has_value());
  CHECK(house.said(house.ann, monday + hours{5}) == Words{"0 Plan"});
}

// rules 19, 21
TEST_CASE("whatever is changed of a series in that second, each day is told once") {
  struct Case {
    std::string what;
    Scope scope;
    int day;  // of the occurrence that is changed
    Words told;
  };
  const auto changed = [](const Case& each) {
    BusyHouse house;
    const auto series = house.make_series(house.ann, BusyHouse::daily());
    house.clock.set(half_past_eleven);
    Change change;
    change.title = "New";
    REQUIRE(
        house.change(series, change, House::one(series, days{each.day}, each.scope)).has_value());
    return house.said(house.ann, monday + days{2} + hours{5});
  };
  const Words all{"30 New", "0 New", "30 New", "0 New", "30 New", "0 New"};
  for (const Case& each : {
           Case{"this one",
                Scope::one,
                0,
                {"30 New", "0 New", "30 Plan", "0 Plan", "30 Plan", "0 Plan"}},
           Case{"another",
                Scope::one,
                1,
                {"30 Plan", "0 Plan", "30 New", "0 New", "30 Plan", "0 Plan"}},
           Case{"from another on",
                Scope::following,
                1,
                {"30 Plan", "0 Plan", "30 New", "0 New", "30 New", "0 New"}},
           Case{"all", Scope::all, 0, all},
       }) {
    CAPTURE(each.what);
    CHECK(changed(each) == each.told);
  }
}

// rules 19, 21
TEST_CASE("a series that is split at the occurrence whose reminder is due tells of it") {
  BusyHouse house;
  const auto series = house.make_series(house.ann, BusyHouse::daily());
  CHECK(house.said(house.ann, monday + days{1}) == Words{"30 Plan", "0 Plan"});
  house.clock.set(half_past_eleven + days{1});
  Change change;
  change.title = "New";
  REQUIRE(house.change(series, change, House::one(series, days{1}, Scope::following)).has_value());
  CHECK(house.said(house.ann, monday + days{2}) == Words{"30 Plan", "0 Plan", "30 New", "0 New"});
}

// rules 19, 21
TEST_CASE("of an occurrence that was changed before, what is due is told as well") {
  BusyHouse house;
  const auto series = house.make_series(house.ann, BusyHouse::daily());
  Change own;
  own.title = "Own";
  REQUIRE(house.change(series, own, House::one(series, days{0}, Scope::one)).has_value());
  house.clock.set(half_past_eleven);
  Change link;
  link.link = "https://example.org/room";
  REQUIRE(house.change(series, link, House::one(series, days{3}, Scope::one)).has_value());
  CHECK(house.said(house.ann, monday + hours{5}) == Words{"30 Own", "0 Own"});
}

// rules 19, 23
TEST_CASE("an all-day meeting changed at nine tells each person once") {
  BusyHouse house;
  const user::User joe = house.person("joe", "America/New_York");
  Draft wanted = BusyHouse::plan();
  wanted.time.all_day = true;
  wanted.time.start_local = parse_time("2026-03-03")->local;
  wanted.time.end_local = parse_time("2026-03-04")->local;
  wanted.reminders = {0};
  wanted.guests.push_back(House::guest(joe));
  const auto meeting = house.make(house.ann, wanted);
  house.clock.set(monday + days{1} + hours{1});
  Change longer;
  longer.time.end = parse_time("2026-03-05");
  REQUIRE(house.change(meeting, longer).has_value());
  CHECK(house.said(house.ann, monday + days{1} + hours{2}) == Words{"0 Plan"});
  CHECK(house.said(joe, monday + days{1} + hours{2}).empty());
  CHECK(house.said(joe, monday + days{1} + hours{7}) == Words{"0 Plan"});
}

// rules 20, 23
TEST_CASE("who changes their zone is told of the day once, neither twice nor never") {
  struct Case {
    const char* from;
    const char* to;
    hours moved;  // after midnight in UTC
  };
  // At 09:30 in Berlin to where it is 03:30, and at 05:00 in New York to where it is 11:00.
  for (const Case& each : {Case{"Europe/Berlin", "America/New_York", hours{8}},
                           Case{"America/New_York", "Europe/Berlin", hours{10}}}) {
    CAPTURE(std::string(each.from));
    for (const bool repeated : {false, true}) {
      BusyHouse house;
      user::User joe = house.person("joe", each.from);
      Draft wanted = repeated ? BusyHouse::daily() : BusyHouse::plan();
      wanted.time = {
          true, parse_time("2026-03-03")->local, parse_time("2026-03-04")->local, "", "", {}, {}};
      wanted.reminders = {0};
      if (repeated) {
        wanted.repetition->length = {days{1}, {}};
        house.make_series(joe, wanted);
      } else {
        house.make(joe, wanted);
      }
      CHECK(house.said(joe, monday - hours{8} + days{1} + each.moved + minutes{30}).size() ==
            (each.moved == hours{8} ? 1 : 0));
      REQUIRE(house
                  .write([&](db::Transaction& transaction) -> Result<bool> {
                    move_to_zone(transaction, house.tools, joe, each.to);
                    return true;
                  })
                  .has_value());
      CHECK(house.said(joe, monday + days{1} + hours{12}) == Words{"0 Plan"});
      if (repeated) CHECK(house.said(joe, monday + days{2} + hours{12}).size() == 2);
    }
  }
}

// rule 21
TEST_CASE("an import that brings a newer version in that second does not keep it back") {
  BusyHouse house;
  const std::string event =
      "BEGIN:VEVENT\nUID:plan\nDTSTAMP:20260101T000000Z\nDTSTART:20260302T120000Z\n"
      "DTEND:20260302T130000Z\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT30M\nEND:VALARM\n";
  REQUIRE(house.bring_events(house.ann, event + "SUMMARY:Plan\nEND:VEVENT\n").taken == 1);
  house.clock.set(half_past_eleven);
  const auto newer = event + "SUMMARY:New\nSEQUENCE:1\nEND:VEVENT\n";
  REQUIRE(house.bring_events(house.ann, newer).updated == 1);
  CHECK(house.said(house.ann, monday + hours{5}) == Words{"30 New"});
}

}  // namespace
}  // namespace kalends::invite
