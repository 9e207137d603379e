#pragma once

#include <kalends/calendar/meeting.hpp>
#include <kalends/user/user.hpp>

namespace kalends::calendar {

/// What stands in this person's calendar, and which meetings they are in.
constexpr db::Subject calendar_of(UserId user) { return db::subject(user.value, 1); }

/// Puts a meeting into somebody's calendar: their row among its attendees, and their calendar's own
/// row for the views, which says when it is and whether it makes them busy. The two go together.
void place(db::Transaction& transaction, const Meeting& meeting, const user::User& person,
           Response response);

/// Writes response, comment and place anew, from the meeting as it is now and this attendee.
void replace(db::Transaction& transaction, const Meeting& meeting, const Attendee& attendee);

/// Takes the meeting from this person altogether.
void remove(db::Transaction& transaction, const Meeting& meeting, const Attendee& attendee);

/// The meeting has another organizer; nothing else of it changes.
void update_organizer(db::Transaction& transaction, const Meeting& meeting);

/// Moves the all-day meetings of somebody who has moved to another zone; gives the meetings that
/// moved.
std::vector<Meeting> move_all_day(db::Transaction& transaction, const user::User& person);

}  // namespace kalends::calendar
