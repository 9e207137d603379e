#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <kalends/user/user.hpp>

namespace kalends::user {

// A feed is a secret address at which programs read a person's calendar without signing in. Each
// person has one at most.

/// Its token, told once and stored nowhere. The one before does not open anything any more.
std::string renew_feed(db::Transaction& transaction, UserId user, Instant now);
/// Since when this person has one.
std::optional<Instant> find_feed(db::Connection& db, UserId user);
/// Having none is fine.
void close_feed(db::Transaction& transaction, UserId user);
/// Whose calendar this token opens.
std::optional<User> find_user_of_feed(db::Connection& db, std::string_view token);

}  // namespace kalends::user
