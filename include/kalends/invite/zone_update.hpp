#pragma once

#include <string>
#include <vector>

#include <kalends/calendar/meeting.hpp>
#include <kalends/invite/tools.hpp>

namespace kalends::invite {

/// Something that takes place at another instant than was stored, since the zone data of the system
/// has changed. Its local time is the same: that is the truth (rules.md, rule 1).
struct Moved {
  MeetingId meeting;
  std::string title;
  std::string organizer_email;
  EventTime time;        // as the zone data has it now
  Instant stored_start;  // as it was
  bool series = false;   // its first occurrence that moves
};

/// Of what is still ahead. All-day meetings begin at their readers' midnights and are said to move
/// for nobody, but stand in calendars at an instant: `apply_zone_data` puts these right as well.
std::vector<Moved> find_moved(db::Connection& db, Instant now);

/// Moves derived instants, places in calendars and reminders of all of these, and tells everybody
/// in them. To be done while no server runs on this file: what a running one has in memory does not
/// move.
void apply_zone_data(db::Database& database, Tools& tools, const std::vector<Moved>& moved);

}  // namespace kalends::invite
