#include "change_series.hpp"
#include "telling.hpp"

#include <algorithm>

#include <kalends/calendar/attachment.hpp>
#include <kalends/calendar/placement.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

using calendar::Exception;
using calendar::Meeting;
using calendar::OccurrenceAnswer;
using calendar::Series;

/// What is said of single occurrences from this one on.
struct Apart {
  std::vector<Exception> exceptions;
  std::vector<OccurrenceAnswer> answers;
};

Apart take_from(db::Transaction& transaction, const Series& series, LocalTime original) {
  const MeetingId meeting = series.meeting().id;
  Apart out;
  for (const Exception& exception : series.exceptions()) {
    if (exception.original >= original) out.exceptions.push_back(exception);
  }
  for (OccurrenceAnswer& answer : calendar::find_answers(transaction.db(), meeting)) {
    if (answer.original >= original) out.answers.push_back(std::move(answer));
  }
  calendar::delete_from(transaction, meeting, original);
  return out;
}

/// The meeting as it is before the occurrence, stored and told. Returns what was
/// planned of it.
notification::Withdrawn end_before(db::Transaction& transaction, Tools& tools, const Part& part,
                                   const Meant& meant, const calendar::Halves& halves, UserId by) {
  Meeting meeting = part.meeting;
  meeting.time = meant.series.regular_time(halves.before_start);
  meeting.repetition = halves.before;
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  meeting.repetition->extent = calendar::load_series(transaction.db(), meeting).extent();
  calendar::update_meeting(transaction, meeting);
  const auto attendees = calendar::find_attendees(transaction.db(), meeting.id);
  for (const auto& attendee : attendees) calendar::replace(transaction, meeting, attendee);
  auto planned = notification::withdraw_reminders(transaction, meeting.id, meeting.updated_at);
  plan_reminders(transaction, planned, tools, meeting);
  auto told = notice(tools, notification::Kind::changed, meeting, part.attendee.user);
  told.changes = "rrule";
  user::record(
      transaction, tools.ids,
      {.act = user::Act::meeting_changed, .by = by, .meeting = meeting.id, .detail = told.changes});
  tools.notifier.tell(transaction, std::move(told), others(attendees, part.attendee.user));
  return planned;
}

void copy_people(db::Transaction& transaction, MeetingId from, const Meeting& to) {
  for (calendar::Attendee& attendee : calendar::find_attendees(transaction.db(), from)) {
    const auto person = user::find_user(transaction.db(), attendee.user);
    calendar::place(transaction, to, *person, attendee.response);
    if (attendee.comment.empty() && !attendee.left) continue;
    attendee.placed = to.repetition->extent;
    calendar::replace(transaction, to, attendee);
  }
}

void copy_files(db::Transaction& transaction, Tools& tools, MeetingId from, MeetingId to) {
  for (auto& file : calendar::find_attachments(transaction.db(), from)) {
    const std::string content = calendar::read_content(transaction.db(), file.id);
    file.id = tools.ids.next<AttachmentId>();
    file.meeting = to;
    calendar::insert_attachment(transaction, file, content);
  }
}

Meeting rest_of(Tools& tools, const Meant& meant, const calendar::Halves& halves) {
  Meeting meeting = meant.series.meeting();
  meeting.id = tools.ids.next<MeetingId>();
  meeting.time = meant.series.regular_time(halves.after_start);
  meeting.repetition = halves.after;
  meeting.version = 1;
  meeting.created_at = tools.clock.now();
  meeting.updated_at = meeting.created_at;
  return meeting;
}

}  // namespace

bool starts_series(const Meant& meant) {
  const LocalTime first = meant.series.meeting().time.start_local;
  const auto& rdates = meant.series.meeting().repetition->rdates;
  const LocalTime least = rdates.empty() ? first : std::min(first, rdates.front());
  return meant.series.originals(least, meant.occurrence.original, 1).empty();
}

void cut_series(db::Transaction& transaction, Tools& tools, const Part& part, const Meant& meant) {
  const LocalTime original = meant.occurrence.original;
  const auto halves = calendar::split(meant.series, original);
  static_cast<void>(take_from(transaction, meant.series, original));
  static_cast<void>(end_before(transaction, tools, part, meant, halves, part.attendee.user));
}

Part split_series(db::Transaction& transaction, Tools& tools, const Part& part, const Meant& meant,
                  UserId by) {
  const LocalTime original = meant.occurrence.original;
  const auto halves = calendar::split(meant.series, original);
  const Apart apart = take_from(transaction, meant.series, original);
  Meeting rest = rest_of(tools, meant, halves);
  rest.repetition->extent = Series(rest, apart.exceptions).extent();
  calendar::insert_meeting(transaction, rest);
  for (const Exception& exception : apart.exceptions) {
    calendar::put_exception(transaction, rest.id, exception);
  }
  copy_people(transaction, part.meeting.id, rest);
  for (const OccurrenceAnswer& answer : apart.answers) {
    calendar::put_answer(transaction, rest.id, answer);
  }
  copy_files(transaction, tools, part.meeting.id, rest.id);
  const auto planned = end_before(transaction, tools, part, meant, halves, by);
  plan_reminders(transaction, planned, tools, rest);
  auto organizer = calendar::find_attendee(transaction.db(), rest.id, rest.organizer);
  return {std::move(rest), std::move(*organizer)};
}

}  // namespace kalends::invite
