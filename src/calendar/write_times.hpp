#pragma once

#include <kalends/calendar/series.hpp>
#include <kalends/ical/writer.hpp>

namespace kalends::calendar {

/// DTSTART, and DTEND or (of a series that lasts days on the wall clock) DURATION.
void write_time(ical::Writer& writer, const EventTime& time, const Repetition* repetition);

/// RRULE, RDATE and EXDATE.
void write_repetition(ical::Writer& writer, const EventTime& first, const Repetition& repetition);

/// RECURRENCE-ID of the occurrence that the rule starts here.
void write_original(ical::Writer& writer, const EventTime& first, LocalTime original);

/// True for zones in which times are written with Z.
bool is_utc(std::string_view zone);

}  // namespace kalends::calendar
