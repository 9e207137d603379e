#include "house.hpp"

#include <algorithm>

#include <kalends/calendar/series.hpp>
#include <kalends/invite/history.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/retirement.hpp>

namespace kalends::invite {
namespace {

using calendar::Response;

/// Bob was in meetings of Ann's that are over, and has retired since.
struct Past : House {
  /// From six to seven; it is eight.
  calendar::Meeting make_single() { return bob_accepts(make(ann, draft(6, {bob, cat}))); }
  /// Three days at six, of which yesterday's was the last.
  calendar::Meeting make_series() {
    Draft wanted = draft(6, {bob, cat});
    for (LocalTime* local : {&wanted.time.start_local, &wanted.time.end_local}) *local -= days{3};
    for (Instant* at : {&wanted.time.starts_at, &wanted.time.ends_at}) *at -= days{3};
    wanted.repetition = calendar::Repetition{"FREQ=DAILY;COUNT=3", {}, {}, {days{0}, hours{1}}, {}};
    calendar::Meeting first;
    first.time = wanted.time;
    first.repetition = wanted.repetition;
    wanted.repetition->extent = calendar::Series(first, {}).extent();
    return bob_accepts(make(ann, wanted));
  }
  calendar::Meeting bob_accepts(calendar::Meeting meeting) {
    REQUIRE(answer(meeting, bob, Response::accepted).has_value());
    write([&](db::Transaction& transaction) -> Result<bool> {
      user::begin_retirement(transaction, bob.id, clock.now());
      user::finish_retirement(transaction, bob.id);
      return true;
    }).value();
    return meeting;
  }

  static Change to(Instant start) {
    const auto written = [](Instant at) {
      return WrittenTime{LocalTime{at.time_since_epoch()}, {}, false};
    };
    Change out;
    out.time.start = written(start);
    out.time.end = written(start + hours{1});
    return out;
  }
  static Which which(Scope scope, const calendar::Meeting& series, days behind) {
    return {scope, WrittenTime{series.time.start_local + behind, std::nullopt, false}};
  }
  Words people(MeetingId id) {
    Words out;
    for (const auto& each : calendar::find_attendees(*reader, id)) {
      out.push_back(each.name + " " + std::string(calendar::word(each.response)) +
                    (each.left ? ", left" : ""));
    }
    return out;
  }
  /// To the end of tomorrow.
  void remind() {
    for (int quarter = 0; quarter < 4 * 36; ++quarter) {
      clock.advance(minutes{15});
      reminders.tick(*reader);
    }
  }

  user::User ann = person("Ann");
  user::User bob = person("Bob");
  user::User cat = person("Cat");
};

const Words bob_is_off{"Ann accepted", "Bob declined, left", "Cat needs-action"};

TEST_CASE("a meeting that comes ahead of somebody who has retired is without them") {
  Past past;
  const auto meeting = past.make_single();
  REQUIRE(past.change(meeting, Past::to(monday + days{1})).has_value());
  CHECK(past.people(meeting.id) == bob_is_off);
  CHECK(past.told(past.bob) == Words{"invited"});
  // That he is not coming, too.
  CHECK(past.told(past.ann) == Words{"responded", "responded"});
  const auto page =
      history_of(*past.reader, *calendar::find_meeting(*past.reader, meeting.id), monday, {}, 9);
  REQUIRE(!page.lines.empty());
  CHECK(std::any_of(page.lines.begin(), page.lines.end(), [&](const DeedLine& line) {
    return line.deed.act == user::Act::attendee_left && line.deed.by == user::machine &&
           line.deed.whom == past.bob.id;
  }));
  past.remind();
  CHECK(past.told(past.bob) == Words{"invited"});
  CHECK(past.told(past.cat) == Words{"invited", "changed", "reminder", "reminder"});
}

TEST_CASE("what stays past keeps the answer of somebody who has retired, and does not tell them") {
  Past past;
  const auto meeting = past.make_single();
  REQUIRE(past.change(meeting, Past::to(monday - days{1})).has_value());
  CHECK(past.people(meeting.id) == Words{"Ann accepted", "Bob accepted", "Cat needs-action"});
  CHECK(past.told(past.bob) == Words{"invited"});
  CHECK(past.told(past.cat) == Words{"invited", "changed"});
  const auto removed = past.write([&](db::Transaction& transaction) {
    return remove_person(transaction, past.tools, meeting.id, past.ann.id, past.bob.id);
  });
  CHECK(removed.has_value());
  CHECK(past.told(past.bob) == Words{"invited"});
}

TEST_CASE("an ended series that goes on again is without those who have retired") {
  Past past;
  const auto series = past.make_series();
  Change longer;
  longer.rule = "FREQ=DAILY;COUNT=9";
  REQUIRE(past.change(series, longer).has_value());
  CHECK(past.people(series.id) == bob_is_off);
  past.remind();
  CHECK(past.told(past.bob) == Words{"invited"});
}

TEST_CASE("so is one of which an occurrence is put off until it is ahead") {
  Past past;
  const auto series = past.make_series();
  const auto only = Past::which(Scope::one, series, days{2});
  REQUIRE(past.change(series, Past::to(monday - hours{9}), only).has_value());
  CHECK_MESSAGE(past.people(series.id)[1] == "Bob accepted", "that is past, too");
  REQUIRE(past.change(series, Past::to(monday + days{1}), only).has_value());
  CHECK(past.people(series.id)[1] == "Bob declined, left");
  past.remind();
  CHECK(past.told(past.bob) == Words{"invited"});
}

TEST_CASE("so is one that gets an excluded day back") {
  Past past;
  auto series = past.make_series();
  Change longer;
  longer.rule = "FREQ=DAILY;COUNT=5";
  longer.exdates = std::vector<WrittenTime>{};
  for (const days behind : {days{3}, days{4}}) {
    longer.exdates->push_back({series.time.start_local + behind, std::nullopt, false});
  }
  REQUIRE(past.change(series, longer).has_value());
  // As if he had been in it still when all that is ahead was excluded.
  REQUIRE(past.answer(series, past.bob, Response::accepted).has_value());
  Change again;
  again.exdates = std::vector<WrittenTime>{};
  REQUIRE(past.change(series, again).has_value());
  CHECK(past.people(series.id)[1] == "Bob declined, left");
}

TEST_CASE("of a series that is split, the part that comes ahead is without them") {
  Past past;
  const auto series = past.make_series();
  const auto rest = past.change(series, Past::to(monday + days{1}),
                                Past::which(Scope::following, series, days{2}));
  REQUIRE(rest.has_value());
  REQUIRE(rest->id != series.id);
  CHECK(past.people(rest->id) == bob_is_off);
  CHECK(past.people(series.id) == Words{"Ann accepted", "Bob accepted", "Cat needs-action"});
  past.remind();
  CHECK(past.told(past.bob) == Words{"invited"});
}

}  // namespace
}  // namespace kalends::invite
