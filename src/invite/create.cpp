#include "guests.hpp"

#include <kalends/calendar/placement.hpp>
#include <kalends/invite/meeting.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

calendar::Meeting meeting_of(const Tools& tools, UserId organizer, MeetingId id,
                             const Draft& draft) {
  calendar::Meeting meeting;
  meeting.id = id;
  meeting.organizer = organizer;
  meeting.title = draft.title;
  meeting.description = draft.description;
  meeting.link = draft.link;
  meeting.location = draft.location;
  meeting.time = draft.time;
  meeting.repetition = draft.repetition;
  meeting.transparent = draft.transparent;
  meeting.reminders = draft.reminders;
  meeting.created_at = tools.clock.now();
  meeting.updated_at = meeting.created_at;
  return meeting;
}

}  // namespace

Result<calendar::Meeting> create(db::Transaction& transaction, Tools& tools,
                                 const user::User& organizer, const Draft& draft) {
  auto people = find_people(transaction.db(), draft.guests, {organizer.id});
  if (!people) return people.error();
  if (auto fits = check_size(tools, people->size()); !fits) return fits.error();
  const auto meeting = meeting_of(tools, organizer.id, tools.ids.next<MeetingId>(), draft);
  calendar::insert_meeting(transaction, meeting);
  calendar::place(transaction, meeting, organizer, calendar::Response::accepted);
  invite_people(transaction, tools, meeting, *people);
  plan_reminders(transaction, tools, meeting);
  return meeting;
}

Result<calendar::Meeting> add_people(db::Transaction& transaction, Tools& tools, const Part& part,
                                     const std::vector<Guest>& guests) {
  calendar::Meeting meeting = part.meeting;
  std::vector<UserId> already;
  for (const auto& attendee : calendar::find_attendees(transaction.db(), meeting.id)) {
    already.push_back(attendee.user);
  }
  const std::size_t before = already.size() - 1;  // without the organizer
  auto people = find_people(transaction.db(), guests, std::move(already));
  if (!people) return people.error();
  if (people->empty()) return meeting;
  if (auto fits = check_size(tools, before + people->size()); !fits) return fits.error();
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  calendar::update_meeting(transaction, meeting);
  invite_people(transaction, tools, meeting, *people);
  for (const user::User& person : *people) {
    plan_own_reminders(transaction, tools, meeting, person);
    user::record(transaction, tools.ids,
                 {.act = user::Act::attendee_added,
                  .by = part.attendee.user,
                  .whom = person.id,
                  .meeting = meeting.id});
  }
  return meeting;
}

}  // namespace kalends::invite
