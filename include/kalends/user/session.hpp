#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/user/secret.hpp>
#include <kalends/user/user.hpp>

namespace kalends::user {

using SessionId = Id<struct SessionTag>;

/// What a session is good for: asking, and changing.
struct Scopes {
  bool read = true;
  bool write = true;
  bool operator==(const Scopes&) const = default;
};

/// As they are stored.
constexpr int number_of(const Scopes& scopes) {
  return (scopes.read ? 1 : 0) + (scopes.write ? 2 : 0);
}
constexpr Scopes scopes_of(int number) { return {(number & 1) != 0, (number & 2) != 0}; }

/// Somebody who has shown who they are.
struct Session {
  User user;
  std::string token_hash;
  Instant expires_at;
  SessionId id;
  Scopes scopes;
  bool of_program = false;  // opened with a token that its owner gave away
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

/// How a session begins.
struct Opening {
  Instant at;
  std::chrono::days lifetime;
  SessionId id{};
  std::string agent{};  // the program of whoever signs in, as it calls itself
};

NewSession open_session(db::Transaction& transaction, UserId user, const Opening& opening);
/// `unauthenticated` when the password was changed since: that ended all sessions, also one that
/// was only about to be opened.
Result<NewSession> open_session(db::Transaction& transaction, const Proven& proven,
                                const Opening& opening);
/// Nothing when the token is unknown, ended or expired.
std::optional<Session> find_session(db::Connection& db, std::string_view token, Instant now);
bool is_open(db::Connection& db, const std::string& token_hash, Instant now);

/// A session as its owner sees it.
struct SignedIn {
  SessionId id;
  Instant created_at;
  Instant expires_at;
  std::string agent;
};

/// Where this person is signed in themself, the latest first: at most so many.
std::vector<SignedIn> list_sessions(db::Connection& db, UserId user, Instant now, int most);
/// False when this person has no such session.
bool end_session(db::Transaction& transaction, UserId user, SessionId id);
void close_session(db::Transaction& transaction, const std::string& token_hash);
/// After a change of password: every session of this person but that one, those of programs too.
void close_other_sessions(db::Transaction& transaction, UserId user, const std::string& kept);
void delete_expired_sessions(db::Transaction& transaction, Instant now);

}  // namespace kalends::user
