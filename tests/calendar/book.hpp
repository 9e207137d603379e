#pragma once

#include "support/fake_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/calendar/free_busy.hpp>
#include <kalends/calendar/placement.hpp>
#include <kalends/db/database.hpp>

namespace kalends::calendar {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Monday, 2 March 2026, 08:00 UTC.
inline constexpr Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{8}};

/// What a case says of a meeting in somebody's calendar.
struct Entry {
  TimeRange range;
  Response response = Response::accepted;
  bool transparent = false;
  bool cancelled = false;
};

/// A database of people and their calendars, written to without any service between.
struct Book {
  user::User person(const std::string& name, const std::string& zone = "UTC") {
    const UserId id = ids.next<UserId>();
    auto made = database.write([&](db::Transaction& transaction) {
      return user::add_user(transaction, id, {name + "@example.org", name, zone, "", false},
                            monday);
    });
    REQUIRE(made.has_value());
    return *made;
  }

  Meeting meeting(const user::User& organizer, const EventTime& time) {
    Meeting out;
    out.id = ids.next<MeetingId>();
    out.organizer = organizer.id;
    out.title = "Plan";
    out.time = time;
    out.created_at = monday;
    out.updated_at = monday;
    return out;
  }

  static EventTime timed(const TimeRange& range) {
    const auto local = [](Instant at) { return LocalTime{at.time_since_epoch()}; };
    return {false, local(range.from), local(range.to), "UTC", "UTC", range.from, range.to};
  }

  /// Puts meetings into one calendar, all at once; their ids, in the same order.
  std::vector<MeetingId> put(const user::User& owner, const std::vector<Entry>& entries) {
    std::vector<MeetingId> out;
    write([&](db::Transaction& transaction) {
      for (const Entry& entry : entries) {
        Meeting made = meeting(owner, timed(entry.range));
        made.transparent = entry.transparent;
        made.cancelled = entry.cancelled;
        insert_meeting(transaction, made);
        place(transaction, made, owner, entry.response);
        out.push_back(made.id);
      }
    });
    return out;
  }

  std::vector<BusyTime> busy(const user::User& person, const TimeRange& range) {
    Effort effort;
    return busy_times(*reader, series, person.id, range, effort).value();
  }

  template <class Work>
  void write(Work work) {
    const auto done = database.write([&](db::Transaction& transaction) -> Result<bool> {
      work(transaction);
      return true;
    });
    REQUIRE(done.has_value());
  }

  test::FakeClock clock{monday};
  IdSource ids{clock};
  test::TempDir directory;
  db::Database database{directory.file("k.db")};
  std::unique_ptr<db::Connection> reader = database.open_reader();
  SeriesCache series{1 << 20};
};

}  // namespace kalends::calendar
