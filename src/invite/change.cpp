#include "change_series.hpp"
#include "changed.hpp"
#include "leaving.hpp"
#include "telling.hpp"

#include <kalends/calendar/placement.hpp>
#include <kalends/invite/meeting.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

using calendar::Meeting;

void replace_in_calendars(db::Transaction& transaction, const Changed& change, bool moved,
                          std::vector<calendar::Attendee>& attendees) {
  const bool reset = change.asks_anew();
  if (!reset && !moved && !change.transparency) return;
  for (calendar::Attendee& attendee : attendees) {
    // Who has retired will not answer again; what they said is of what was.
    const bool answers = !attendee.left && !attendee.retired;
    if (reset && answers && attendee.user != change.meeting.organizer) {
      attendee.response = calendar::Response::needs_action;
      attendee.comment.clear();
    }
    calendar::replace(transaction, change.meeting, attendee);
  }
}

/// What has begun stays as it was, but for a series that has more.
bool goes_on(const Meeting& meeting, Instant now) {
  return (meeting.repetition ? meeting.repetition->extent.to : meeting.time.starts_at) > now;
}

Result<Meeting> change_all(db::Transaction& transaction, Tools& tools, const Part& part,
                           const Change& wanted) {
  auto change = changed(part.meeting, wanted);
  if (!change) return change.error();
  Meeting& meeting = change->meeting;
  if (change->differences.empty()) return std::move(meeting);
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  const bool series = part.meeting.repetition || meeting.repetition;
  if (series) carry_exceptions(transaction, part.meeting, *change);
  calendar::update_meeting(transaction, meeting);
  if ((change->asks_anew() || change->exdates) && goes_on(meeting, tools.clock.now())) {
    let_retired_go(transaction, tools, meeting);
  }
  auto attendees = calendar::find_attendees(transaction.db(), meeting.id);
  replace_in_calendars(transaction, *change, series, attendees);
  if (series || change->time || change->reminders) {
    plan_reminders_anew(transaction, tools, meeting);
  }
  user::record(transaction, tools.ids,
               {.act = user::Act::meeting_changed,
                .by = part.attendee.user,
                .meeting = meeting.id,
                .detail = change->differences});
  auto told = notice(tools, notification::Kind::changed, meeting, part.attendee.user);
  told.changes = change->differences;
  tools.notifier.tell(transaction, std::move(told), others(attendees, part.attendee.user));
  return std::move(meeting);
}

/// What was wanted of an occurrence, as a change of the first one.
Result<Change> for_all(const Meant& meant, Change wanted) {
  calendar::EventPatch& patch = wanted.time;
  if (!patch.start && !patch.end) return wanted;
  const EventTime regular = meant.series.regular_time(meant.occurrence.original);
  auto moved = calendar::changed_time(regular, patch);
  if (!moved) return moved.error();
  if (*moved == regular) {
    // It was said where it is, not that all begin with it.
    patch.start.reset();
    patch.end.reset();
    return wanted;
  }
  const LocalTime first = meant.series.meeting().time.start_local;
  const auto shift = moved->start_local - regular.start_local;
  if (patch.start) patch.start = WrittenTime{first + shift, std::nullopt, moved->all_day};
  if (patch.end) patch.duration = calendar::length_of(*moved, std::nullopt);
  patch.end.reset();
  return wanted;
}

WrittenTime name_of(const Meant& meant) {
  return {meant.occurrence.original, std::nullopt, meant.series.meeting().time.all_day};
}

/// The series has all of it already; an occurrence that differs may not.
Result<Meeting> change_only(db::Transaction& transaction, Tools& tools, const Part& part,
                            const Meant& meant, Change wanted) {
  const calendar::Exception* exception = meant.occurrence.exception;
  if (exception == nullptr || exception->cancelled) return part.meeting;
  wanted.rule.reset();
  wanted.rdates.reset();
  wanted.exdates.reset();
  return change_one(transaction, tools, part, meant, wanted);
}

}  // namespace

Result<Meeting> change(db::Transaction& transaction, Tools& tools, const Part& part,
                       const Change& wanted, const Which& which) {
  if (!which.occurrence && which.scope == Scope::all) {
    return change_all(transaction, tools, part, wanted);
  }
  auto meant = find_occurrence(transaction.db(), part.meeting, which.occurrence);
  if (!meant) return meant.error();
  if (which.scope == Scope::one) return change_one(transaction, tools, part, *meant, wanted);
  auto whole = for_all(*meant, wanted);
  if (!whole) return whole.error();
  const auto different = changed(part.meeting, *whole);
  if (!different) return different.error();
  if (different->differences.empty()) {
    return change_only(transaction, tools, part, *meant, wanted);
  }
  if (which.scope == Scope::all || starts_series(*meant)) {
    conform(transaction, part.meeting.id, *meant, wanted);
    return change_all(transaction, tools, part, *whole);
  }
  const auto rest = split_series(transaction, tools, part, *meant, part.attendee.user);
  meant = find_occurrence(transaction.db(), rest.meeting, name_of(*meant));
  if (!meant) return meant.error();
  whole = for_all(*meant, wanted);
  if (!whole) return whole.error();
  conform(transaction, rest.meeting.id, *meant, wanted);
  return change_all(transaction, tools, rest, *whole);
}

}  // namespace kalends::invite
