#pragma once

#include <string>

#include <kalends/base/rate_limit.hpp>

namespace kalends::api {

/// How often at most; 0 is without a bound.
struct LimitSettings {
  std::int64_t wrong_passwords = 0;               // of one account, an hour
  std::int64_t wrong_passwords_from_address = 0;  // an hour
  std::int64_t registrations_from_address = 0;    // an hour
  std::int64_t searches = 0;                      // of one person, a minute
  std::int64_t writes = 0;                        // of one person, a minute
};

/// What was done how often, for the threads of all handlers. It is forgotten with the process.
struct Limits {
  explicit Limits(const LimitSettings& settings)
      : wrong_passwords({settings.wrong_passwords, std::chrono::hours{1}}, bytes),
        wrong_passwords_from_address({settings.wrong_passwords_from_address, std::chrono::hours{1}},
                                     bytes),
        registrations_from_address({settings.registrations_from_address, std::chrono::hours{1}},
                                   bytes),
        searches({settings.searches, std::chrono::minutes{1}}, bytes),
        writes({settings.writes, std::chrono::minutes{1}}, bytes) {}

  static constexpr std::size_t bytes = 4 << 20;  // of each: some 20,000 people or addresses

  RateLimit wrong_passwords;
  RateLimit wrong_passwords_from_address;
  RateLimit registrations_from_address;
  RateLimit searches;
  RateLimit writes;
  /// From where accounts were signed in to lately: their keys together.
  BoundedCache<std::string, bool> known_places{bytes};
};

}  // namespace kalends::api
