#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <kalends/user/secret.hpp>
#include <kalends/user/user.hpp>

namespace kalends::user {

/// Somebody who has shown who they are.
struct Session {
  User user;
  std::string token_hash;
  Instant expires_at;
};

/// Memory it takes, about.
std::size_t bytes(const Session& session);

struct NewSession {
  std::string token;  // told once, stored nowhere
  Instant expires_at;
};

/// Somebody whose password was right, and the hash that it fitted.
struct Proven {
  User user;
  std::string password_hash;
};

/// Nothing when it is not their password. Hashes: hashing threads only.
std::optional<Proven> prove(db::Connection& db, const PasswordHasher& hasher, const User& user,
                            std::string_view password);
/// False when the password was changed since.
bool still_holds(db::Transaction& transaction, const Proven& proven);

/// The person with this address and password; `unauthenticated` in the same words and time
/// whichever of the two is wrong. Hashes: hashing threads only.
Result<Proven> sign_in(db::Connection& db, const PasswordHasher& hasher, std::string_view email,
                       std::string_view password);

NewSession open_session(db::Transaction& transaction, UserId user, Instant now,
                        std::chrono::days lifetime);
/// `unauthenticated` when the password was changed since: that ended all sessions, also one that
/// was only about to be opened.
Result<NewSession> open_session(db::Transaction& transaction, const Proven& proven, Instant now,
                                std::chrono::days lifetime);
/// Nothing when the token is unknown, ended or expired.
std::optional<Session> find_session(db::Connection& db, std::string_view token, Instant now);
bool is_open(db::Connection& db, const std::string& token_hash, Instant now);
void close_session(db::Transaction& transaction, const std::string& token_hash);
/// After a change of password: every session of this person but that one.
void close_other_sessions(db::Transaction& transaction, UserId user, const std::string& kept);
void delete_expired_sessions(db::Transaction& transaction, Instant now);

}  // namespace kalends::user
