#include <algorithm>
#include <span>
#include <vector>

#include <kalends/invite/reminder.hpp>

namespace kalends::invite {
namespace {

using calendar::Meeting;
using notification::Reminder;
using std::chrono::hours;
using std::chrono::minutes;

// Enough that a full hour is few commits, and little enough that other writers come between.
constexpr std::size_t most_in_a_commit = 250;
constexpr minutes late_after{1};
constexpr hours all_day_begins{9};

void plan(db::Transaction& transaction, Tools& tools, const Meeting& meeting, Instant start,
          UserId user) {
  for (const int before : meeting.reminders) {
    const Reminder reminder{start - minutes{before}, meeting.id, before, user};
    if (reminder.due_at <= tools.clock.now()) continue;
    notification::insert_reminder(transaction, reminder);
    transaction.after_commit([&tools, reminder] { tools.reminders.add(reminder); });
  }
}

void plan_morning(db::Transaction& transaction, Tools& tools, const Meeting& meeting, UserId user,
                  const std::string& zone_name) {
  const Zone zone = Zone::find(zone_name).value_or(Zone::utc());
  plan(transaction, tools, meeting, zone.to_instant(meeting.time.start_local + all_day_begins),
       user);
}

struct Recipient {
  UserId user;
  Instant ends_at;
};

/// Those who are to be reminded now: of everybody, or of the one it is for, who has not declined.
std::vector<Recipient> recipients(db::Connection& db, const Reminder& reminder) {
  return db
      .query(
          "SELECT user_id, ends_at FROM attendees WHERE meeting_id = $1 AND response <> $2 "
          "AND ($3 = 0 OR user_id = $3)",
          reminder.meeting, calendar::Response::declined, reminder.user)
      .all([](const db::Rows& row) {
        return Recipient{row.get<UserId>(0), row.get<Instant>(1)};
      });
}

}  // namespace

void plan_reminders(db::Transaction& transaction, Tools& tools, const Meeting& meeting) {
  if (!meeting.time.all_day) {
    plan(transaction, tools, meeting, meeting.time.starts_at, notification::everybody);
    return;
  }
  for (const auto& attendee : calendar::find_attendees(transaction.db(), meeting.id)) {
    plan_morning(transaction, tools, meeting, attendee.user, attendee.time_zone);
  }
}

void plan_own_reminders(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                        const user::User& person) {
  if (!meeting.time.all_day) return;
  notification::delete_reminders_of(transaction, meeting.id, person.id);
  plan_morning(transaction, tools, meeting, person.id, person.time_zone);
}

void ReminderService::tick(db::Connection& reader) {
  tools_.reminders.refill(reader, tools_.clock.now());
  const std::vector<Reminder> due = tools_.reminders.due(tools_.clock.now());
  std::span<const Reminder> rest(due);
  try {
    for (; !rest.empty(); rest = rest.subspan(std::min(rest.size(), most_in_a_commit))) {
      say(rest.first(std::min(rest.size(), most_in_a_commit)));
    }
  } catch (...) {
    for (const Reminder& reminder : rest) tools_.reminders.add(reminder);
    throw;
  }
}

void ReminderService::say(std::span<const Reminder> due) {
  const auto said = database_.write([&](db::Transaction& transaction) -> Result<bool> {
    for (const Reminder& reminder : due) say(transaction, reminder);
    return true;
  });
  static_cast<void>(said);
}

void ReminderService::say(db::Transaction& transaction, const Reminder& reminder) {
  if (!notification::claim(transaction, reminder)) return;
  const auto meeting = calendar::find_meeting(transaction.db(), reminder.meeting);
  if (!meeting || meeting->cancelled) return;
  const Instant now = tools_.clock.now();
  std::vector<UserId> told;
  bool over = false;
  for (const Recipient& recipient : recipients(transaction.db(), reminder)) {
    over = recipient.ends_at <= now;
    if (!over) told.push_back(recipient.user);
  }
  notification::Notice notice;
  notice.kind = notification::Kind::reminder;
  notice.at = now;
  notice.meeting = calendar::card_of(*meeting);
  notice.minutes_before = reminder.minutes_before;
  notice.late = now - reminder.due_at > late_after;
  tools_.notifier.tell(transaction, notice, told);
  transaction.after_commit([this, over, late = notice.late, count = told.size()] {
    figures_.sent += static_cast<std::int64_t>(count);
    if (late) figures_.late += static_cast<std::int64_t>(count);
    if (over) figures_.dropped += 1;
  });
}

}  // namespace kalends::invite
