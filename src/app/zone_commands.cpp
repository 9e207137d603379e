#include "commands.hpp"

#include <cstdio>

#include <fmt/format.h>

#include <kalends/db/database.hpp>
#include <kalends/invite/zone_update.hpp>
#include <kalends/notification/hub.hpp>

namespace kalends::app {
namespace {

/// Nothing of it is kept in memory: the next server reads it all from the file.
struct Desk {
  explicit Desk(const Config& config)
      : database(config.database),
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

void print(const invite::Moved& moved) {
  fmt::print("{}\t{}\t{}\t{}: {} becomes {}{}\n", text(moved.meeting), moved.organizer_email,
             moved.title, moved.time.time_zone, format_utc(moved.stored_start),
             format_utc(moved.time.starts_at), moved.series ? ", and others of its series" : "");
}

}  // namespace

int run(const ZonesCheck& command) {
  Desk desk(command.config);
  const auto moved = invite::find_moved(*desk.database.open_reader(), desk.clock.now());
  for (const auto& each : moved) print(each);
  fmt::print("{} of what is ahead would move{}\n", moved.size(),
             moved.empty() ? "" : "; `kalends zones apply` moves it and tells people");
  return 0;
}

int run(const ZonesApply& command) {
  Desk desk(command.config);
  const auto moved = invite::find_moved(*desk.database.open_reader(), desk.clock.now());
  for (const auto& each : moved) print(each);
  invite::apply_zone_data(desk.database, desk.tools, moved);
  fmt::print("{} moved, and everybody in them is told\n", moved.size());
  return 0;
}

}  // namespace kalends::app
