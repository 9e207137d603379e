#pragma once

#include "dice.hpp"

#include <string>
#include <vector>

#include <kalends/user/user.hpp>

namespace kalends::bench {

/// The organisation: teams of ten that sit in one zone, ten teams to a department. In each team six
/// use their calendar; the others have an account and little else.
class People {
 public:
  static constexpr std::size_t team_size = 10;
  static constexpr std::size_t active_in_a_team = 6;
  static constexpr std::size_t teams_in_a_department = 10;

  /// `count` people, registered in the days before `now`. Nothing is stored.
  People(std::size_t count, Instant now, Dice& dice);

  std::size_t size() const { return list_.size(); }
  std::size_t teams() const { return list_.size() / team_size; }
  const user::User& operator[](std::size_t index) const { return list_[index]; }

  /// Somebody of this team, those who meet more the more often.
  std::size_t somebody(std::size_t team, Dice& dice) const;
  /// Whom somebody of this team meets: mostly the team, else the department, else anybody.
  std::size_t companion(std::size_t team, Dice& dice) const;

  void store(db::Transaction& transaction) const;

 private:
  std::vector<user::User> list_;
};

/// Somebody signed in, for the load: a token, and the ids of the whole team.
struct SignedIn {
  std::string token;
  UserId user;
  std::vector<UserId> team;
};

/// Stores somebody, with the password that all have here.
void store_person(db::Transaction& transaction, const user::User& person);

/// Opens a session for this person, good until long after `now`; gives its token.
std::string sign_in_one(db::Transaction& transaction, UserId user, Instant now, Dice& dice);

/// Opens a session for everybody who is active, good until long after `now`; gives one person each
/// of the first `known` teams.
std::vector<SignedIn> sign_in(db::Transaction& transaction, const People& people, Instant now,
                              std::size_t known, Dice& dice);

}  // namespace kalends::bench
