#include "reminding.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include <kalends/invite/reminder.hpp>

namespace kalends::invite {
namespace {

using calendar::Meeting;
using calendar::Series;
using notification::Reminder;
using std::chrono::minutes;

using Recipient = ReminderService::Recipient;

// Enough that a full hour is few commits, and little enough that other writers come between.
constexpr std::size_t most_in_a_commit = 500;
constexpr std::size_t most_told_in_a_commit = 2000;
constexpr minutes late_after{1};
// Seconds. A server that was away for a night says what it missed, and that shows here.
constexpr std::array<std::int64_t, 8> lateness_bounds{0, 1, 2, 5, 10, 60, 600, 3600};

Recipient recipient(const db::Rows& row) { return {row.get<UserId>(0), row.get<Instant>(1)}; }

/// Those who are to be reminded now: everybody, or the one it is for, who has not declined.
std::vector<Recipient> recipients(db::Connection& db, const Reminder& reminder) {
  constexpr auto declined = calendar::Response::declined;
  if (reminder.user == notification::everybody) {
    return db
        .query("SELECT user_id, ends_at FROM attendees WHERE meeting_id = $1 AND response <> $2",
               reminder.meeting, declined)
        .all(recipient);
  }
  return db
      .query(
          "SELECT user_id, ends_at FROM attendees WHERE meeting_id = $1 AND response <> $2 "
          "AND user_id = $3",
          reminder.meeting, declined, reminder.user)
      .all(recipient);
}

std::vector<calendar::Attendee> meant_by(db::Connection& db, const Reminder& reminder,
                                         const Series& series,
                                         const calendar::Occurrence& occurrence) {
  if (reminder.user == notification::everybody) {
    return calendar::attendees_at(db, series, occurrence);
  }
  auto attendee = calendar::attendee_at(db, series, occurrence, reminder.user);
  if (!attendee) return {};
  return {std::move(*attendee)};
}

/// The same of one occurrence, to which people may have answered apart.
std::vector<Recipient> recipients(db::Connection& db, const Reminder& reminder,
                                  const Series& series, const calendar::Occurrence& occurrence) {
  std::vector<Recipient> out;
  for (const auto& attendee : meant_by(db, reminder, series, occurrence)) {
    if (attendee.left || attendee.response == calendar::Response::declined) continue;
    out.push_back(
        {attendee.user, range_for(occurrence.time, Zone::find_or_utc(attendee.time_zone)).to});
  }
  return out;
}

UserId organizer_of(db::Connection& db, MeetingId meeting) {
  return db.query("SELECT organizer_id FROM meetings WHERE id = $1", meeting)
      .first([](const db::Rows& row) { return row.get<UserId>(0); })
      .value_or(UserId{});
}

/// In the order of those who invited: people who meet mostly sit together, so that the logs that
/// one commit writes to lie on few pages.
std::vector<Reminder> by_people(db::Connection& db, const std::vector<Reminder>& due) {
  if (due.size() <= most_in_a_commit) return due;
  const db::Snapshot snapshot(db);
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  order.reserve(due.size());
  for (std::size_t i = 0; i < due.size(); ++i) {
    order.emplace_back(organizer_of(db, due[i].meeting).value, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<Reminder> out;
  out.reserve(due.size());
  for (const auto& [organizer, index] : order) out.push_back(due[index]);
  return out;
}

}  // namespace

ReminderFigures::ReminderFigures() : lateness(lateness_bounds) {}

void ReminderService::tick(db::Connection& reader) {
  tools_.reminders.refill(reader, tools_.clock.now());
  std::vector<Reminder> due = tools_.reminders.due(tools_.clock.now());
  std::span<const Reminder> rest(due);
  try {
    due = by_people(reader, due);
    rest = due;
    while (!rest.empty()) rest = rest.subspan(say(rest));
  } catch (...) {
    for (const Reminder& reminder : rest) tools_.reminders.add(reminder);
    throw;
  }
}

std::size_t ReminderService::say(std::span<const Reminder> due) {
  const auto said = database_.write([&](db::Transaction& transaction) -> Result<std::size_t> {
    std::size_t reminders = 0;
    std::size_t people = 0;
    while (reminders < std::min(due.size(), most_in_a_commit) && people < most_told_in_a_commit) {
      people += say(transaction, due[reminders]);
      reminders += 1;
    }
    return reminders;
  });
  return *said;
}

std::size_t ReminderService::say(db::Transaction& transaction, const Reminder& reminder) {
  if (!notification::claim(transaction, reminder)) return 0;
  const auto meeting = calendar::find_meeting(transaction.db(), reminder.meeting);
  if (!meeting || meeting->cancelled) return 0;
  if (reminder.occurrence != notification::no_occurrence) {
    return meeting->repetition ? say_of_series(transaction, reminder, *meeting) : 0;
  }
  return tell(transaction, reminder, calendar::card_of(*meeting),
              recipients(transaction.db(), reminder));
}

std::size_t ReminderService::say_of_series(db::Transaction& transaction, const Reminder& reminder,
                                           const Meeting& meeting) {
  const auto series = calendar::load_series(transaction.db(), meeting);
  const auto occurrence = series.find(reminder.occurrence);
  if (!occurrence) return 0;
  std::size_t people = 0;
  const Meeting shown = series.at(*occurrence);
  if (!shown.cancelled) {
    auto card = calendar::card_of(shown);
    card.occurrence = series.name(occurrence->original);
    people = tell(transaction, reminder, std::move(card),
                  recipients(transaction.db(), reminder, series, *occurrence));
  }
  if (occurrence->exception != nullptr) return people;
  const auto next = following(transaction.db(), series, reminder);
  if (next) store_reminder(transaction, tools_, *next);
  return people;
}

/// The reminder behind this one. What is over meanwhile is passed over; what is overdue and still
/// goes on is said late, like this one.
std::optional<Reminder> ReminderService::following(db::Connection& db, const Series& series,
                                                   const Reminder& said) const {
  const auto person = user::find_user(db, said.user);
  const Zone zone = person ? user::zone_of(*person) : Zone::utc();
  auto next = series.regular_ending_after(tools_.clock.now(), zone);
  if (!next || next->original <= said.occurrence) next = series.regular_after(said.occurrence);
  if (!next) return std::nullopt;
  const Instant due = reminder_start(next->time, zone) - minutes{said.minutes_before};
  return Reminder{due, said.meeting, said.minutes_before, said.user, next->original};
}

std::size_t ReminderService::tell(db::Transaction& transaction, const Reminder& reminder,
                                  notification::Card card,
                                  const std::vector<Recipient>& recipients) {
  const Instant now = tools_.clock.now();
  std::vector<UserId> told;
  bool over = false;
  for (const Recipient& recipient : recipients) {
    over = recipient.ends_at <= now;
    if (!over) told.push_back(recipient.user);
  }
  const std::chrono::seconds lateness = now - reminder.due_at;
  const bool late = lateness > late_after;
  notification::Notice notice;
  notice.kind = notification::Kind::reminder;
  notice.at = now;
  notice.meeting = std::move(card);
  notice.minutes_before = reminder.minutes_before;
  notice.late = late;
  tools_.notifier.tell(transaction, std::move(notice), told);
  const auto count = static_cast<std::int64_t>(told.size());
  transaction.after_commit([this, over, late, lateness, count] {
    figures_.sent += count;
    if (late) figures_.late += count;
    figures_.lateness.add(lateness.count(), count);
    if (over) figures_.dropped += 1;
  });
  return recipients.size();
}

}  // namespace kalends::invite
