#pragma once

#include "support/fake_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/db/database.hpp>
#include <kalends/notification/notifier.hpp>
#include <kalends/notification/reminder.hpp>

namespace kalends::notification {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Monday, 2 March 2026, 08:00 UTC.
inline constexpr Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{8}};

inline constexpr UserId ann{11};
inline constexpr UserId bob{12};
inline constexpr MeetingId plan{101};

/// A database in which Ann and Bob have a plan: what notices and reminders hang on.
struct Store {
  Store() {
    write([](db::Transaction& transaction) {
      add_user(transaction, ann, "ann");
      add_user(transaction, bob, "bob");
      transaction.db().execute(
          "INSERT INTO meetings (id, organizer_id, title, description, link, location, all_day, "
          "start_local, end_local, time_zone, end_time_zone, starts_at, ends_at, transparent, "
          "cancelled, reminders, version, created_at, updated_at) VALUES ($1, $2, 'Plan', '', '', "
          "'', 0, $3, $4, 'UTC', 'UTC', $3, $4, 0, 0, '30 0', 1, 0, 0)",
          plan, ann, monday, monday + hours{1});
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

  /// Tells these people of the plan.
  void tell(Notifier& notifier, const std::vector<UserId>& people, Kind kind = Kind::invited) {
    write([&](db::Transaction& transaction) {
      Notice notice;
      notice.kind = kind;
      notice.at = clock.now();
      notice.meeting = {plan, ann, {}, "Plan", "", {}, "", ""};
      notice.meeting.time.time_zone = "UTC";
      notice.meeting.time.end_time_zone = "UTC";
      notifier.tell(transaction, notice, people);
    });
  }

  void remind(const Reminder& reminder) {
    write([&](db::Transaction& transaction) { insert_reminder(transaction, reminder); });
  }

  static void add_user(db::Transaction& transaction, UserId id, const std::string& name) {
    transaction.db().execute(
        "INSERT INTO users (id, email, email_key, name, time_zone, password_hash, administrator, "
        "created_at) VALUES ($1, $2, $2, $2, 'UTC', '', 0, 0)",
        id, name);
  }

  test::FakeClock clock{monday};
  test::TempDir directory;
  db::Database database{directory.file("k.db")};
  std::unique_ptr<db::Connection> reader = database.open_reader();
};

}  // namespace kalends::notification
