#pragma once

#include <optional>
#include <string>
#include <vector>

#include <kalends/calendar/imported_zones.hpp>
#include <kalends/calendar/series_input.hpp>
#include <kalends/ical/remark.hpp>

namespace kalends::calendar {

/// A DATE or DATE-TIME of a text, on the clocks of a zone of ours.
struct ImportedTime {
  LocalTime local;  // midnight of a date
  Instant at;
  Zone zone = Zone::utc();
  bool date_only = false;
  bool carried_over = false;  // from a zone that is not known here
};

/// What one VEVENT says (RFC 5545 3.6.1), as Kalends can keep it.
struct ImportedEvent {
  std::size_t line = 0;
  std::string uid;
  int sequence = 0;
  /// RECURRENCE-ID: it is one occurrence, which differs from the others.
  std::optional<ImportedTime> original;
  std::string title;  // "" for none
  std::string description;
  std::string link;
  std::string location;
  EventTime time;
  std::optional<Duration> length;  // where it was said as one
  /// RRULE, RDATE and EXDATE; the dates of RDATE that last otherwise than the event.
  RepetitionInput repetition;
  struct Period {
    ImportedTime start;
    Instant end;
  };
  std::vector<Period> periods;
  bool transparent = false;
  bool cancelled = false;
  std::vector<int> reminders;
  /// What the person whose calendar it is answered, where the text says so.
  std::optional<Response> response;
  std::optional<Instant> created_at;
  std::string kept;         // what is not understood, as a VEVENT of its own; "" for nothing
  std::string fingerprint;  // of all that it says but when it was written (DTSTAMP)
  std::vector<ical::Remark> remarks;
};

/// True when all zones that it names are known.
bool knows_zones_of(const ical::Component& vevent, ImportedZones& zones);

/// Reads a VEVENT. What cannot be as it is written is repaired as far as that is honest, and
/// `remarks` says how; where nothing is left of it, `invalid` says why. `email` is that of the
/// person whose calendar it comes into.
Result<ImportedEvent> read_event(const ical::Component& vevent, ImportedZones& zones,
                                 std::string_view email);

/// RFC 5545 3.8.4.7; one made from the content where there is none, so that the same text gives the
/// same one.
std::string uid_of(const ical::Component& vevent);

/// Minutes before the start that a VALARM rings, as Kalends counts them (all-day meetings start at
/// 09:00); nothing where it is another kind of alarm.
std::optional<int> minutes_of_alarm(const ical::Component& valarm, bool all_day);

/// When all-day meetings start, for reminders.
inline constexpr std::chrono::minutes all_day_begins = std::chrono::hours{9};

inline constexpr std::size_t most_reminders = 10;

}  // namespace kalends::calendar
