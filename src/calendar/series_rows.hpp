#pragma once

#include <kalends/calendar/meeting.hpp>

namespace kalends::calendar {

/// From the columns rrule, rdates, exdates, length_days, length_seconds, first_starts_at and
/// last_ends_at.
Repetition read_repetition(const db::Rows& row, int column);

/// Stores what makes the meeting a series, or takes it away.
void put_repetition(db::Transaction& transaction, const Meeting& meeting);

}  // namespace kalends::calendar
