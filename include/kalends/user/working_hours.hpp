#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/base/id.hpp>
#include <kalends/base/time.hpp>
#include <kalends/base/zone.hpp>
#include <kalends/db/database.hpp>

namespace kalends::user {

/// From `start` to before `end`, as clocks on the wall show them: minutes since 00:00, where 1440
/// is the day's end.
struct Hours {
  std::chrono::minutes start;
  std::chrono::minutes end;
  bool operator==(const Hours&) const = default;
};

/// When a person can be asked to meet, day by day from Monday on: in order, without overlaps.
struct WorkingHours {
  std::array<std::vector<Hours>, 7> days;
  bool operator==(const WorkingHours&) const = default;
};

inline constexpr std::size_t most_hours_a_day = 4;

/// Monday to Friday, 09:00 to 17:00: what holds for whoever never said.
WorkingHours usual_working_hours();

/// `09:00` or, for the end of the day, `24:00`; nothing when it is no such time.
std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text);
std::string time_of_day_text(std::chrono::minutes time);

/// What is stored: the days apart by `;`, the hours of one apart by `,`.
std::string text(const WorkingHours& hours);
/// The inverse; nothing when it is not what `text` writes.
std::optional<WorkingHours> parse_working_hours(std::string_view text);

/// When these hours are in this zone: every stretch that overlaps the range, whole, in order; what
/// touches is one. Times that do not exist or exist twice are read as those of meetings are, a
/// date that the zone leaves out has no hours, and 24:00 is where the next day begins.
std::vector<TimeRange> working_time(const WorkingHours& hours, const Zone& zone,
                                    const TimeRange& range);

WorkingHours working_hours_of(db::Connection& db, UserId user);
/// Nothing: the usual ones.
void set_working_hours(db::Transaction& transaction, UserId user,
                       const std::optional<WorkingHours>& hours);

}  // namespace kalends::user
