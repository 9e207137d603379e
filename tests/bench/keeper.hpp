#pragma once

#include "people.hpp"

#include <string>
#include <string_view>

#include <kalends/base/time.hpp>

namespace kalends::bench {

/// Makes people beside the organisation who keep a calendar of a certain shape: all in one zone,
/// alone in their meetings of half an hour.
class Keeper {
 public:
  Keeper(db::Transaction& transaction, Instant now, Dice& dice);

  user::User register_person(std::string_view kind, std::int64_t number);
  SignedIn sign_in(const user::User& person);
  /// A meeting that begins then and lasts so many days and half an hour, repeated by `rule` if
  /// there is one.
  void hold(const user::User& person, LocalTime start, std::chrono::days days,
            const std::string& rule);

 private:
  db::Transaction& transaction_;
  Instant now_;
  Dice& dice_;
  int registered_ = 0;
  int held_ = 0;
};

}  // namespace kalends::bench
