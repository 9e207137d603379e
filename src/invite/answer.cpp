#include "leaving.hpp"
#include "telling.hpp"

#include <algorithm>

#include <kalends/calendar/placement.hpp>
#include <kalends/invite/occurrence.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

using calendar::Attendee;
using calendar::Meeting;
using calendar::Response;

void tell_organizer(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                    const Attendee& attendee, const std::string& occurrence = {}) {
  if (attendee.user == meeting.organizer) return;
  auto told = notice(tools, notification::Kind::responded, meeting, attendee.user);
  told.response = calendar::word(attendee.response);
  told.comment = attendee.comment;
  told.meeting.occurrence = occurrence;
  tools.notifier.tell(transaction, std::move(told), std::vector{meeting.organizer});
}

void record_answer(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                   const Attendee& attendee, const std::string& occurrence = {}) {
  user::record(transaction, tools.ids,
               {.act = user::Act::answered,
                .by = attendee.user,
                .meeting = meeting.id,
                .detail = std::string(calendar::word(attendee.response)),
                .occurrence = occurrence});
}

/// What is not in a calendar does not move along when its owner moves to another zone.
void plan_anew(db::Transaction& transaction, Tools& tools, const Meeting& meeting, UserId person) {
  const auto user = user::find_user(transaction.db(), person);
  if (user) plan_own_reminders(transaction, tools, meeting, *user);
}

/// What was said of single occurrences is said of all now; those that were changed asked for an
/// answer of their own, and this is it.
void answer_each(db::Transaction& transaction, const Part& part, const Answer& answer) {
  const MeetingId id = part.meeting.id;
  calendar::delete_answers_of(transaction, id, part.attendee.user);
  if (part.organizes()) return;
  const auto series = calendar::load_series(transaction.db(), part.meeting);
  for (const calendar::Exception& exception : series.exceptions()) {
    if (!exception.asked_anew || exception.cancelled) continue;
    calendar::put_answer(transaction, id,
                         {part.attendee.user, exception.original, answer.response, answer.comment});
  }
}

/// Nothing of the series was answered apart, or asks for an answer of its own.
bool answers_everything(db::Connection& db, const Part& part) {
  if (!part.meeting.repetition) return true;
  const auto series = calendar::load_series(db, part.meeting);
  const auto& exceptions = series.exceptions();
  return calendar::find_answers_of(db, part.meeting.id, part.attendee.user).empty() &&
         std::none_of(exceptions.begin(), exceptions.end(),
                      [](const calendar::Exception& each) { return each.asked_anew; });
}

Result<Meeting> answer_all(db::Transaction& transaction, Tools& tools, Part part,
                           const Answer& answer) {
  Attendee& attendee = part.attendee;
  const bool same = attendee.response == answer.response && attendee.comment == answer.comment;
  if (same && !attendee.left && answers_everything(transaction.db(), part)) {
    return std::move(part.meeting);
  }
  const bool comes_back = attendee.left;
  attendee.response = answer.response;
  attendee.comment = answer.comment;
  attendee.left = false;
  if (part.meeting.repetition) answer_each(transaction, part, answer);
  calendar::replace(transaction, part.meeting, attendee);
  if (comes_back) plan_anew(transaction, tools, part.meeting, attendee.user);
  record_answer(transaction, tools, part.meeting, attendee);
  tell_organizer(transaction, tools, part.meeting, attendee);
  return std::move(part.meeting);
}

/// Just this, to just this occurrence.
bool has_answered(db::Connection& db, const Part& part, LocalTime original, const Answer& answer) {
  for (const auto& own : calendar::find_answers_of(db, part.meeting.id, part.attendee.user)) {
    if (own.original != original) continue;
    return own.response == answer.response && own.comment == answer.comment;
  }
  return false;
}

