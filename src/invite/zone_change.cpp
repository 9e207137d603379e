#include <kalends/calendar/placement.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/invite/zone_change.hpp>

namespace kalends::invite {

void move_to_zone(db::Transaction& transaction, Tools& tools, user::User person,
                  const std::string& time_zone) {
  user::set_time_zone(transaction, person.id, time_zone);
  person.time_zone = time_zone;
  for (const calendar::Meeting& meeting : calendar::move_all_day(transaction, person)) {
    if (!meeting.cancelled) move_own_reminders(transaction, tools, meeting, person);
  }
}

}  // namespace kalends::invite
