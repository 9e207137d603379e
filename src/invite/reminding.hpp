#pragma once

#include <kalends/calendar/series.hpp>
#include <kalends/invite/tools.hpp>

namespace kalends::invite {

/// When it begins for somebody in this zone: what is all-day in the morning.
Instant reminder_start(const EventTime& time, const Zone& zone);

/// Stored, and known to whoever says it. What stands there already stays.
void store_reminder(db::Transaction& transaction, Tools& tools,
                    const notification::Reminder& reminder);

}  // namespace kalends::invite
