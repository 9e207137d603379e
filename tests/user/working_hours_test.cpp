#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/user/user.hpp>
#include <kalends/user/working_hours.hpp>

using namespace kalends;
using namespace kalends::user;
using std::chrono::minutes;

namespace {

Instant at(const std::string& text) {
  return Instant{parse_time(text).value().local.time_since_epoch()};
}

WorkingHours parsed(const char* text) {
  const auto hours = parse_working_hours(text);
  REQUIRE_MESSAGE(hours.has_value(), text);
  return *hours;
}

constexpr const char* every_day_from_two_to_three =
    "02:00-03:00;02:00-03:00;02:00-03:00;02:00-03:00;02:00-03:00;02:00-03:00;02:00-03:00";
constexpr const char* always =
    "00:00-24:00;00:00-24:00;00:00-24:00;00:00-24:00;00:00-24:00;00:00-24:00;00:00-24:00";

/// A database of one person.
struct Door {
  Door() {
    write([](db::Transaction& transaction) {
      const NewUser entry{"ann@example.org", "Ann", "UTC", "hash", false};
      REQUIRE(add_user(transaction, ann, entry, Instant{}).has_value());
    });
  }
  template <class Work>
  void write(Work work) {
    const auto done = database.write([&](db::Transaction& transaction) -> Result<bool> {
      work(transaction);
      return true;
    });
    REQUIRE(done.has_value());
  }
  void set(const std::optional<WorkingHours>& hours) {
    write([&](db::Transaction& transaction) { set_working_hours(transaction, ann, hours); });
  }

  static constexpr UserId ann{1};
  test::TempDir directory;
  db::Database database{directory.file("kalends.db")};
  std::unique_ptr<db::Connection> reader = database.open_reader();
};

}  // namespace

TEST_CASE("whoever never said works from Monday to Friday, nine to five") {
  Door door;
  CHECK(working_hours_of(*door.reader, Door::ann) == usual_working_hours());
  CHECK(text(usual_working_hours()) ==
        "09:00-17:00;09:00-17:00;09:00-17:00;09:00-17:00;09:00-17:00;;");
}

TEST_CASE("working hours are kept as they were said, until they are the usual ones again") {
  Door door;
  for (const char* const said :
       {"09:00-12:30,13:30-17:00;;;;;;22:00-24:00", ";;;;;;", always,
        "00:00-00:01,00:01-00:02,12:00-13:00,23:59-24:00;;;;;;", "09:00-17:00;;;;;;"}) {
    door.set(parsed(said));
    CHECK(text(working_hours_of(*door.reader, Door::ann)) == said);
  }
  door.set(std::nullopt);
  CHECK(working_hours_of(*door.reader, Door::ann) == usual_working_hours());
}

TEST_CASE("working hours go with the person") {
  Door door;
  door.set(parsed(always));
  door.write([](db::Transaction& transaction) {
    transaction.db().execute("DELETE FROM users WHERE id = $1", Door::ann);
  });
  CHECK_FALSE(door.reader->query("SELECT 1 FROM working_hours").next());
}

TEST_CASE("hours that cannot be read are a fault of the server, and not taken for others") {
  Door door;
  door.write([](db::Transaction& transaction) {
    transaction.db().execute("INSERT INTO working_hours (user_id, hours) VALUES ($1, $2)",
                             Door::ann, "nine to five");
  });
  CHECK_THROWS(working_hours_of(*door.reader, Door::ann));
}

TEST_CASE("a time of day is two digits, a colon, two digits, up to 24:00") {
  CHECK(parse_time_of_day("00:00") == minutes{0});
  CHECK(parse_time_of_day("09:05") == minutes{9 * 60 + 5});
  CHECK(parse_time_of_day("23:59") == minutes{24 * 60 - 1});
  CHECK(parse_time_of_day("24:00") == minutes{24 * 60});
  for (const char* const none : {"", "9:00", "09:0", "24:01", "25:00", "09:60", "09.00", "09:00 ",
                                 " 9:00", "-1:00", "+9:00", "09:00:00", "0900", "ab:cd", "9:000"}) {
    CHECK_MESSAGE(!parse_time_of_day(none), none);
  }
  for (const char* const time : {"00:00", "09:05", "23:59", "24:00"}) {
    CHECK(time_of_day_text(parse_time_of_day(time).value()) == time);
  }
}

TEST_CASE("hours backwards, empty, out of order, overlapping or too many are none") {
  for (const char* const none :
       {"", ";;;;;", ";;;;;;;", "09:00;;;;;;", "09:00-;;;;;;", "17:00-09:00;;;;;;",
        "09:00-09:00;;;;;;", "10:00-12:00,09:00-10:00;;;;;;", "09:00-12:00,11:59-13:00;;;;;;",
        "09:00-12:00,,13:00-14:00;;;;;;", ",;;;;;;", "09:00-10:00,;;;;;;", "24:00-24:00;;;;;;",
        "09:00-24:01;;;;;;", "01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00,09:00-10:00;;;;;;",
        "x;;;;;;"}) {
    CHECK_MESSAGE(!parse_working_hours(none), none);
  }
}

