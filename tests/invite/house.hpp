#pragma once

#include "support/fake_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/calendar/placement.hpp>
#include <kalends/calendar/series.hpp>
#include <kalends/invite/meeting.hpp>
#include <kalends/invite/reminder.hpp>

namespace kalends::invite {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Monday, 2 March 2026, 08:00 UTC.
inline constexpr Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{8}};

/// All that acts between people need, and nothing above them.
struct House {
  user::User person(const std::string& name, const std::string& zone = "UTC") {
    const UserId id = ids.next<UserId>();
    auto made = database.write([&](db::Transaction& transaction) {
      return user::add_user(transaction, id, {name + "@example.org", name, zone, "", false},
                            monday);
    });
    REQUIRE(made.has_value());
    return *made;
  }

  static Guest guest(const user::User& person) { return {person.id, "", "/attendees/0/userId"}; }

  /// From the hour of the day, in UTC, for an hour.
  static Draft draft(int hour, const std::vector<user::User>& guests) {
    const Instant start = std::chrono::floor<days>(monday) + hours{hour};
    const auto local = [](Instant at) { return LocalTime{at.time_since_epoch()}; };
    Draft out;
    out.title = "Plan";
    out.time = {false, local(start), local(start + hours{1}), "UTC",
                "UTC", start,        start + hours{1}};
    out.reminders = {30, 0};
    for (const user::User& person : guests) out.guests.push_back(guest(person));
    return out;
  }

  template <class Work>
  auto write(Work work) {
    return database.write([&](db::Transaction& transaction) { return work(transaction); });
  }

  calendar::Meeting make(const user::User& organizer, const Draft& wanted) {
    auto made = write([&](db::Transaction& transaction) {
      return create(transaction, tools, organizer, wanted);
    });
    REQUIRE(made.has_value());
    return *made;
  }

  /// `wanted` has a rule.
  calendar::Meeting make_series(const user::User& organizer, Draft wanted) {
    calendar::Meeting first;
    first.time = wanted.time;
    first.repetition = wanted.repetition;
    wanted.repetition->extent = calendar::Series(first, {}).extent();
    return make(organizer, wanted);
  }

  /// An occurrence of a series, by how long it is behind the first.
  static Which one(const calendar::Meeting& series, days behind, Scope scope = Scope::one) {
    return {scope, WrittenTime{series.time.start_local + behind, std::nullopt, false}};
  }

  Result<calendar::Meeting> change(const calendar::Meeting& meeting, const Change& wanted,
                                   const Which& which = {}) {
    return write([&](db::Transaction& transaction) -> Result<calendar::Meeting> {
      const auto part = part_of_organizer(transaction.db(), meeting.id, meeting.organizer, {});
      if (!part) return part.error();
      return invite::change(transaction, tools, *part, wanted, which);
    });
  }

  Result<calendar::Meeting> answer(const calendar::Meeting& meeting, const user::User& person,
                                   calendar::Response response, const Which& which = {}) {
    return write([&](db::Transaction& transaction) {
      return invite::answer(transaction, tools, meeting.id, person.id, {response, ""}, which);
    });
  }

  std::vector<std::string> told(const user::User& person) {
    std::vector<std::string> kinds;
    for (const auto& entry : notification::read_log(*reader, person.id, 0, 1000)) {
      const auto notice = notification::find_notice(*reader, entry.notice);
      kinds.emplace_back(notification::word(notice->kind));
    }
    return kinds;
  }

  std::vector<notification::Reminder> planned() {
    return notification::reminders_due(*reader, {earliest_instant, latest_instant});
  }

  test::FakeClock clock{monday};
  test::TempDir directory;
  db::Database database{directory.file("k.db")};
  std::unique_ptr<db::Connection> reader = database.open_reader();
  IdSource ids{clock};
  notification::Hub hub;
  notification::Notifier notifier{ids, hub, 500};
  notification::ReminderQueue queue{monday};
  Tools tools{clock, ids, notifier, queue, 500};
  ReminderService reminders{database, tools};
};

using Words = std::vector<std::string>;

}  // namespace kalends::invite
