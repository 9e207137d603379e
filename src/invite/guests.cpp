#include "guests.hpp"

#include "telling.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/calendar/placement.hpp>

namespace kalends::invite {

Result<std::vector<user::User>> find_people(db::Connection& db, const std::vector<Guest>& guests,
                                            std::vector<UserId> already) {
  std::vector<user::User> people;
  for (const Guest& guest : guests) {
    auto person =
        guest.id ? user::find_user(db, *guest.id) : user::find_user_by_email(db, guest.email);
    if (!person || person->retired) return invalid(guest.field, "is nobody who is registered here");
    if (std::find(already.begin(), already.end(), person->id) != already.end()) continue;
    already.push_back(person->id);
    people.push_back(std::move(*person));
  }
  return people;
}

Result<void> check_size(const Tools& tools, std::size_t attendees) {
  if (attendees <= tools.most_attendees) return {};
  return invalid("/attendees", fmt::format("are more than {}", tools.most_attendees));
}

void invite_people(db::Transaction& transaction, Tools& tools, const calendar::Meeting& meeting,
                   const std::vector<user::User>& people) {
  std::vector<UserId> told;
  for (const user::User& person : people) {
    calendar::place(transaction, meeting, person, calendar::Response::needs_action);
    told.push_back(person.id);
  }
  tools.notifier.tell(transaction,
                      notice(tools, notification::Kind::invited, meeting, meeting.organizer), told);
}

}  // namespace kalends::invite
