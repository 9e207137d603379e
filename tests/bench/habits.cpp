#include "habits.hpp"

namespace kalends::bench {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr int people_of_a_kind = 16;
constexpr int meetings_a_week = 50;
constexpr int single_weeks = 5;
constexpr Date first_monday{std::chrono::local_days{std::chrono::year{2004} / 1 / 5}};

/// Of the meeting of this number in the week of a Monday.
LocalTime start_of(Date monday, int number) {
  return monday + days{number % 7} + hours{8 + number / 7};
}

}  // namespace

Habits store_habits(Keeper& keeper, Instant now) {
  const Date first_week{std::chrono::floor<days>(now).time_since_epoch() -
                        days{7 * (single_weeks / 2)}};
  Habits habits;
  for (int each = 0; each < people_of_a_kind; ++each) {
    const user::User with_singles = keeper.register_person("singles", each);
    const user::User with_series = keeper.register_person("series", each);
    for (int number = 0; number < meetings_a_week; ++number) {
      keeper.hold(with_series, start_of(first_monday, number), days{0}, "FREQ=WEEKLY");
    }
    for (int number = 0; number < single_weeks * meetings_a_week; ++number) {
      const Date monday = first_week + days{7 * (number / meetings_a_week)};
      keeper.hold(with_singles, start_of(monday, number % meetings_a_week), days{0}, "");
    }
    habits.of_singles.push_back(keeper.sign_in(with_singles));
    habits.of_series.push_back(keeper.sign_in(with_series));
  }
  return habits;
}

}  // namespace kalends::bench
