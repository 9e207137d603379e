#include "change_series.hpp"
#include "telling.hpp"

#include <kalends/calendar/placement.hpp>
#include <kalends/invite/reminder.hpp>

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

template <class T>
void keep_if_new(std::optional<T>& field, const T& before, const T& after) {
  if (before != after) field = after;
}

void keep_differences(Exception& exception, const Meeting& before, const Changed& change) {
  const Meeting& after = change.meeting;
  keep_if_new(exception.title, before.title, after.title);
  keep_if_new(exception.description, before.description, after.description);
  keep_if_new(exception.link, before.link, after.link);
  keep_if_new(exception.location, before.location, after.location);
  keep_if_new(exception.time, before.time, after.time);
  keep_if_new(exception.transparent, before.transparent, after.transparent);
  keep_if_new(exception.reminders, before.reminders, after.reminders);
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
  notification::delete_reminders(transaction, meeting.id);
  plan_reminders(transaction, tools, meeting);
  return meeting;
}

/// About one occurrence as it is now, to everybody but who acts.
void tell_of(db::Transaction& transaction, Tools& tools, const Meeting& meeting, LocalTime original,
             notification::Kind kind, const std::string& differences) {
  const auto series = calendar::load_series(transaction.db(), meeting);
  const Meeting shown = series.at(*series.find(original));
  auto told = notice(tools, kind, shown, meeting.organizer);
  told.meeting.occurrence = series.name(original);
  told.changes = differences;
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
  keep_differences(exception, before, *change);
  if (change->asks_anew()) {
    calendar::delete_answers_to(transaction, part.meeting.id, exception.original,
                                part.meeting.organizer);
  }
  const Meeting meeting = store(transaction, tools, part.meeting, exception);
  tell_of(transaction, tools, meeting, exception.original, notification::Kind::changed,
          change->differences);
  return meeting;
}

void cancel_one(db::Transaction& transaction, Tools& tools, const Part& part, const Meant& meant) {
  Exception exception = exception_of(meant);
  if (exception.cancelled) return;
  exception.cancelled = true;
  const Meeting meeting = store(transaction, tools, part.meeting, exception);
  tell_of(transaction, tools, meeting, exception.original, notification::Kind::cancelled, {});
}

}  // namespace kalends::invite
