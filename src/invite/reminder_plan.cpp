#include "reminding.hpp"

#include <algorithm>
#include <vector>

#include <kalends/invite/reminder.hpp>

namespace kalends::invite {
namespace {

using calendar::Meeting;
using calendar::Series;
using notification::Reminder;
using std::chrono::minutes;

constexpr std::chrono::hours all_day_begins{9};

/// For whom the reminders of a meeting are, and on whose clock.
struct Listener {
  UserId user;
  Zone zone;
};

/// One planning of one meeting. What lies ahead of it is stored, and of what waited to be said
/// whatever is true of it still.
struct Planning {
  bool wants(const Reminder& reminder) const {
    return reminder.due_at > before.at ||
           std::find(before.unsaid.begin(), before.unsaid.end(), reminder) != before.unsaid.end();
  }

  void put(const Reminder& reminder) const {
    // What is for everybody stands there already, and once.
    if (only_own && reminder.user == notification::everybody) return;
    store_reminder(transaction, tools, reminder);
  }

  db::Transaction& transaction;
  Tools& tools;
  notification::Withdrawn before;
  bool only_own;
};

void plan_single(const Planning& planning, const Meeting& meeting, const Listener& listener,
                 LocalTime occurrence = notification::no_occurrence) {
  const Instant start = reminder_start(meeting.time, listener.zone);
  for (const int before : meeting.reminders) {
    const Reminder reminder{start - minutes{before}, meeting.id, before, listener.user, occurrence};
    if (planning.wants(reminder)) planning.put(reminder);
  }
}

/// The reminder of an occurrence that keeps to the rule.
Reminder regular_reminder(const Series& series, const calendar::Occurrence& occurrence,
                          const Listener& listener, int before) {
  return {reminder_start(occurrence.time, listener.zone) - minutes{before}, series.meeting().id,
          before, listener.user, occurrence.original};
}

bool is_regular(const Reminder& reminder, const Series& series, const Listener& listener,
                int before) {
  if (reminder.user != listener.user || reminder.minutes_before != before) return false;
  const auto occurrence = series.find(reminder.occurrence);
  return occurrence && occurrence->exception == nullptr &&
         reminder == regular_reminder(series, *occurrence, listener, before);
}

/// Whether there was one of this kind that waited to be said.
bool keep_unsaid(const Planning& planning, const Series& series, const Listener& listener,
                 int before) {
  bool kept = false;
  for (const Reminder& reminder : planning.before.unsaid) {
    if (!is_regular(reminder, series, listener, before)) continue;
    planning.put(reminder);
    kept = true;
  }
  return kept;
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

/// Of what keeps to the rule only the next of each kind is stored, and says the one behind it when
/// it is due.
void plan_regular(const Planning& planning, const Series& series, const Listener& listener) {
  for (const int before : series.meeting().reminders) {
    if (keep_unsaid(planning, series, listener, before)) continue;
    const auto next = next_regular(series, listener, before, planning.before.at);
    if (next) planning.put(*next);
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

/// As those of the meeting as it is now: of one that was a part of another until now, or that is a
/// series since, or no longer.
notification::Withdrawn renamed(notification::Withdrawn before, const Meeting& meeting) {
  for (Reminder& reminder : before.unsaid) {
    reminder.meeting = meeting.id;
    if (!meeting.repetition) {
      reminder.occurrence = notification::no_occurrence;
    } else if (reminder.occurrence == notification::no_occurrence) {
      reminder.occurrence = meeting.time.start_local;
    }
  }
  return before;
}

/// When that takes place of which it reminds.
std::optional<EventTime> time_of(const Reminder& reminder, const Meeting& meeting,
                                 const std::optional<Series>& series) {
  if (!series) return meeting.time;
  const auto occurrence = series->find(reminder.occurrence);
  if (!occurrence) return std::nullopt;
  return occurrence->time;
}

}  // namespace

Instant reminder_start(const EventTime& time, const Zone& zone) {
  return time.all_day ? zone.to_instant(time.start_local + all_day_begins) : time.starts_at;
}

void store_reminder(db::Transaction& transaction, Tools& tools, const Reminder& reminder) {
  notification::insert_reminder(transaction, reminder);
  transaction.after_commit([&tools, reminder] { tools.reminders.add(reminder); });
}

void plan_reminders(db::Transaction& transaction, const notification::Withdrawn& before,
                    Tools& tools, const Meeting& meeting) {
  if (meeting.reminders.empty() && !meeting.repetition) return;
  std::vector<Listener> people;
  if (meeting.time.all_day || meeting.repetition) {
    people = each_of(calendar::find_attendees(transaction.db(), meeting.id));
  }
  plan_for({transaction, tools, renamed(before, meeting), false}, meeting, people);
}

void plan_reminders(db::Transaction& transaction, Tools& tools, const Meeting& meeting) {
  plan_reminders(transaction, {tools.clock.now(), {}}, tools, meeting);
}

void plan_reminders_anew(db::Transaction& transaction, Tools& tools, const Meeting& meeting) {
  const Instant now = tools.clock.now();
  plan_reminders(transaction, notification::withdraw_reminders(transaction, meeting.id, now), tools,
                 meeting);
}

void plan_own_reminders(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                        const user::User& person) {
  if (!meeting.time.all_day && !meeting.repetition) return;
  auto before =
      notification::withdraw_reminders_of(transaction, meeting.id, person.id, tools.clock.now());
  plan_for({transaction, tools, renamed(std::move(before), meeting), true}, meeting,
           {{person.id, user::zone_of(person)}});
}

void move_own_reminders(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                        const user::User& person) {
  const auto all =
      notification::withdraw_reminders_of(transaction, meeting.id, person.id, latest_instant);
  if (all.unsaid.empty()) return;
  std::optional<Series> series;
  if (meeting.repetition) series = calendar::load_series(transaction.db(), meeting);
  for (Reminder reminder : all.unsaid) {
    const auto time = time_of(reminder, meeting, series);
    if (!time) continue;
    reminder.due_at =
        reminder_start(*time, user::zone_of(person)) - minutes{reminder.minutes_before};
    store_reminder(transaction, tools, reminder);
  }
}

}  // namespace kalends::invite
