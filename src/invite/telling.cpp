#include "telling.hpp"

namespace kalends::invite {

std::vector<UserId> others(std::span<const calendar::Attendee> attendees, UserId actor) {
  std::vector<UserId> out;
  for (const calendar::Attendee& attendee : attendees) {
    const bool there = !attendee.left && !attendee.retired;
    if (there && attendee.user != actor) out.push_back(attendee.user);
  }
  return out;
}

notification::Notice notice(const Tools& tools, notification::Kind kind,
                            const calendar::Meeting& meeting, UserId actor) {
  notification::Notice out;
  out.kind = kind;
  out.at = tools.clock.now();
  out.meeting = calendar::card_of(meeting);
  out.actor = actor;
  return out;
}

}  // namespace kalends::invite
