#pragma once

#include <span>
#include <string_view>

namespace kalends::app {

/// What every meeting of the demo has. Guests are the first parts of their addresses, with spaces
/// between.
struct DemoText {
  std::string_view title;
  std::string_view organizer;
  std::string_view guests;
  std::string_view location;
  std::string_view link;
  std::string_view description;
};

/// Held again and again.
struct DemoHabit {
  DemoText text;
  std::string_view rule;  // RFC 5545 RECUR, with BYDAY
  std::string_view time_zone;
  int hour;
  int minute;
  int length;  // minutes
  bool next_is_moved = false;
};

/// Held once.
struct DemoDate {
  DemoText text;
  int day;  // from today
  std::string_view time_zone;
  int hour;
  int minute;
  int length;  // minutes
  bool cancelled = false;
};

/// From one midnight to another; takes nobody's time where it is a mere remark.
struct DemoDays {
  DemoText text;
  int day;   // from today
  int days;  // how many
  std::string_view time_zone;
  bool remark;
};

/// Begins very soon.
struct DemoSoon {
  DemoText text;
  int minutes;  // from now
  int length;   // minutes
};

std::span<const DemoHabit> demo_habits();
std::span<const DemoDate> demo_dates();
std::span<const DemoDays> demo_days();
std::span<const DemoSoon> demo_soon();

}  // namespace kalends::app
