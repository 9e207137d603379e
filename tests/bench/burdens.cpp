#include "burdens.hpp"

#include <array>

namespace kalends::bench {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<int, 4> sizes{100, 1'000, 10'000, 100'000};
constexpr int asked_weeks = 5;
constexpr int shown_a_week = 10;
// What lasts three days and begins before these weeks must not reach into them.
constexpr days margin{7};
constexpr days before{3650};
constexpr days behind{730};

constexpr int heavy_people = 16;
constexpr int weekly_series = 200;
constexpr int singles_a_year = 800;

Date date_of(Instant now) { return Date{std::chrono::floor<days>(now).time_since_epoch()}; }

void fill_asked_weeks(Keeper& keeper, const user::User& person, Date first) {
  for (int number = 0; number < asked_weeks * shown_a_week; ++number) {
    const days day{7 * (number / shown_a_week) + number % 5};
    keeper.hold(person, first + day + hours{9 + number % shown_a_week / 5}, days{0}, "");
  }
}

/// One after the other from ten years before to two behind, around the weeks that are asked for.
void fill_the_rest(Keeper& keeper, const user::User& person, Date first, int count) {
  const Date begin = first - margin - before;
  const auto gap = std::chrono::duration_cast<minutes>(before + behind) / count;
  for (int number = 0; number < count; ++number) {
    LocalTime start = begin + gap * number;
    if (start >= first - margin) start += 2 * margin + days{7 * asked_weeks};
    keeper.hold(person, start, days{number % 20 == 0 ? 3 : 0}, "");
  }
}

}  // namespace

std::vector<Grown> store_grown(Keeper& keeper, Instant now) {
  const Date first = date_of(now) - days{7 * (asked_weeks / 2)};
  std::vector<Grown> grown;
  for (const int size : sizes) {
    const user::User person = keeper.register_person("grown", size);
    fill_asked_weeks(keeper, person, first);
    fill_the_rest(keeper, person, first, size - asked_weeks * shown_a_week);
    grown.push_back({size, keeper.sign_in(person)});
  }
  return grown;
}

std::vector<SignedIn> store_heavy(Keeper& keeper, Instant now, Dice& dice) {
  const Date begin = date_of(now) - days{182};
  std::vector<SignedIn> heavy;
  for (int each = 0; each < heavy_people; ++each) {
    const user::User person = keeper.register_person("heavy", each);
    for (int number = 0; number < weekly_series; ++number) {
      const days day{number % 7};
      keeper.hold(person, begin + day + hours{7} + minutes{15 * (number / 7)}, days{0},
                  "FREQ=WEEKLY");
    }
    for (int number = 0; number < singles_a_year; ++number) {
      const days day{dice.below(364)};
      keeper.hold(person, begin + day + hours{8 + dice.below(10)}, days{0}, "");
    }
    heavy.push_back(keeper.sign_in(person));
  }
  return heavy;
}

}  // namespace kalends::bench
