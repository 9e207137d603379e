#include "change_series.hpp"
#include "leaving.hpp"
#include "telling.hpp"

#include <kalends/calendar/placement.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

using calendar::Exception;
using calendar::Meeting;

Exception exception_of(const Meant& meant) {
  if (meant.occurrence.exception != nullptr) return *meant.occurrence.exception;
  Exception fresh;
  fresh.original = meant.occurrence.original;
  return fresh;
}

/// What is put back to as the series has it is no difference any more, and follows the series.
template <class T>
void keep_if_new(std::optional<T>& field, const T& of_series, const T& before, const T& after) {
  if (before == after) return;
  field = after == of_series ? std::nullopt : std::optional(after);
}

void keep_differences(Exception& exception, const Meeting& regular, const Meeting& before,
                      const Changed& change) {
  const Meeting& after = change.meeting;
  keep_if_new(exception.title, regular.title, before.title, after.title);
  keep_if_new(exception.description, regular.description, before.description, after.description);
  keep_if_new(exception.link, regular.link, before.link, after.link);
  keep_if_new(exception.location, regular.location, before.location, after.location);
  keep_if_new(exception.time, regular.time, before.time, after.time);
  keep_if_new(exception.transparent, regular.transparent, before.transparent, after.transparent);
  keep_if_new(exception.reminders, regular.reminders, before.reminders, after.reminders);
  exception.asked_anew = exception.asked_anew || change.asks_anew();
}

/// Stores the exception, and with it the series as it is then: its version, its extent, its
/// reminders.
Meeting store(db::Transaction& transaction, Tools& tools, Meeting meeting,
              const Exception& exception) {
  calendar::put_exception(transaction, meeting.id, exception);
  const TimeRange before = meeting.repetition->extent;
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  meeting.repetition->extent = calendar::load_series(transaction.db(), meeting).extent();
  calendar::update_meeting(transaction, meeting);
  if (meeting.repetition->extent != before) {
    for (const auto& attendee : calendar::find_attendees(transaction.db(), meeting.id)) {
      calendar::replace(transaction, meeting, attendee);
    }
  }
  plan_reminders_anew(transaction, tools, meeting);
  return meeting;
}

/// About one occurrence as it is now, to everybody but who acts; and to the audit log.
void tell_of(db::Transaction& transaction, Tools& tools, const Meeting& meeting, LocalTime original,
             notification::Kind kind, const std::string& differences) {
  const auto series = calendar::load_series(transaction.db(), meeting);
  const Meeting shown = series.at(*series.find(original));
  auto told = notice(tools, kind, shown, meeting.organizer);
  told.meeting.occurrence = series.name(original);
  told.changes = differences;
  const bool gone = kind == notification::Kind::cancelled;
  user::record(transaction, tools.ids,
               {.act = gone ? user::Act::meeting_cancelled : user::Act::meeting_changed,
                .by = meeting.organizer,
                .meeting = meeting.id,
                .detail = differences,
                .occurrence = told.meeting.occurrence});
  const auto attendees = calendar::find_attendees(transaction.db(), meeting.id);
  tools.notifier.tell(transaction, std::move(told), others(attendees, meeting.organizer));
}

}  // namespace

Result<Meeting> change_one(db::Transaction& transaction, Tools& tools, const Part& part,
                           const Meant& meant, const Change& wanted) {
  if (wanted.rule) return invalid("/rrule", "cannot be changed for one occurrence alone");
  if (wanted.rdates) return invalid("/rdates", "cannot be changed for one occurrence alone");
  if (wanted.exdates) return invalid("/exdates", "cannot be changed for one occurrence alone");
  Meeting before = meant.series.at(meant.occurrence);
  if (before.cancelled) return Error{ErrorCode::conflict, "This occurrence is cancelled.", {}};
  before.repetition.reset();
  const auto change = changed(before, wanted);
  if (!change) return change.error();
  if (change->differences.empty()) return part.meeting;
  Exception exception = exception_of(meant);
  Meeting regular = meant.series.meeting();
  regular.time = meant.series.regular_time(exception.original);
  keep_differences(exception, regular, before, *change);
  if (change->asks_anew()) {
    calendar::delete_answers_to(transaction, part.meeting.id, exception.original,
                                part.meeting.organizer);
  }
  const Meeting meeting = store(transaction, tools, part.meeting, exception);
  if (change->asks_anew() && change->meeting.time.starts_at > tools.clock.now()) {
    let_retired_go(transaction, tools, meeting);
  }
  tell_of(transaction, tools, meeting, exception.original, notification::Kind::changed,
          change->differences);
  return meeting;
}

void conform(db::Transaction& transaction, MeetingId meeting, const Meant& meant,
             const Change& wanted) {
  if (meant.occurrence.exception == nullptr) return;
  Exception exception = *meant.occurrence.exception;
  const auto& time = wanted.time;
  if (wanted.title) exception.title.reset();
  if (wanted.description) exception.description.reset();
  if (wanted.link) exception.link.reset();
  if (wanted.location) exception.location.reset();
  if (wanted.transparent) exception.transparent.reset();
  if (wanted.reminders) exception.reminders.reset();
  if (time.start || time.end || time.duration || time.all_day || time.time_zone ||
      time.end_time_zone) {
    exception.time.reset();
  }
  calendar::put_exception(transaction, meeting, exception);
}

void cancel_one(db::Transaction& transaction, Tools& tools, const Part& part, const Meant& meant) {
  Exception exception = exception_of(meant);
  if (exception.cancelled) return;
  exception.cancelled = true;
  const Meeting meeting = store(transaction, tools, part.meeting, exception);
  tell_of(transaction, tools, meeting, exception.original, notification::Kind::cancelled, {});
}

}  // namespace kalends::invite
