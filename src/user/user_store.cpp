#include <algorithm>

#include <kalends/base/text.hpp>
#include <kalends/user/user.hpp>

namespace kalends::user {
namespace {

User read_user(const db::Rows& row) {
  return {row.get<UserId>(0),      row.get<std::string>(1), row.get<std::string>(2),
          row.get<std::string>(3), row.get<bool>(4),        row.get<Instant>(5),
          !row.is_null(6)};
}

void index_words(db::Transaction& transaction, const User& user) {
  transaction.db().execute("DELETE FROM user_words WHERE user_id = $1", user.id);
  for (const std::string& word : search_words(user.name + " " + user.email)) {
    transaction.db().execute("INSERT INTO user_words (word, user_id) VALUES ($1, $2)", word,
                             user.id);
  }
}

/// The first text behind all that begin with this one: no character sorts above U+10FFFF.
std::string behind(const std::string& prefix) { return prefix + "\xF4\x8F\xBF\xBF"; }

bool has_word(db::Connection& db, UserId user, const std::string& prefix) {
  return db
      .query("SELECT 1 FROM user_words WHERE user_id = $1 AND word >= $2 AND word < $3 LIMIT 1",
             user, prefix, behind(prefix))
      .next();
}

std::string longest(std::vector<std::string>& words) {
  const auto found = std::max_element(
      words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  std::string word = *found;
  words.erase(found);
  return word;
}

}  // namespace

Zone zone_of(const User& user) { return Zone::find_or_utc(user.time_zone); }

bool is_email(std::string_view text) {
  const auto at = text.rfind('@');
  const bool shaped = at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
                      text.find('@') == at && text.size() <= 254;
  return shaped && text.find_first_of(" \t\r\n<>,;\"\\") == std::string_view::npos &&
         !has_control_characters(text, false);
}

std::optional<User> find_user(db::Connection& db, UserId id) {
  return db
      .query(
          "SELECT id, email, name, time_zone, administrator, created_at, retired_at FROM users "
          "WHERE id = $1",
          id)
      .first(read_user);
}

std::optional<User> find_user_by_email(db::Connection& db, std::string_view email) {
  const std::string key = fold_case(email);
  return db
      .query(
          "SELECT id, email, name, time_zone, administrator, created_at, retired_at FROM users "
          "WHERE email_key = $1 AND retired_at IS NULL",
          key)
      .first(read_user);
}

bool exists(db::Connection& db, UserId id) {
  return db.query("SELECT 1 FROM users WHERE id = $1 AND retired_at IS NULL", id).next();
}

std::string name_of(db::Connection& db, UserId id) {
  return db.query("SELECT name FROM users WHERE id = $1", id)
      .first([](const db::Rows& row) { return row.get<std::string>(0); })
      .value_or("");
}

bool has_users(db::Connection& db) { return db.query("SELECT 1 FROM users LIMIT 1").next(); }

std::vector<User> list_users(db::Connection& db, UserId after, int limit) {
  return db
      .query(
          "SELECT id, email, name, time_zone, administrator, created_at, retired_at FROM users "
          "WHERE id > $1 ORDER BY id LIMIT $2",
          after, limit)
      .all(read_user);
}

std::vector<User> search_users(db::Connection& db, std::string_view query, int limit) {
  std::vector<std::string> words = search_words(query);
  if (words.empty()) return {};
  // The longest word is the rarest; the others are looked up for those whom it finds.
  const std::string first = longest(words);
  std::vector<User> found;
  db::Rows rows = db.query(
      "SELECT u.id, u.email, u.name, u.time_zone, u.administrator, u.created_at, "
      "u.retired_at FROM user_words w JOIN users u ON u.id = w.user_id "
      "WHERE w.word >= $1 AND w.word < $2 ORDER BY w.word, w.user_id LIMIT 2000",
      first, behind(first));
  while (rows.next() && found.size() < static_cast<std::size_t>(limit)) {
    User user = read_user(rows);
    const bool seen = std::any_of(found.begin(), found.end(),
                                  [&](const User& other) { return other.id == user.id; });
    const bool fits =
        !seen && std::all_of(words.begin(), words.end(),
                             [&](const std::string& word) { return has_word(db, user.id, word); });
    if (fits) found.push_back(std::move(user));
  }
  return found;
}

Result<User> add_user(db::Transaction& transaction, UserId id, const NewUser& entry, Instant now) {
  const std::string key = fold_case(entry.email);
  const auto added = transaction.db().execute(
      "INSERT INTO users (id, email, email_key, name, time_zone, password_hash, administrator, "
      "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (email_key) DO NOTHING",
      id, entry.email, key, entry.name, entry.time_zone, entry.password_hash, entry.administrator,
      now);
  if (added == 0) {
    return Error{ErrorCode::conflict,
                 "Somebody has registered with this address.",
                 {{"/email", "is registered already"}}};
  }
  User user{id, entry.email, entry.name, entry.time_zone, entry.administrator, now};
  index_words(transaction, user);
  return user;
}

bool has_other_administrator(db::Connection& db, UserId user) {
  return db
      .query(
          "SELECT 1 FROM users WHERE administrator = 1 AND retired_at IS NULL AND id <> $1 LIMIT 1",
          user)
      .next();
}

void make_administrator(db::Transaction& transaction, UserId user) {
  transaction.db().execute("UPDATE users SET administrator = 1 WHERE id = $1", user);
  transaction.touch(account(user));
}

void set_name(db::Transaction& transaction, const User& user, std::string_view name) {
  transaction.db().execute("UPDATE users SET name = $1 WHERE id = $2", name, user.id);
  // It stands wherever this person invites.
  transaction.touch(db::everything);
  User renamed = user;
  renamed.name = name;
  index_words(transaction, renamed);
}

void set_time_zone(db::Transaction& transaction, UserId user, std::string_view time_zone) {
  transaction.db().execute("UPDATE users SET time_zone = $1 WHERE id = $2", time_zone, user);
  transaction.touch(account(user));
}

void set_password_hash(db::Transaction& transaction, UserId user, std::string_view hash) {
  transaction.db().execute("UPDATE users SET password_hash = $1 WHERE id = $2", hash, user);
  transaction.touch(account(user));
}

std::string password_hash_of(db::Connection& db, UserId user) {
  return db.query("SELECT password_hash FROM users WHERE id = $1", user)
      .first([](const db::Rows& row) { return row.get<std::string>(0); })
      .value_or("");
}

}  // namespace kalends::user
