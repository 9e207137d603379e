#include "telling.hpp"

#include <kalends/calendar/placement.hpp>
#include <kalends/invite/meeting.hpp>
#include <kalends/invite/reminder.hpp>

namespace kalends::invite {
namespace {

using calendar::Attendee;
using calendar::Meeting;
using calendar::Response;

void tell_organizer(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                    const Attendee& attendee) {
  if (attendee.user == meeting.organizer) return;
  auto told = notice(tools, notification::Kind::responded, meeting, attendee.user);
  told.response = calendar::word(attendee.response);
  told.comment = attendee.comment;
  tools.notifier.tell(transaction, std::move(told), std::vector{meeting.organizer});
}

Result<void> leave(db::Transaction& transaction, Tools& tools, Part part) {
  if (part.organizes()) {
    return Error{
        ErrorCode::conflict, "The organizer cannot leave; they can cancel the meeting.", {}};
  }
  if (part.attendee.left) return {};
  part.attendee.left = true;
  part.attendee.response = Response::declined;
  calendar::replace(transaction, part.meeting, part.attendee);
  if (!part.meeting.cancelled) tell_organizer(transaction, tools, part.meeting, part.attendee);
  return {};
}

/// What is not in a calendar does not move along when its owner moves to another zone.
void plan_anew(db::Transaction& transaction, Tools& tools, const Meeting& meeting, UserId person) {
  const auto user = user::find_user(transaction.db(), person);
  if (user) plan_own_reminders(transaction, tools, meeting, *user);
}

}  // namespace

Result<Meeting> answer(db::Transaction& transaction, Tools& tools, MeetingId id, UserId person,
                       Response response, const std::string& comment) {
  auto part = part_of(transaction.db(), id, person);
  if (!part) return part.error();
  if (part->meeting.cancelled) return Error{ErrorCode::conflict, "The meeting is cancelled.", {}};
  Attendee& attendee = part->attendee;
  const bool same = attendee.response == response && attendee.comment == comment && !attendee.left;
  if (same) return std::move(part->meeting);
  const bool comes_back = attendee.left;
  attendee.response = response;
  attendee.comment = comment;
  attendee.left = false;
  calendar::replace(transaction, part->meeting, attendee);
  if (comes_back) plan_anew(transaction, tools, part->meeting, person);
  tell_organizer(transaction, tools, part->meeting, attendee);
  return std::move(part->meeting);
}

Result<void> remove_person(db::Transaction& transaction, Tools& tools, MeetingId id, UserId actor,
                           UserId person) {
  if (actor == person) {
    auto own = part_of(transaction.db(), id, person);
    if (!own) return own.error();
    return leave(transaction, tools, std::move(*own));
  }
  auto part = part_of_organizer(transaction.db(), id, actor, std::nullopt);
  if (!part) return part.error();
  const auto attendee = calendar::find_attendee(transaction.db(), id, person);
  if (!attendee) return not_found();
  Meeting& meeting = part->meeting;
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  calendar::update_meeting(transaction, meeting);
  calendar::remove(transaction, meeting, *attendee);
  notification::delete_reminders_of(transaction, id, person);
  if (attendee->left) return {};
  tools.notifier.tell(transaction, notice(tools, notification::Kind::cancelled, meeting, actor),
                      std::vector{person});
  return {};
}

}  // namespace kalends::invite
