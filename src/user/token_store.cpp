#include <kalends/user/token.hpp>

namespace kalends::user {
namespace {

constexpr Instant never = Instant::max();
// By which a token is known for one where it should not stand, in a file or a message.
constexpr std::string_view beginning = "kalends_";

Token read_token(const db::Rows& row) {
  const auto expires_at = row.get<Instant>(4);
  return {row.get<SessionId>(0), row.get<std::string>(1), scopes_of(row.get<int>(2)),
          row.get<Instant>(3), expires_at == never ? std::nullopt : std::optional(expires_at)};
}

bool has_all(db::Connection& db, UserId user, Instant now) {
  return static_cast<int>(list_tokens(db, user, now).size()) >= most_tokens;
}

}  // namespace

Result<std::string> make_token_for(db::Transaction& transaction, UserId user, SessionId id,
                                   const TokenWish& wish, Instant now) {
  if (has_all(transaction.db(), user, now)) {
    return Error{ErrorCode::conflict, "You have as many tokens as one person may have.", {}};
  }
  const std::string token = std::string(beginning).append(make_token());
  const std::string hash = token_hash(token);
  transaction.db().execute(
      "INSERT INTO sessions (token_hash, user_id, created_at, expires_at, id, token_name, scopes) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      db::Blob{hash}, user, now, wish.expires_at.value_or(never), id, wish.name,
      number_of(wish.scopes));
  return token;
}

std::vector<Token> list_tokens(db::Connection& db, UserId user, Instant now) {
  return db
      .query(
          "SELECT id, token_name, scopes, created_at, expires_at FROM sessions "
          "WHERE user_id = $1 AND expires_at > $2 AND token_name IS NOT NULL "
          "ORDER BY created_at DESC, id DESC",
          user, now)
      .all(read_token);
}

bool end_token(db::Transaction& transaction, UserId user, SessionId id) {
  transaction.touch(account(user));
  return transaction.db().execute(
             "DELETE FROM sessions WHERE user_id = $1 AND id = $2 AND token_name IS NOT NULL", user,
             id) > 0;
}

}  // namespace kalends::user
