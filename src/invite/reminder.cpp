#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include <kalends/calendar/series.hpp>
#include <kalends/invite/reminder.hpp>

namespace kalends::invite {
namespace {

using calendar::Meeting;
using calendar::Series;
using notification::Reminder;
using std::chrono::hours;
using std::chrono::minutes;

using Recipient = ReminderService::Recipient;

// Enough that a full hour is few commits, and little enough that other writers come between.
constexpr std::size_t most_in_a_commit = 500;
constexpr std::size_t most_told_in_a_commit = 2000;
constexpr minutes late_after{1};
constexpr hours all_day_begins{9};
// Seconds. A server that was away for a night says what it missed, and that shows here.
constexpr std::array<std::int64_t, 8> lateness_bounds{0, 1, 2, 5, 10, 60, 600, 3600};

void store(db::Transaction& transaction, Tools& tools, const Reminder& reminder) {
  notification::insert_reminder(transaction, reminder);
  transaction.after_commit([&tools, reminder] { tools.reminders.add(reminder); });
}

/// When a meeting begins for somebody in this zone: all-day ones in the morning.
Instant start_for(const EventTime& time, const Zone& zone) {
  return time.all_day ? zone.to_instant(time.start_local + all_day_begins) : time.starts_at;
}

/// For whom the reminders of a meeting are, and on whose clock.
struct Listener {
  UserId user;
  Zone zone;
};

/// One planning of one meeting. What lies ahead of it is stored, and of what fell due unsaid
/// before the meeting was changed whatever is true of it still.
struct Planning {
  bool wants(const Reminder& reminder) const {
    return reminder.due_at > tools.clock.now() ||
           std::find(unsaid.begin(), unsaid.end(), reminder) != unsaid.end();
  }

