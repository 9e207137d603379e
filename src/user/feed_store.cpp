#include <kalends/user/feed.hpp>
#include <kalends/user/secret.hpp>

namespace kalends::user {

std::string renew_feed(db::Transaction& transaction, UserId user, Instant now) {
  std::string token = make_token();
  const std::string hash = token_hash(token);
  transaction.db().execute(
      "INSERT INTO feeds (user_id, token_hash, created_at) VALUES ($1, $2, $3) "
      "ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, "
      "created_at = excluded.created_at",
      user, db::Blob{hash}, now);
  return token;
}

std::optional<Instant> find_feed(db::Connection& db, UserId user) {
  return db.query("SELECT created_at FROM feeds WHERE user_id = $1", user)
      .first([](const db::Rows& row) { return row.get<Instant>(0); });
}

void close_feed(db::Transaction& transaction, UserId user) {
  transaction.db().execute("DELETE FROM feeds WHERE user_id = $1", user);
}

std::optional<User> find_user_of_feed(db::Connection& db, std::string_view token) {
  const std::string hash = token_hash(token);
  const auto id = db.query("SELECT user_id FROM feeds WHERE token_hash = $1", db::Blob{hash})
                      .first([](const db::Rows& row) { return row.get<UserId>(0); });
  return id ? find_user(db, *id) : std::nullopt;
}

}  // namespace kalends::user
