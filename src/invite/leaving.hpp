#pragma once

#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

/// Declines for this attendee and takes the meeting out of their calendar; its organizer is told.
/// `by` is who does it: they themselves, or `user::machine`. `conflict` for the organizer.
Result<void> leave(db::Transaction& transaction, Tools& tools, Part part, UserId by);

}  // namespace kalends::invite
