#pragma once

#include <span>
#include <vector>

#include <kalends/base/id.hpp>
#include <kalends/base/time.hpp>
#include <kalends/db/database.hpp>

namespace kalends::notification {

/// Everybody in the meeting, as against one person.
inline constexpr UserId everybody{0};
/// A meeting that is no series.
inline constexpr LocalTime no_occurrence = LocalTime::min();

/// What is to be said when. A row is a promise: it is claimed once, and nothing else can say it.
struct Reminder {
  Instant due_at;
  MeetingId meeting;
  int minutes_before = 0;
  UserId user = everybody;  // one person where each has their own hour (all-day meetings)
  LocalTime occurrence = no_occurrence;  // of a series: the original start of the one that is meant

  bool operator==(const Reminder&) const = default;
};

void insert_reminder(db::Transaction& transaction, const Reminder& reminder);
/// False when it is not there any more: said, moved or cancelled.
bool claim(db::Transaction& transaction, const Reminder& reminder);
void delete_reminders(db::Transaction& transaction, MeetingId meeting);
void delete_reminders_of(db::Transaction& transaction, MeetingId meeting, UserId user);

/// What was planned of a meeting and is taken away to be planned anew, as of an instant.
struct Withdrawn {
  Instant at;
  std::vector<Reminder> unsaid;  // had fallen due by then, and waited to be said
};
Withdrawn withdraw_reminders(db::Transaction& transaction, MeetingId meeting, Instant at);
Withdrawn withdraw_reminders_of(db::Transaction& transaction, MeetingId meeting, UserId user,
                                Instant at);

/// Those due in the range, oldest first.
std::vector<Reminder> reminders_due(db::Connection& db, const TimeRange& range);

}  // namespace kalends::notification
