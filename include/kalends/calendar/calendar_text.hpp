#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <kalends/db/connection.hpp>
#include <kalends/user/user.hpp>

namespace kalends::calendar {

/// Writes all that is in a person's calendar as one VCALENDAR (RFC 5545), with a VTIMEZONE for each
/// zone, piece by piece: each is as good as read then. The same calendar gives the same text. To be
/// asked within a Snapshot.
void write_calendar(db::Connection& db, const user::User& person,
                    const std::function<void(std::string_view)>& take);

/// The same as one text.
std::string calendar_text(db::Connection& db, const user::User& person);

}  // namespace kalends::calendar
