#pragma once

#include <string>

#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

/// A meeting as it will be, and how that differs from what it was.
struct Changed {
  calendar::Meeting meeting;
  std::string differences;  // in the words of the API, with spaces between
  bool time = false;
  bool place = false;
  bool rule = false;
  bool exdates = false;
  bool transparency = false;
  bool reminders = false;

  /// RFC 5546 3.2.2.1: whoever answered, answered to something else.
  bool asks_anew() const { return time || place || rule; }
};

/// What `event_time` or `repetition_of` find wrong with it.
Result<Changed> changed(const calendar::Meeting& before, const Change& wanted);

}  // namespace kalends::invite
