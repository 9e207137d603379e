#pragma once

#include <vector>

#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

/// The people meant, each once, without those in `already`. `invalid` at the guest's field.
Result<std::vector<user::User>> find_people(db::Connection& db, const std::vector<Guest>& guests,
                                            std::vector<UserId> already);

/// `invalid` at /attendees when these are more than one meeting may have.
Result<void> check_size(const Tools& tools, std::size_t attendees);

/// Puts the meeting into their calendars, unanswered, and tells them.
void invite_people(db::Transaction& transaction, Tools& tools, const calendar::Meeting& meeting,
                   const std::vector<user::User>& people);

}  // namespace kalends::invite
