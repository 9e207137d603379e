#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/user/registration.hpp>
#include <kalends/user/retirement.hpp>

namespace kalends::user {

void begin_retirement(db::Transaction& transaction, UserId user, Instant now) {
  db::Connection& db = transaction.db();
  // No password fits an empty hash, and a sign-in that is on its way finds another one.
  db.execute(
      "UPDATE users SET retired_at = COALESCE(retired_at, $1), password_hash = '', "
      "administrator = 0 WHERE id = $2",
      now, user);
  db.execute("DELETE FROM user_words WHERE user_id = $1", user);
  db.execute("DELETE FROM sessions WHERE user_id = $1", user);
  db.execute("DELETE FROM feeds WHERE user_id = $1", user);
  delete_registration_codes_of(transaction, user);
  // What others may ask about them has changed as well.
  transaction.touch(db::everything);
}

void finish_retirement(db::Transaction& transaction, UserId user) {
  // Not an address, so nobody's.
  const std::string key = fmt::format("retired {}", text(user));
  transaction.db().execute("UPDATE users SET email_key = $1 WHERE id = $2", key, user);
}

std::optional<User> find_retiring(db::Connection& db, std::string_view email) {
  const std::string key = fold_case(email);
  const auto id =
      db.query("SELECT id FROM users WHERE email_key = $1 AND retired_at IS NOT NULL", key)
          .first([](const db::Rows& row) { return row.get<UserId>(0); });
  return id ? find_user(db, *id) : std::nullopt;
}

}  // namespace kalends::user
