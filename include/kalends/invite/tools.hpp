#pragma once

#include <kalends/base/clock.hpp>
#include <kalends/base/id.hpp>
#include <kalends/notification/notifier.hpp>
#include <kalends/notification/reminder_queue.hpp>

namespace kalends::invite {

/// What every act between people needs beside the transaction it is part of.
struct Tools {
  const Clock& clock;
  IdSource& ids;
  notification::Notifier& notifier;
  notification::ReminderQueue& reminders;
  std::size_t most_attendees;
};

}  // namespace kalends::invite