  db::Transaction& transaction;
  Tools& tools;
  std::vector<Reminder> unsaid;
};

void plan_single(const Planning& planning, const Meeting& meeting, const Listener& listener,
                 LocalTime occurrence = notification::no_occurrence) {
  const Instant start = start_for(meeting.time, listener.zone);
  for (const int before : meeting.reminders) {
    const Reminder reminder{start - minutes{before}, meeting.id, before, listener.user, occurrence};
    if (planning.wants(reminder)) store(planning.transaction, planning.tools, reminder);
  }
}

/// The reminder of an occurrence that keeps to the rule.
Reminder regular_reminder(const Series& series, const calendar::Occurrence& occurrence,
                          const Listener& listener, int before) {
  return {start_for(occurrence.time, listener.zone) - minutes{before}, series.meeting().id, before,
          listener.user, occurrence.original};
}

/// The first occurrence that keeps to the rule and whose reminder is still to come.
std::optional<Reminder> next_regular(const Series& series, const Listener& listener, int before,
                                     Instant now) {
  auto occurrence = series.regular_ending_after(now, listener.zone);
  while (occurrence) {
    const Reminder reminder = regular_reminder(series, *occurrence, listener, before);
    if (reminder.due_at > now) return reminder;
    occurrence = series.regular_after(occurrence->original);
  }
  return std::nullopt;
}

bool is_regular(const Reminder& reminder, const Series& series, const Listener& listener,
                int before) {
  if (reminder.occurrence == notification::no_occurrence) return false;
  const auto occurrence = series.find(reminder.occurrence);
  return occurrence && occurrence->exception == nullptr &&
         reminder == regular_reminder(series, *occurrence, listener, before);
}

/// Of what keeps to the rule only the next of each kind is stored, and says the one behind it when
/// it is due.
void plan_regular(const Planning& planning, const Series& series, const Listener& listener) {
  for (const int before : series.meeting().reminders) {
    const auto next = next_regular(series, listener, before, planning.tools.clock.now());
    if (next) store(planning.transaction, planning.tools, *next);
    for (const Reminder& each : planning.unsaid) {
      if (!is_regular(each, series, listener, before)) continue;
      store(planning.transaction, planning.tools, each);
    }
  }
}

std::vector<Listener> each_of(const std::vector<calendar::Attendee>& attendees) {
  std::vector<Listener> listeners;
  listeners.reserve(attendees.size());
  for (const auto& attendee : attendees) {
    listeners.push_back({attendee.user, Zone::find_or_utc(attendee.time_zone)});
  }
  return listeners;
}

/// Where all begin at one instant, one reminder is for all of them.
std::vector<Listener> listeners_of(const EventTime& time, const std::vector<Listener>& people) {
  if (time.all_day) return people;
  return {{notification::everybody, Zone::utc()}};
}

/// Exceptions are few and stand there each for itself.
void plan_exceptions(const Planning& planning, const Series& series,
                     const std::vector<Listener>& people) {
  for (const calendar::Exception& exception : series.exceptions()) {
    const Meeting meeting = series.at(*series.find(exception.original));
    if (meeting.cancelled) continue;
    for (const Listener& listener : listeners_of(meeting.time, people)) {
      plan_single(planning, meeting, listener, exception.original);
    }
  }
}

/// When that takes place of which it reminds.
std::optional<EventTime> time_of(const Reminder& reminder, const Meeting& meeting,
                                 const std::optional<Series>& series) {
  if (reminder.occurrence == notification::no_occurrence) return meeting.time;
  if (!series) return std::nullopt;
  const auto occurrence = series->find(reminder.occurrence);
  if (!occurrence) return std::nullopt;
  return occurrence->time;
}

void plan_for(const Planning& planning, const Meeting& meeting,
              const std::vector<Listener>& people) {
  const auto listeners = listeners_of(meeting.time, people);
  if (!meeting.repetition) {
    for (const Listener& each : listeners) plan_single(planning, meeting, each);
    return;
  }
  const Series series = calendar::load_series(planning.transaction.db(), meeting);
  for (const Listener& each : listeners) plan_regular(planning, series, each);
  plan_exceptions(planning, series, people);
}

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

/// The same of one occurrence, to which people may have answered apart.
std::vector<Recipient> recipients(db::Connection& db, const Reminder& reminder,
                                  const Series& series, const calendar::Occurrence& occurrence) {
  std::vector<Recipient> out;
  for (const auto& attendee : calendar::attendees_at(db, series, occurrence)) {
    const bool meant = reminder.user == notification::everybody || reminder.user == attendee.user;
    if (!meant || attendee.left || attendee.response == calendar::Response::declined) continue;
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

void plan_reminders(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                    std::vector<Reminder> unsaid) {
  if (meeting.reminders.empty() && !meeting.repetition) return;
  std::vector<Listener> people;
  if (meeting.time.all_day || meeting.repetition) {
    people = each_of(calendar::find_attendees(transaction.db(), meeting.id));
  }
  // A series that was split has them from the meeting it was a part of.
  for (Reminder& each : unsaid) each.meeting = meeting.id;
  plan_for({transaction, tools, std::move(unsaid)}, meeting, people);
}

void plan_reminders_anew(db::Transaction& transaction, Tools& tools, const Meeting& meeting) {
  plan_reminders(transaction, tools, meeting,
                 notification::take_reminders(transaction, meeting.id, tools.clock.now()));
}

void plan_own_reminders(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                        const user::User& person) {
  if (!meeting.time.all_day && !meeting.repetition) return;
  auto unsaid =
      notification::take_reminders_of(transaction, meeting.id, person.id, tools.clock.now());
  // What is for everybody stands there already, and once.
  plan_for({transaction, tools, std::move(unsaid)}, meeting, {{person.id, user::zone_of(person)}});
}

void move_own_reminders(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                        const user::User& person) {
  const auto planned =
      notification::take_reminders_of(transaction, meeting.id, person.id, latest_instant);
  if (planned.empty()) return;
  std::optional<Series> series;
  if (meeting.repetition) series = calendar::load_series(transaction.db(), meeting);
  for (Reminder reminder : planned) {
    const auto time = time_of(reminder, meeting, series);
    if (!time) continue;
    reminder.due_at = start_for(*time, user::zone_of(person)) - minutes{reminder.minutes_before};
    store(transaction, tools, reminder);
  }
}

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
  std::size_t told = 0;
  const Meeting shown = series.at(*occurrence);
  if (!shown.cancelled) {
    auto card = calendar::card_of(shown);
    card.occurrence = series.name(occurrence->original);
    told = tell(transaction, reminder, std::move(card),
                recipients(transaction.db(), reminder, series, *occurrence));
  }
  if (occurrence->exception != nullptr) return told;
  const auto next = following(transaction.db(), series, reminder);
  if (next) store(transaction, tools_, *next);
  return told;
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
  const Instant due = start_for(next->time, zone) - minutes{said.minutes_before};
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
  return told.size();
}

}  // namespace kalends::invite
