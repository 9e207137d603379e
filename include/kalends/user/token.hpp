#pragma once

#include <optional>
#include <string>
#include <vector>

#include <kalends/user/session.hpp>

namespace kalends::user {

// A token lets a program do what a person may, without their password. It is a session with a name,
// which says what it is for, and perhaps with less to do; it is found, kept in memory and ended as
// all sessions are.

struct TokenWish {
  std::string name;
  Scopes scopes;
  std::optional<Instant> expires_at;  // nothing: never
};

struct Token {
  SessionId id;
  std::string name;
  Scopes scopes;
  Instant created_at;
  std::optional<Instant> expires_at;
};

inline constexpr int most_tokens = 100;  // of one person

/// The token itself, told once and stored nowhere. `conflict` when this person has as many as they
/// may.
Result<std::string> make_token_for(db::Transaction& transaction, UserId user, SessionId id,
                                   const TokenWish& wish, Instant now);
/// Those that are good, the newest first.
std::vector<Token> list_tokens(db::Connection& db, UserId user, Instant now);
/// False when this person has no such token.
bool end_token(db::Transaction& transaction, UserId user, SessionId id);

}  // namespace kalends::user