Result<Meeting> answer_one(db::Transaction& transaction, Tools& tools, Part part,
                           const Answer& answer, const Which& which) {
  const auto meant = find_occurrence(transaction.db(), part.meeting, which.occurrence);
  if (!meant) return meant.error();
  Meeting shown = meant->series.at(meant->occurrence);
  if (shown.cancelled) return Error{ErrorCode::conflict, "This occurrence is cancelled.", {}};
  Attendee& attendee = part.attendee;
  const bool comes_back = attendee.left;
  attendee.left = false;
  const LocalTime original = meant->occurrence.original;
  if (!comes_back && has_answered(transaction.db(), part, original, answer)) {
    return std::move(part.meeting);
  }
  calendar::put_answer(transaction, part.meeting.id,
                       {attendee.user, original, answer.response, answer.comment});
  calendar::replace(transaction, part.meeting, attendee);
  if (comes_back) plan_anew(transaction, tools, part.meeting, attendee.user);
  attendee.response = answer.response;
  attendee.comment = answer.comment;
  const std::string name = meant->series.name(original);
  record_answer(transaction, tools, shown, attendee, name);
  tell_organizer(transaction, tools, shown, attendee, name);
  return std::move(part.meeting);
}

}  // namespace

Result<Meeting> answer(db::Transaction& transaction, Tools& tools, MeetingId id, UserId person,
                       const Answer& answer, const Which& which) {
  auto part = part_of(transaction.db(), id, person);
  if (!part) return part.error();
  if (auto good = check_version(part->meeting, answer.expected_version); !good) return good.error();
  if (part->meeting.cancelled) return Error{ErrorCode::conflict, "The meeting is cancelled.", {}};
  if (which.scope == Scope::following) {
    return invalid("?scope", "must be this or all: an answer is to one occurrence or to each");
  }
  if (which.scope == Scope::one) {
    return answer_one(transaction, tools, std::move(*part), answer, which);
  }
  return answer_all(transaction, tools, std::move(*part), answer);
}

Result<void> leave(db::Transaction& transaction, Tools& tools, Part part, UserId by) {
  if (part.organizes()) {
    return Error{
        ErrorCode::conflict, "The organizer cannot leave; they can cancel the meeting.", {}};
  }
  if (part.attendee.left) return {};
  part.attendee.left = true;
  part.attendee.response = Response::declined;
  if (part.meeting.repetition) {
    calendar::delete_answers_of(transaction, part.meeting.id, part.attendee.user);
  }
  calendar::replace(transaction, part.meeting, part.attendee);
  const UserId person = part.attendee.user;
  user::record(transaction, tools.ids,
               {.act = user::Act::attendee_left,
                .by = by,
                .whom = by == person ? std::nullopt : std::optional(person),
                .meeting = part.meeting.id});
  if (!part.meeting.cancelled) tell_organizer(transaction, tools, part.meeting, part.attendee);
  return {};
}

void let_retired_go(db::Transaction& transaction, Tools& tools, const Meeting& meeting) {
  for (Attendee& attendee : calendar::find_attendees(transaction.db(), meeting.id)) {
    if (!attendee.retired || attendee.user == meeting.organizer) continue;
    leave(transaction, tools, {meeting, std::move(attendee)}, user::machine).value();
  }
}

Result<void> remove_person(db::Transaction& transaction, Tools& tools, MeetingId id, UserId actor,
                           UserId person, std::optional<std::int64_t> expected_version) {
  if (actor == person) {
    auto own = part_of(transaction.db(), id, person);
    if (!own) return own.error();
    if (auto good = check_version(own->meeting, expected_version); !good) return good.error();
    return leave(transaction, tools, std::move(*own), actor);
  }
  auto part = part_of_organizer(transaction.db(), id, actor, expected_version);
  if (!part) return part.error();
  const auto attendee = calendar::find_attendee(transaction.db(), id, person);
  if (!attendee) return not_found();
  Meeting& meeting = part->meeting;
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  calendar::update_meeting(transaction, meeting);
  calendar::remove(transaction, meeting, *attendee);
  notification::delete_reminders_of(transaction, id, person);
  user::record(transaction, tools.ids,
               {.act = user::Act::attendee_removed, .by = actor, .whom = person, .meeting = id});
  if (attendee->left || attendee->retired) return {};
  tools.notifier.tell(transaction, notice(tools, notification::Kind::cancelled, meeting, actor),
                      std::vector{person});
  return {};
}

}  // namespace kalends::invite
