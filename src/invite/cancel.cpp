#include "change_series.hpp"
#include "telling.hpp"

#include <kalends/calendar/placement.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

using calendar::Meeting;

void cancel_all(db::Transaction& transaction, Tools& tools, Meeting meeting, UserId actor) {
  meeting.cancelled = true;
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  calendar::update_meeting(transaction, meeting);
  const auto attendees = calendar::find_attendees(transaction.db(), meeting.id);
  for (const auto& attendee : attendees) calendar::replace(transaction, meeting, attendee);
  notification::delete_reminders(transaction, meeting.id);
  user::record(transaction, tools.ids,
               {.act = user::Act::meeting_cancelled, .by = actor, .meeting = meeting.id});
  tools.notifier.tell(transaction, notice(tools, notification::Kind::cancelled, meeting, actor),
                      others(attendees, actor));
}

}  // namespace

Result<void> cancel(db::Transaction& transaction, Tools& tools, MeetingId id, UserId actor,
                    std::optional<std::int64_t> expected_version, const Which& which) {
  auto part = part_of_organizer(transaction.db(), id, actor, expected_version);
  if (!part) {
    // Cancelling again changes nothing, and is no mistake.
    if (part.error().code == ErrorCode::conflict) return {};
    return part.error();
  }
  if (which.scope == Scope::all && !which.occurrence) {
    cancel_all(transaction, tools, std::move(part->meeting), actor);
    return {};
  }
  const auto meant = find_occurrence(transaction.db(), part->meeting, which.occurrence);
  if (!meant) return meant.error();
  if (which.scope == Scope::one) {
    cancel_one(transaction, tools, *part, *meant);
  } else if (which.scope == Scope::all || starts_series(*meant)) {
    cancel_all(transaction, tools, std::move(part->meeting), actor);
  } else {
    cut_series(transaction, tools, *part, *meant);
  }
  return {};
}

}  // namespace kalends::invite
