#pragma once

#include <optional>
#include <string>
#include <vector>

#include <kalends/calendar/event_input.hpp>
#include <kalends/calendar/series.hpp>

namespace kalends::calendar {

/// How a series is to go on, as a person wrote it.
struct RepetitionInput {
  std::string rule;  // RECUR; "" for none
  std::vector<WrittenTime> rdates;
  std::vector<WrittenTime> exdates;
};

/// Most dates that one series may name in either list.
inline constexpr std::size_t most_dates = 10'000;

/// The series that was meant, its first occurrence at this time; nothing where it is none.
/// `invalid` at /rrule, /rdates/N or /exdates/N. A date among the exdates of a timed series means
/// whatever starts on that day.
Result<std::optional<Repetition>> repetition_of(const RepetitionInput& input,
                                                const EventTime& first, const Duration& length);

/// How long each occurrence is: days where days were said, exact time otherwise (RFC 5545 3.3.6).
Duration length_of(const EventTime& first, const std::optional<Duration>& said);

/// The rule as it must be when the first start moves: BYDAY and BYMONTHDAY that named the day of
/// the old start name that of the new one, UNTIL moves along.
std::string moved_rule(const std::string& rule, LocalTime from, LocalTime to);

/// The same rule with its UNTIL, where that was written in UTC, as the local time that it is in
/// this zone.
std::string with_local_until(const std::string& rule, const Zone& zone);

/// The same series begun at another time: its dates move by as much as its first start.
Repetition moved(const Repetition& repetition, LocalTime from, LocalTime to);

/// The part of a series before this original start, and that from there on, as two series. Where it
/// is parted at a date beside the rule, the rule of the second begins later, as it always would.
struct Halves {
  LocalTime before_start;
  Repetition before;
  LocalTime after_start;
  Repetition after;
};
Halves split(const Series& series, LocalTime original);

}  // namespace kalends::calendar
