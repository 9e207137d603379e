#include "commands.hpp"
#include "fail.hpp"

#include <cstdio>
#include <iostream>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/db/database.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/feed.hpp>
#include <kalends/user/session.hpp>

namespace kalends::app {
namespace {

constexpr int page = 500;

/// One line of standard input, which the caller has said holds the password.
std::string read_password() {
  std::string password;
  std::getline(std::cin, password);
  const auto length = character_count(password);
  if (!length || *length < 8 || *length > 1024) {
    refuse("the password (a line on standard input) needs 8 to 1024 characters");
  }
  return password;
}

user::PasswordHasher hasher_of(const Config& config) {
  return {static_cast<std::size_t>(config.password.memory_kib),
          static_cast<unsigned>(config.password.passes)};
}

void check(const UserAdd& command) {
  if (!user::is_email(command.email)) refuse("--email: not an e-mail address: " + command.email);
  const auto length = character_count(command.name);
  const bool good_name = length && *length <= 200 && !trimmed(command.name).empty() &&
                         !has_control_characters(command.name, false);
  if (!good_name) refuse("--name: needs 1 to 200 characters, without control characters");
  if (!Zone::find(command.time_zone)) {
    refuse("--time-zone: not the name of an IANA time zone: " + command.time_zone);
  }
}

template <class T>
T value_of(Result<T> result) {
  if (!result) refuse(result.error().message);
  return std::move(*result);
}

}  // namespace

int run(const UserAdd& command) {
  check(command);
  const std::string hash = hasher_of(command.config).hash(read_password());
  const SystemClock clock;
  IdSource ids(clock);
  db::Database database(command.config.database, db::MovesLog::no);
  const auto added =
      value_of(database.write([&](db::Transaction& transaction) -> Result<user::User> {
        const bool first = !user::has_users(transaction.db());
        auto made = user::add_user(transaction, ids.next<UserId>(),
                                   {command.email, std::string(trimmed(command.name)),
                                    command.time_zone, hash, command.administrator || first},
                                   clock.now());
        if (!made) return made.error();
        user::record(transaction, ids,
                     {.act = user::Act::registered, .by = user::machine, .whom = made->id});
        return made;
      }));
  fmt::print("{}\t{}\t{}{}\n", text(added.id), added.email, added.name,
             added.administrator ? "\tadministrator" : "");
  return 0;
}

int run(const UserList& command) {
  const db::Database database(command.config.database, db::MovesLog::no);
  const auto reader = database.open_reader();
  UserId after{0};
  for (;;) {
    const auto users = user::list_users(*reader, after, page);
    if (users.empty()) return 0;
    for (const user::User& user : users) {
      fmt::print("{}\t{}\t{}\t{}{}{}\n", text(user.id), user.email, user.name, user.time_zone,
                 user.administrator ? "\tadministrator" : "", user.retired ? "\tretired" : "");
    }
    after = users.back().id;
  }
}

int run(const UserResetPassword& command) {
  db::Database database(command.config.database, db::MovesLog::no);
  const auto user = user::find_user_by_email(*database.open_reader(), command.email);
  if (!user) refuse("--email: nobody has registered with " + command.email);
  const std::string hash = hasher_of(command.config).hash(read_password());
  const SystemClock clock;
  IdSource ids(clock);
  value_of(database.write([&](db::Transaction& transaction) -> Result<bool> {
    user::set_password_hash(transaction, user->id, hash);
    user::close_other_sessions(transaction, user->id, "");
    user::close_feed(transaction, user->id);
    user::delete_registration_codes_of(transaction, user->id);
    user::record(transaction, ids,
                 {.act = user::Act::password_reset, .by = user::machine, .whom = user->id});
    return true;
  }));
  fmt::print("{} has a new password, and is signed out everywhere\n", user->email);
  return 0;
}

}  // namespace kalends::app
