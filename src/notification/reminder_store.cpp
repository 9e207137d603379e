#include <kalends/notification/reminder.hpp>

namespace kalends::notification {
namespace {

Reminder read_reminder(const db::Rows& row) {
  return {row.get<Instant>(0), row.get<MeetingId>(1), row.get<int>(2), row.get<UserId>(3),
          row.get<LocalTime>(4)};
}

}  // namespace

void insert_reminder(db::Transaction& transaction, const Reminder& reminder) {
  transaction.db().execute(
      "INSERT INTO reminders (due_at, meeting_id, minutes_before, user_id, occurrence) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
      reminder.due_at, reminder.meeting, reminder.minutes_before, reminder.user,
      reminder.occurrence);
}

bool claim(db::Transaction& transaction, const Reminder& reminder) {
  return transaction.db().execute(
             "DELETE FROM reminders WHERE due_at = $1 AND meeting_id = $2 AND minutes_before = $3 "
             "AND user_id = $4 AND occurrence = $5",
             reminder.due_at, reminder.meeting, reminder.minutes_before, reminder.user,
             reminder.occurrence) == 1;
}

void delete_reminders(db::Transaction& transaction, MeetingId meeting) {
  transaction.db().execute("DELETE FROM reminders WHERE meeting_id = $1", meeting);
}

void delete_reminders_of(db::Transaction& transaction, MeetingId meeting, UserId user) {
  transaction.db().execute("DELETE FROM reminders WHERE meeting_id = $1 AND user_id = $2", meeting,
                           user);
}

Withdrawn withdraw_reminders(db::Transaction& transaction, MeetingId meeting, Instant at) {
  Withdrawn out{at, transaction.db()
                        .query("SELECT due_at, meeting_id, minutes_before, user_id, occurrence "
                               "FROM reminders WHERE meeting_id = $1 AND due_at <= $2",
                               meeting, at)
                        .all(read_reminder)};
  delete_reminders(transaction, meeting);
  return out;
}

Withdrawn withdraw_reminders_of(db::Transaction& transaction, MeetingId meeting, UserId user,
                                Instant at) {
  Withdrawn out{at,
                transaction.db()
                    .query("SELECT due_at, meeting_id, minutes_before, user_id, occurrence "
                           "FROM reminders WHERE meeting_id = $1 AND user_id = $2 AND due_at <= $3",
                           meeting, user, at)
                    .all(read_reminder)};
  delete_reminders_of(transaction, meeting, user);
  return out;
}

std::vector<Reminder> reminders_due(db::Connection& db, const TimeRange& range) {
  return db
      .query(
          "SELECT due_at, meeting_id, minutes_before, user_id, occurrence FROM reminders "
          "WHERE due_at >= $1 AND due_at < $2 ORDER BY due_at, meeting_id",
          range.from, range.to)
      .all(read_reminder);
}

}  // namespace kalends::notification
