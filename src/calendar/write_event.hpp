#pragma once

#include <kalends/calendar/import_store.hpp>
#include <kalends/ical/writer.hpp>
#include <kalends/user/user.hpp>

namespace kalends::calendar {

/// A meeting with all that is to be said of it.
struct WrittenMeeting {
  Meeting meeting;
  std::optional<ImportedRow> imported;
  std::vector<Kept> kept;
};

/// Writes it as a VEVENT, and one more for each occurrence that differs or that this person
/// answered apart.
void write_meeting(ical::Writer& writer, db::Connection& db, const user::User& person,
                   const WrittenMeeting& written);

}  // namespace kalends::calendar
