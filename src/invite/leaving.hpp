#pragma once

#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

/// Declines for this attendee and takes the meeting out of their calendar; its organizer is told.
/// `by` is who does it: they themselves, or `user::machine`. `conflict` for the organizer.
Result<void> leave(db::Transaction& transaction, Tools& tools, Part part, UserId by);

/// Of a meeting that has come ahead: those who have retired leave it, as they left what was ahead
/// of them when they did.
void let_retired_go(db::Transaction& transaction, Tools& tools, const calendar::Meeting& meeting);

}  // namespace kalends::invite
