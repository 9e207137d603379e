#pragma once

#include <kalends/invite/tools.hpp>
#include <kalends/user/user.hpp>

namespace kalends::invite {

/// Somebody lives in another zone from now on: their all-day meetings and the reminders of these
/// move along; everything else stays where it is in time.
void move_to_zone(db::Transaction& transaction, Tools& tools, user::User person,
                  const std::string& time_zone);

}  // namespace kalends::invite
