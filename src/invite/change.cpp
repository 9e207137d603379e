#include "telling.hpp"

#include <kalends/calendar/placement.hpp>
#include <kalends/invite/meeting.hpp>
#include <kalends/invite/reminder.hpp>

namespace kalends::invite {
namespace {

using calendar::Meeting;

/// What differs, in the words of the API, with spaces between.
class Differences {
 public:
  template <class T>
  bool note(const char* field, const T& before, const T& after) {
    if (before == after) return false;
    if (!text_.empty()) text_ += ' ';
    text_ += field;
    return true;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

bool note_time(Differences& differences, const EventTime& before, const EventTime& after) {
  bool moved = differences.note("start", start_text(before), start_text(after));
  moved = differences.note("end", end_text(before), end_text(after)) || moved;
  moved = differences.note("timeZone", before.time_zone, after.time_zone) || moved;
  moved = differences.note("endTimeZone", before.end_time_zone, after.end_time_zone) || moved;
  return differences.note("allDay", before.all_day, after.all_day) || moved;
}

struct Changed {
  Meeting meeting;
  Differences differences;
  bool time = false;
  bool place = false;
  bool transparency = false;
  bool reminders = false;
};

Result<Changed> changed(const Meeting& before, const Change& wanted) {
  auto time = calendar::changed_time(before.time, wanted.time);
  if (!time) return time.error();
  Changed out{before, {}};
  Meeting& after = out.meeting;
  after.title = wanted.title.value_or(before.title);
  after.description = wanted.description.value_or(before.description);
  after.link = wanted.link.value_or(before.link);
  after.location = wanted.location.value_or(before.location);
  after.transparent = wanted.transparent.value_or(before.transparent);
  after.reminders = wanted.reminders.value_or(before.reminders);
  after.time = std::move(*time);
  out.differences.note("title", before.title, after.title);
  out.differences.note("description", before.description, after.description);
  out.differences.note("link", before.link, after.link);
  out.place = out.differences.note("location", before.location, after.location);
  out.time = note_time(out.differences, before.time, after.time);
  out.transparency = out.differences.note("transparency", before.transparent, after.transparent);
  out.reminders = out.differences.note("reminders", before.reminders, after.reminders);
  return out;
}

void replace_in_calendars(db::Transaction& transaction, const Changed& change,
                          std::vector<calendar::Attendee>& attendees) {
  const bool reset = change.time || change.place;
  if (!reset && !change.transparency) return;
  for (calendar::Attendee& attendee : attendees) {
    if (reset && attendee.user != change.meeting.organizer && !attendee.left) {
      attendee.response = calendar::Response::needs_action;
      attendee.comment.clear();
    }
    calendar::replace(transaction, change.meeting, attendee);
  }
}

}  // namespace

Result<Meeting> change(db::Transaction& transaction, Tools& tools, const Part& part,
                       const Change& wanted) {
  auto change = changed(part.meeting, wanted);
  if (!change) return change.error();
  Meeting& meeting = change->meeting;
  if (change->differences.text().empty()) return std::move(meeting);
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  calendar::update_meeting(transaction, meeting);
  auto attendees = calendar::find_attendees(transaction.db(), meeting.id);
  replace_in_calendars(transaction, *change, attendees);
  if (change->time || change->reminders) {
    notification::delete_reminders(transaction, meeting.id);
    plan_reminders(transaction, tools, meeting);
  }
  auto told = notice(tools, notification::Kind::changed, meeting, part.attendee.user);
  told.changes = change->differences.text();
  tools.notifier.tell(transaction, std::move(told), others(attendees, part.attendee.user));
  return std::move(meeting);
}

Result<void> cancel(db::Transaction& transaction, Tools& tools, MeetingId id, UserId actor,
                    std::optional<std::int64_t> expected_version) {
  auto part = part_of_organizer(transaction.db(), id, actor, expected_version);
  if (!part) {
    // Cancelling again changes nothing, and is no mistake.
    if (part.error().code == ErrorCode::conflict) return {};
    return part.error();
  }
  Meeting& meeting = part->meeting;
  meeting.cancelled = true;
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  calendar::update_meeting(transaction, meeting);
  const auto attendees = calendar::find_attendees(transaction.db(), id);
  for (const auto& attendee : attendees) calendar::replace(transaction, meeting, attendee);
  notification::delete_reminders(transaction, id);
  tools.notifier.tell(transaction, notice(tools, notification::Kind::cancelled, meeting, actor),
                      others(attendees, actor));
  return {};
}

}  // namespace kalends::invite
