#pragma once

#include <kalends/user/user.hpp>

namespace kalends::user {

// Somebody leaves for good. Their row stays, so that what is past has their name; nothing opens
// it any more.

/// From now on they cannot sign in, and are not found by searching or to be invited; their
/// sessions, tokens, feed and registration codes end. The address is not free yet. Again is fine.
void begin_retirement(db::Transaction& transaction, UserId user, Instant now);

/// The address is free: whoever registers with it is somebody else.
void finish_retirement(db::Transaction& transaction, UserId user);

/// Whose retirement was begun with this address and is not finished.
std::optional<User> find_retiring(db::Connection& db, std::string_view email);

}  // namespace kalends::user
