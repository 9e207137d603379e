#include "habits.hpp"

#include <fmt/format.h>

#include <kalends/calendar/event_input.hpp>
#include <kalends/calendar/placement.hpp>
#include <kalends/calendar/series_input.hpp>

namespace kalends::bench {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int people_of_a_kind = 16;
constexpr int meetings_a_week = 50;
constexpr int single_weeks = 5;
constexpr Date first_monday{std::chrono::local_days{std::chrono::year{2004} / 1 / 5}};
constexpr std::string_view zone = "Europe/Berlin";
// Long before anything of the organisation was made: ids follow the time of making.
constexpr days registered_before{900};
constexpr days made_before{850};

class Keeper {
 public:
  Keeper(db::Transaction& transaction, Instant now, Dice& dice)
      : transaction_(transaction), now_(now), dice_(dice) {}

  user::User register_person(std::string_view kind, int number) {
    const Instant made = now_ - registered_before + minutes{registered_++};
    user::User person;
    person.id.value = first_id_value(made);
    person.name = fmt::format("{} {}", kind, number);
    person.email = fmt::format("{}{}@example.org", kind, number);
    person.time_zone = zone;
    person.created_at = made;
    store_person(transaction_, person);
    return person;
  }

  SignedIn sign_in(const user::User& person) {
    return {sign_in_one(transaction_, person.id, now_, dice_), person.id, {person.id}};
  }

  /// The meeting of this number in the week of a Monday, repeated by `rule` if there is one.
  void hold(const user::User& person, Date monday, int number, const std::string& rule) {
    calendar::EventInput input;
    input.start.local = monday + days{number % 7} + hours{8 + number / 7};
    input.duration = Duration{days{0}, minutes{30}};
    input.time_zone = zone;
    calendar::Meeting meeting;
    meeting.id.value = first_id_value(now_ - made_before + minutes{held_++});
    meeting.organizer = person.id;
    meeting.title = fmt::format("Stand-up of project {}", number);
    meeting.link = fmt::format("https://meet.example.org/{:016x}", dice_.next());
    meeting.time = calendar::event_time(input).value();
    meeting.repetition =
        calendar::repetition_of({rule, {}, {}}, meeting.time, *input.duration).value();
    meeting.created_at = now_ - made_before;
    meeting.updated_at = meeting.created_at;
    calendar::insert_meeting(transaction_, meeting);
    calendar::place(transaction_, meeting, person, calendar::Response::accepted);
  }

 private:
  db::Transaction& transaction_;
  Instant now_;
  Dice& dice_;
  int registered_ = 0;
  int held_ = 0;
};

}  // namespace

Habits store_habits(db::Transaction& transaction, Instant now, Dice& dice) {
  Keeper keeper(transaction, now, dice);
  const Date first_week{std::chrono::floor<days>(now).time_since_epoch() -
                        days{7 * (single_weeks / 2)}};
  Habits habits;
  for (int each = 0; each < people_of_a_kind; ++each) {
    const user::User with_singles = keeper.register_person("singles", each);
    const user::User with_series = keeper.register_person("series", each);
    for (int number = 0; number < meetings_a_week; ++number) {
      keeper.hold(with_series, first_monday, number, "FREQ=WEEKLY");
    }
    for (int number = 0; number < single_weeks * meetings_a_week; ++number) {
      const Date monday = first_week + days{7 * (number / meetings_a_week)};
      keeper.hold(with_singles, monday, number % meetings_a_week, "");
    }
    habits.of_singles.push_back(keeper.sign_in(with_singles));
    habits.of_series.push_back(keeper.sign_in(with_series));
  }
  return habits;
}

}  // namespace kalends::bench