// rules 1, 2, 3, 4
TEST_CASE("working time follows the clock on the wall of a person's own zone") {
  struct {
    std::string what;
    const char* zone;
    const char* hours;
    const char* from;
    const char* to;
    std::vector<std::pair<const char*, const char*>> stretches;
  } const cases[] = {
      {"a Monday in winter",
       "Europe/Berlin",
       "09:00-12:00,13:00-17:00;;;;;;",
       "2026-03-02T00:00Z",
       "2026-03-03T00:00Z",
       {{"2026-03-02T08:00Z", "2026-03-02T11:00Z"}, {"2026-03-02T12:00Z", "2026-03-02T16:00Z"}}},
      {"the same an hour earlier in summer",
       "Europe/Berlin",
       "09:00-17:00;;;;;;",
       "2026-03-30T00:00Z",
       "2026-03-31T00:00Z",
       {{"2026-03-30T07:00Z", "2026-03-30T15:00Z"}}},
      {"a Monday in Tokyo begins on Sunday in UTC",
       "Asia/Tokyo",
       "08:00-12:00;;;;;;",
       "2026-03-01T20:00Z",
       "2026-03-02T00:00Z",
       {{"2026-03-01T23:00Z", "2026-03-02T03:00Z"}}},
      {"a stretch that reaches in is told whole",
       "UTC",
       "09:00-17:00;;;;;;",
       "2026-03-02T12:00Z",
       "2026-03-02T13:00Z",
       {{"2026-03-02T09:00Z", "2026-03-02T17:00Z"}}},
      {"what touches the range is not in it",
       "UTC",
       "09:00-12:00,13:00-17:00;;;;;;",
       "2026-03-02T12:00Z",
       "2026-03-02T13:00Z",
       {}},
      {"night work over midnight is one stretch",
       "UTC",
       "22:00-24:00;00:00-06:00;;;;;",
       "2026-03-02T23:00Z",
       "2026-03-03T01:00Z",
       {{"2026-03-02T22:00Z", "2026-03-03T06:00Z"}}},
      {"it is one also when only its end is asked for",
       "UTC",
       "22:00-24:00;00:00-06:00;;;;;",
       "2026-03-03T00:00Z",
       "2026-03-03T01:00Z",
       {{"2026-03-02T22:00Z", "2026-03-03T06:00Z"}}},
      {"an hour that spring leaves out is none",
       "Europe/Berlin",
       every_day_from_two_to_three,
       "2026-03-28T00:00Z",
       "2026-03-31T00:00Z",
       {{"2026-03-28T01:00Z", "2026-03-28T02:00Z"}, {"2026-03-30T00:00Z", "2026-03-30T01:00Z"}}},
      {"an end within the gap is an hour later",
       "Europe/Berlin",
       ";;;;;;01:00-02:30",
       "2026-03-29T00:00Z",
       "2026-03-30T00:00Z",
       {{"2026-03-29T00:00Z", "2026-03-29T01:30Z"}}},
      {"what comes out of a gap and what follows are one",
       "Europe/Berlin",
       ";;;;;;02:15-02:45,03:00-03:30",
       "2026-03-29T00:00Z",
       "2026-03-30T00:00Z",
       {{"2026-03-29T01:00Z", "2026-03-29T01:45Z"}}},
      {"an hour that autumn repeats is two",
       "Europe/Berlin",
       ";;;;;;02:00-03:00",
       "2026-10-25T00:00Z",
       "2026-10-26T00:00Z",
       {{"2026-10-25T00:00Z", "2026-10-25T02:00Z"}}},
      {"times within it mean the first",
       "Europe/Berlin",
       ";;;;;;02:00-02:30",
       "2026-10-25T00:00Z",
       "2026-10-26T00:00Z",
       {{"2026-10-25T00:00Z", "2026-10-25T00:30Z"}}},
      {"a day of 25 hours is worked through",
       "Europe/Berlin",
       ";;;;;;00:00-24:00",
       "2026-10-25T00:00Z",
       "2026-10-26T00:00Z",
       {{"2026-10-24T22:00Z", "2026-10-25T23:00Z"}}},
      {"a day without its midnight begins at one",
       "Africa/Cairo",
       ";;;;00:00-02:00;;",
       "2026-04-23T12:00Z",
       "2026-04-24T12:00Z",
       {{"2026-04-23T22:00Z", "2026-04-23T23:00Z"}}},
      {"a date that was left out has no hours",
       "Pacific/Apia",
       "09:00-10:00;09:00-10:00;09:00-10:00;09:00-10:00;09:00-11:00;09:00-10:00;09:00-10:00",
       "2011-12-29T12:00Z",
       "2011-12-30T23:00Z",
       {{"2011-12-29T19:00Z", "2011-12-29T20:00Z"}, {"2011-12-30T19:00Z", "2011-12-30T20:00Z"}}},
      {"always is one stretch",
       "Europe/Berlin",
       always,
       "2026-10-25T00:00Z",
       "2026-10-25T12:00Z",
       {{"2026-10-23T22:00Z", "2026-10-26T23:00Z"}}},
      {"never is none", "Europe/Berlin", ";;;;;;", "2026-03-01T00:00Z", "2026-04-01T00:00Z", {}},
  };
  for (const auto& each : cases) {
    CAPTURE(each.what);
    const Zone zone = Zone::find(each.zone).value();
    const auto found = working_time(parsed(each.hours), zone, {at(each.from), at(each.to)});
    std::vector<std::string> shown;
    shown.reserve(found.size());
    for (const TimeRange& range : found) {
      shown.push_back(format_utc(range.from) + " " + format_utc(range.to));
    }
    std::vector<std::string> wanted;
    for (const auto& [from, to] : each.stretches) {
      wanted.push_back(format_utc(at(from)) + " " + format_utc(at(to)));
    }
    CHECK(shown == wanted);
  }
}
