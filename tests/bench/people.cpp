#include "people.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <kalends/user/secret.hpp>

namespace kalends::bench {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr std::array<std::string_view, 32> given_names{
    "Ann",     "Bob",   "Chiara", "Dmitri", "Elif",   "Farid",  "Grete", "Hiro",
    "Ines",    "Jonas", "Kavya",  "Lena",   "Mateo",  "Nadia",  "Olga",  "Pavel",
    "Quentin", "Rosa",  "Samir",  "Tomás",  "Ulla",   "Viktor", "Wanda", "Ximena",
    "Yusuf",   "Zoë",   "美咲",   "Élodie", "Jürgen", "Юлия",   "Đorđe", "Åsa"};
constexpr std::array<std::string_view, 40> family_names{
    "Abara",   "Bauer",  "Costa",   "Dubois",    "Eriksen", "Fischer", "García", "Hansen",
    "Ivanova", "Jansen", "Kovács",  "Larsen",    "Müller",  "Nowak",   "Okafor", "Petrov",
    "Quist",   "Rossi",  "Silva",   "Tanaka",    "Ueda",    "Varga",   "Weber",  "Xu",
    "Yılmaz",  "Zhang",  "Andrade", "Becker",    "Chen",    "Dvořák",  "Ek",     "Ferrari",
    "Gupta",   "Horvat", "Ito",     "Jovanović", "Kim",     "López",   "Meyer",  "Novák"};
constexpr std::array<std::string_view, 10> zones{
    "Europe/Berlin", "Europe/Berlin", "Europe/Berlin",    "Europe/Berlin", "Europe/Berlin",
    "Europe/London", "Europe/Paris",  "America/New_York", "Asia/Kolkata",  "Asia/Tokyo"};

// Of "generated organisation"; hashing it a hundred thousand times would take an hour.
constexpr std::string_view password_hash =
    "$argon2id$v=19$m=19456,t=2,p=1$Q+P0BaFZmj9oDbSvs9j8dg$3VYrZ19180MrMvn3/"
    "7PoreUnc8P4ynNx4Vi2COXbUQ8";

user::User make_person(std::size_t index, std::size_t count, Instant now, Dice& dice) {
  const std::size_t department = index / (People::team_size * People::teams_in_a_department);
  const auto each = seconds{days{300}} / static_cast<int>(count);
  const Instant made = now - days{730} + each * static_cast<int>(index);
  user::User person;
  person.id.value = first_id_value(made) + dice.below(1 << 22);
  person.name = fmt::format("{} {}", dice.one_of(given_names), dice.one_of(family_names));
  person.email = fmt::format("person{}@example.org", index);
  person.time_zone = zones[department % zones.size()];
  person.administrator = index == 0;
  person.created_at = made;
  return person;
}

std::string token_of(Dice& dice) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string token;
  while (token.size() < 43) token += alphabet[static_cast<std::size_t>(dice.below(64))];
  return token;
}

std::vector<UserId> team_of(const People& people, std::size_t team) {
  std::vector<UserId> ids;
  for (std::size_t seat = 0; seat < People::team_size; ++seat) {
    ids.push_back(people[team * People::team_size + seat].id);
  }
  return ids;
}

}  // namespace

People::People(std::size_t count, Instant now, Dice& dice) {
  for (std::size_t index = 0; index < count; ++index) {
    list_.push_back(make_person(index, count, now, dice));
  }
}

std::size_t People::somebody(std::size_t team, Dice& dice) const {
  constexpr std::array<std::size_t, 10> seats{0, 0, 0, 1, 1, 2, 2, 3, 4, 5};
  const bool quiet = dice.percent(2);
  const std::size_t seat =
      quiet ? active_in_a_team + static_cast<std::size_t>(dice.below(team_size - active_in_a_team))
            : dice.one_of(seats);
  return team * team_size + seat;
}

std::size_t People::companion(std::size_t team, Dice& dice) const {
  const auto roll = dice.below(100);
  if (roll < 75) return somebody(team, dice);
  const auto all = static_cast<std::int64_t>(teams());
  if (roll >= 92) return somebody(static_cast<std::size_t>(dice.below(all)), dice);
  const std::size_t first = team - team % teams_in_a_department;
  const std::size_t next_door = first + static_cast<std::size_t>(dice.below(teams_in_a_department));
  return somebody(std::min(next_door, teams() - 1), dice);
}

void People::store(db::Transaction& transaction) const {
  for (const user::User& person : list_) store_person(transaction, person);
}

void store_person(db::Transaction& transaction, const user::User& person) {
  const user::NewUser entry{person.email, person.name, person.time_zone, std::string(password_hash),
                            person.administrator};
  static_cast<void>(user::add_user(transaction, person.id, entry, person.created_at));
}

std::string sign_in_one(db::Transaction& transaction, UserId user, Instant now, Dice& dice) {
  std::string token = token_of(dice);
  const std::string hash = user::token_hash(token);
  transaction.db().execute(
      "INSERT INTO sessions (token_hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
      db::Blob{hash}, user, now, now + days{3650});
  return token;
}

std::vector<SignedIn> sign_in(db::Transaction& transaction, const People& people, Instant now,
                              std::size_t known, Dice& dice) {
  std::vector<SignedIn> out;
  for (std::size_t team = 0; team < people.teams(); ++team) {
    // Not always the same seat: some meet more than others.
    const std::size_t chosen = team % People::active_in_a_team;
    for (std::size_t seat = 0; seat < People::active_in_a_team; ++seat) {
      const UserId user = people[team * People::team_size + seat].id;
      const std::string token = sign_in_one(transaction, user, now, dice);
      if (seat == chosen && out.size() < known) out.push_back({token, user, team_of(people, team)});
    }
  }
  return out;
}

}  // namespace kalends::bench
