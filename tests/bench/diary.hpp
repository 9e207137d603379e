#pragma once

#include "people.hpp"

#include <vector>

#include <kalends/base/time.hpp>
#include <kalends/calendar/meeting.hpp>
#include <kalends/invite/tools.hpp>

namespace kalends::bench {

/// A meeting that is to be stored; made before the database, so that ids can follow the time of
/// making.
struct Plan {
  struct Guest {
    std::uint32_t person;
    calendar::Response response;
  };
  Instant made;
  LocalTime start;
  Duration length;
  bool all_day = false;
  bool transparent = false;
  bool cancelled = false;
  std::uint32_t organizer = 0;
  std::vector<Guest> guests;
};

/// What the organisation has in its calendars at `now`, `rows` entries in all, in the order of
/// making. As it is when a calendar has been used for some months: most of it within a few weeks of
/// `now`, the rest anywhere in a year each way.
std::vector<Plan> make_plans(const People& people, std::int64_t rows, Instant now, Dice& dice);

/// Stores a plan just as the server stores a meeting: with the calendars of all who are in it, the
/// reminders that are still ahead of the tools' clock, and what its guests were told in the last
/// weeks.
void store(db::Transaction& transaction, invite::Tools& tools, const People& people,
           const Plan& plan, std::int64_t number, Dice& dice);

}  // namespace kalends::bench
