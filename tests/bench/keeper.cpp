#include "keeper.hpp"

#include <fmt/format.h>

#include <kalends/calendar/event_input.hpp>
#include <kalends/calendar/placement.hpp>
#include <kalends/calendar/series_input.hpp>

namespace kalends::bench {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::string_view zone = "Europe/Berlin";
// Long before anything of the organisation was made: ids follow the time of making.
constexpr days registered_before{900};
constexpr days made_before{850};

}  // namespace

Keeper::Keeper(db::Transaction& transaction, Instant now, Dice& dice)
    : transaction_(transaction), now_(now), dice_(dice) {}

user::User Keeper::register_person(std::string_view kind, std::int64_t number) {
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

SignedIn Keeper::sign_in(const user::User& person) {
  return {sign_in_one(transaction_, person.id, now_, dice_), person.id, {person.id}};
}

void Keeper::hold(const user::User& person, LocalTime start, days length, const std::string& rule) {
  calendar::EventInput input;
  input.start.local = start;
  input.duration = Duration{length, minutes{30}};
  input.time_zone = zone;
  calendar::Meeting meeting;
  meeting.id.value = first_id_value(now_ - made_before + minutes{held_});
  meeting.organizer = person.id;
  meeting.title = fmt::format("Stand-up of project {}", held_ % 50);
  meeting.link = fmt::format("https://meet.example.org/{:016x}", dice_.next());
  meeting.time = calendar::event_time(input).value();
  meeting.repetition =
      calendar::repetition_of({rule, {}, {}}, meeting.time, *input.duration).value();
  meeting.created_at = now_ - made_before;
  meeting.updated_at = meeting.created_at;
  ++held_;
  calendar::insert_meeting(transaction_, meeting);
  calendar::place(transaction_, meeting, person, calendar::Response::accepted);
}

}  // namespace kalends::bench
