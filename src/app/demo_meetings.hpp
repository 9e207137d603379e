#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <kalends/base/clock.hpp>
#include <kalends/calendar/meeting.hpp>
#include <kalends/invite/meeting.hpp>

namespace kalends::app {

struct DemoAnswer {
  std::string email;
  calendar::Response response;
  std::string comment;
};

/// A meeting of the demo and what became of it. Its guests are named by their addresses.
struct DemoMeeting {
  std::string organizer;  // address
  invite::Draft draft;
  std::vector<DemoAnswer> answers;  // of those guests who did answer
  std::string_view file_name;       // of a text file that is attached; "" for none
  std::string_view file_content;
  bool cancelled = false;
  bool next_is_moved = false;  // of a series: the next occurrence is held later
};

/// Series begun a week ago, and two weeks of single meetings around `now`. Four of them begin two,
/// five, 31 and 32 minutes from then, so that there is something to be reminded of.
std::vector<DemoMeeting> demo_meetings(Instant now);

}  // namespace kalends::app
