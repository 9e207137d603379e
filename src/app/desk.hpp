#pragma once

#include <kalends/app/config.hpp>
#include <kalends/db/database.hpp>
#include <kalends/invite/tools.hpp>
#include <kalends/notification/hub.hpp>

namespace kalends::app {

/// What acts on meetings need where no server runs. Nothing of it is kept in memory: the next
/// server reads it all from the file.
struct Desk {
  explicit Desk(const Config& config)
      : database(config.database, db::MovesLog::no),
        notifier(ids, hub, config.notifications.keep),
        tools{clock, ids, notifier, queue, static_cast<std::size_t>(config.limits.attendees)} {}

  SystemClock clock;
  IdSource ids{clock};
  db::Database database;
  notification::Hub hub;
  notification::Notifier notifier;
  notification::ReminderQueue queue{clock.now()};
  invite::Tools tools;
};

}  // namespace kalends::app
