#include "commands.hpp"
#include "desk.hpp"

#include <cstdio>

#include <fmt/format.h>

#include <kalends/db/file_lock.hpp>
#include <kalends/invite/zone_update.hpp>

namespace kalends::app {
namespace {

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
  const db::FileLock alone(command.config.database);
  Desk desk(command.config);
  const auto moved = invite::find_moved(*desk.database.open_reader(), desk.clock.now());
  for (const auto& each : moved) print(each);
  invite::apply_zone_data(desk.database, desk.tools, moved);
  fmt::print("{} moved, and everybody in them is told\n", moved.size());
  return 0;
}

}  // namespace kalends::app
