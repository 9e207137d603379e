#include <utility>

#include <kalends/notification/reminder_queue.hpp>

namespace kalends::notification {
namespace {

constexpr std::chrono::minutes window{20};

}  // namespace

// At first everything that was ever due is missing: the first refill reads the overdue too.
ReminderQueue::ReminderQueue(Instant now) : wheel_(now), filled_to_(earliest_instant) {}

void ReminderQueue::add(const Reminder& reminder) {
  const std::lock_guard lock(mutex_);
  if (reminder.due_at < filled_to_) wheel_.add(reminder.due_at, reminder);
}

void ReminderQueue::refill(db::Connection& db, Instant now) {
  const TimeRange missing = open_window(now);
  if (missing.from >= missing.to) return;
  try {
    for (const Reminder& reminder : reminders_due(db, missing)) add(reminder);
  } catch (...) {
    const std::lock_guard lock(mutex_);
    filled_to_ = missing.from;
    throw;
  }
}

void ReminderQueue::forget() {
  const std::lock_guard lock(mutex_);
  wheel_.clear();
  filled_to_ = earliest_instant;
}

/// Before the table is read: what is stored from now on adds itself, and twice is harmless.
TimeRange ReminderQueue::open_window(Instant now) {
  const std::lock_guard lock(mutex_);
  if (filled_to_ - now > window / 2) return {now, now};
  return {std::exchange(filled_to_, now + window), now + window};
}

std::vector<Reminder> ReminderQueue::due(Instant now) {
  const std::lock_guard lock(mutex_);
  return wheel_.advance(now);
}

std::size_t ReminderQueue::waiting() const {
  const std::lock_guard lock(mutex_);
  return wheel_.size();
}

}  // namespace kalends::notification
