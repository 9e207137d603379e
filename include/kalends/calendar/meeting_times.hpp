#pragma once

#include <optional>
#include <vector>

#include <kalends/calendar/free_busy.hpp>

namespace kalends::calendar {

/// One of those who are to meet.
struct Participant {
  UserId user;
  /// As `merged` gives it: in order, without overlaps.
  std::vector<BusyTime> busy;
  /// In order, without touching each other, whole also where they reach out of the range asked
  /// for; nothing when any hour will do.
  std::optional<std::vector<TimeRange>> working;
};

struct MeetingTimesQuestion {
  TimeRange range;
  std::chrono::seconds length;
  Zone zone;  // whose quarter hours and days count
  std::size_t most = 5;
};

struct MeetingTime {
  TimeRange range;
  std::vector<UserId> tentative;  // who is tentative then, in the order of the participants
};

/// Why there is no time at all.
enum class Hindrance {
  no_room,        // the range is shorter than the meeting
  working_hours,  // never is everybody within their working hours for so long
  busy,           // somebody is in the way
};

struct Reason {
  Hindrance hindrance;
  std::optional<UserId> user;  // with `busy`
  int share = 0;  // with `busy`: in how many of a hundred of the times left by all working hours
                  // this person is busy, at least 1
};

/// `reasons` are there when `times` are not, those in the way most often first.
struct MeetingTimes {
  std::vector<MeetingTime> times;
  std::vector<Reason> reasons;
};

/// When all of them can meet: on the quarter of the hour, within the range, within the working
/// hours of each and while nobody is busy. Touching is free.
///
/// The best come first, and are what a person would like to choose from:
///   1. Free for everybody beats tentative for one, which beats tentative for two.
///   2. Spread: of each day its best two, from the earliest day on, before any day's third.
///   3. Within a day, on the full hour before the half before the quarter, then where fewer people
///      are in the first or last half hour of their working time, then the earlier.
/// No two of them overlap: the better one stays.
///
/// The work grows with the number of intervals plus that of quarter hours, not with their product.
MeetingTimes find_meeting_times(const std::vector<Participant>& people,
                                const MeetingTimesQuestion& question);

}  // namespace kalends::calendar
