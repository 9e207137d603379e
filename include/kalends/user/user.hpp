#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/base/error.hpp>
#include <kalends/base/id.hpp>
#include <kalends/base/zone.hpp>
#include <kalends/db/database.hpp>

namespace kalends::user {

struct User {
  UserId id;
  std::string email;
  std::string name;
  std::string time_zone;  // IANA
  bool administrator = false;
  Instant created_at;
  bool retired = false;  // no longer here; their name stays on what is past
};

/// What is stored about this person themself, and their sessions.
constexpr db::Subject account(UserId user) { return db::subject(user.value, 0); }

/// The zone of a person's own calendar; UTC should the system have lost the zone they chose.
Zone zone_of(const User& user);

struct NewUser {
  std::string email;
  std::string name;
  std::string time_zone;
  std::string password_hash;
  bool administrator = false;
};

/// True for `someone@somewhere`, in any script, without white space, of at most 254 bytes.
bool is_email(std::string_view text);

std::optional<User> find_user(db::Connection& db, UserId id);
/// Addresses compare without case. Nobody who has retired.
std::optional<User> find_user_by_email(db::Connection& db, std::string_view email);
/// Whether this is somebody who is here: not who has retired.
bool exists(db::Connection& db, UserId id);
/// Empty for nobody.
std::string name_of(db::Connection& db, UserId id);
bool has_users(db::Connection& db);

/// Everybody, those who have retired too, in order of registration, from behind `after`.
std::vector<User> list_users(db::Connection& db, UserId after, int limit);

/// People of whom each word of `query` begins a word of name or address, without case and accents.
std::vector<User> search_users(db::Connection& db, std::string_view query, int limit);

/// `conflict` at /email when somebody has this address.
Result<User> add_user(db::Transaction& transaction, UserId id, const NewUser& entry, Instant now);

/// Whether there is an administrator beside this person.
bool has_other_administrator(db::Connection& db, UserId user);
void make_administrator(db::Transaction& transaction, UserId user);

void set_name(db::Transaction& transaction, const User& user, std::string_view name);
void set_time_zone(db::Transaction& transaction, UserId user, std::string_view time_zone);
void set_password_hash(db::Transaction& transaction, UserId user, std::string_view hash);
std::string password_hash_of(db::Connection& db, UserId user);

}  // namespace kalends::user
