#pragma once

#include <kalends/calendar/imported_event.hpp>

namespace kalends::calendar {

/// Fills in title, description, link and location, as far as Kalends takes them.
void read_texts(const ical::Component& vevent, ical::Remarks& remarks, ImportedEvent& event);

/// What an event is called that came without a title.
inline constexpr std::string_view nameless = "(no title)";

/// True for what the link of a meeting can be.
bool is_link(std::string_view text);

}  // namespace kalends::calendar
