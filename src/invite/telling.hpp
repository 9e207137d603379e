#pragma once

#include <span>
#include <vector>

#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

/// Everybody who has the meeting in their calendar, but the one who acts and those who have
/// retired.
std::vector<UserId> others(std::span<const calendar::Attendee> attendees, UserId actor);

/// A notice about the meeting as it is now.
notification::Notice notice(const Tools& tools, notification::Kind kind,
                            const calendar::Meeting& meeting, UserId actor);

}  // namespace kalends::invite
