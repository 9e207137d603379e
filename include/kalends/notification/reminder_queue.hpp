#pragma once

#include <mutex>
#include <vector>

#include <kalends/notification/reminder.hpp>
#include <kalends/notification/timer_wheel.hpp>

namespace kalends::notification {

/// What is due soon, in a timer wheel, so that nobody asks the database each second. It holds hints
/// only: an entry whose row is gone claims nothing, and what is missing here is found again in the
/// table by the next `refill`. Any thread.
class ReminderQueue {
 public:
  explicit ReminderQueue(Instant now);

  /// To be called after the reminder is stored, or when it could not be said now; what is due later
  /// than the window is left to `refill`.
  void add(const Reminder& reminder);

  /// Moves the window's end to `now` + window, taking what became near from the table. Does nothing
  /// until half of the window has passed. Throws what the database throws, and then tries again.
  void refill(db::Connection& db, Instant now);

  /// To be called when another process wrote to the table: the next `refill` reads all of it that
  /// is overdue or due soon.
  void forget();

  /// Takes out what is due at `now` or before.
  std::vector<Reminder> due(Instant now);

  std::size_t waiting() const;

 private:
  TimeRange open_window(Instant now);

  mutable std::mutex mutex_;
  TimerWheel<Reminder> wheel_;
  Instant filled_to_;
};

}  // namespace kalends::notification
