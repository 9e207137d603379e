#pragma once

#include <kalends/calendar/imported_event.hpp>

namespace kalends::calendar {

/// The time that a value of this property means: `value` is the property's own, or one of its list.
/// Nothing when it is none. Remarks on its zone.
std::optional<ImportedTime> read_time(const ical::Property& property, std::string_view value,
                                      ImportedZones& zones, ical::Remarks& remarks,
                                      std::size_t line);

/// Fills in time and length from DTSTART, DTEND and DURATION. Repairs ends that cannot be:
/// an event without length lasts a minute, one that ends before it starts an hour, a day without
/// an end the whole of it, and what is too long is cut.
Result<void> read_event_time(const ical::Component& vevent, ImportedZones& zones,
                             ical::Remarks& remarks, ImportedEvent& event);

/// Fills in the repetition and its periods. The event has its time already.
void read_repetition(const ical::Component& vevent, ImportedZones& zones, ical::Remarks& remarks,
                     ImportedEvent& event);

/// As an input that means this start of a series that begins at `first`.
WrittenTime written_for(const ImportedTime& time, const EventTime& first);

}  // namespace kalends::calendar
