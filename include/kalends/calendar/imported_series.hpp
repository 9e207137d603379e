#pragma once

#include <vector>

#include <kalends/calendar/imported_event.hpp>
#include <kalends/calendar/series.hpp>

namespace kalends::calendar {

/// What of an occurrence (or, under `notification::no_occurrence`, of the event itself) is kept as
/// it came.
struct Kept {
  LocalTime original;
  std::string text;
};

/// An event with its changed occurrences, as it is to be stored. Of `meeting` are set what a text
/// can say: not id, organizer, version and the time of making.
struct ImportedMeeting {
  Meeting meeting;
  std::optional<Response> response;
  std::vector<Exception> exceptions;  // in order of original
  struct Answer {
    LocalTime original;
    Response response;
  };
  std::vector<Answer> answers;
  std::vector<Kept> kept;
};

/// The event alone. A rule that cannot be taken leaves its first occurrence. `invalid` when it has
/// too many dates.
Result<ImportedMeeting> imported_meeting(ImportedEvent& master);

/// Adds the changed occurrences: those that the series does not have are put among its rdates.
void add_occurrences(ImportedMeeting& imported, std::vector<ImportedEvent>& occurrences);

}  // namespace kalends::calendar
