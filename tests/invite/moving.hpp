#pragma once

#include "house.hpp"

#include <fmt/format.h>

#include <kalends/calendar/agenda.hpp>
#include <kalends/calendar/calendar_text.hpp>
#include <kalends/invite/import.hpp>

namespace kalends::invite {

/// A house that people move into with calendars from elsewhere.
struct MovingHouse : House {
  ImportReport bring(const user::User& person, const std::string& text,
                     Import::Mode mode = Import::Mode::real) {
    Import import(database, tools, person, mode, person.id);
    import.feed(text);
    import.finish();
    return import.report();
  }
  /// `events`: lines of VEVENTs, each line ended by `\n`.
  ImportReport bring_events(const user::User& person, const std::string& events,
                            Import::Mode mode = Import::Mode::real) {
    return bring(person, "BEGIN:VCALENDAR\nVERSION:2.0\n" + events + "END:VCALENDAR\n", mode);
  }

  std::string take(const user::User& person) {
    const db::Snapshot snapshot(*reader);
    return calendar::calendar_text(*reader, person);
  }

  std::vector<calendar::AgendaItem> agenda(const user::User& person, Instant from = long_ago,
                                           Instant to = far_off) {
    calendar::SeriesCache cache(1 << 20);
    return calendar::read_agenda(*reader, cache, person.id, person.id, {from, to}, {}, 100'000)
        .items;
  }
  /// One line for each that is in the calendar.
  std::string shown(const user::User& person, Instant from = long_ago, Instant to = far_off) {
    std::string out;
    for (const auto& item : agenda(person, from, to)) {
      out += fmt::format("{} {} {}{}{}\n", start_text(item.time), end_text(item.time), item.title,
                         item.cancelled ? " cancelled" : "",
                         item.busy == calendar::Busy::busy ? "" : " free");
    }
    return out;
  }

  static constexpr Instant long_ago{std::chrono::sys_days{std::chrono::year{1990} / 1 / 1}};
  static constexpr Instant far_off{std::chrono::sys_days{std::chrono::year{2046} / 1 / 1}};
};

inline std::string texts(const ImportReport& report) {
  std::string out;
  for (const ImportEntry& entry : report.entries) {
    out += fmt::format("{} {} {}:", entry.line, entry.uid, word(entry.outcome));
    for (const ical::Remark& remark : entry.remarks) out += " " + remark.text + ";";
    out += '\n';
  }
  return out;
}

inline std::string counts(const ImportReport& report) {
  return fmt::format("{} taken, {} updated, {} unchanged, {} repaired, {} left out", report.taken,
                     report.updated, report.unchanged, report.repaired, report.left_out);
}

/// A VEVENT with these lines, each ended by `\n`.
inline std::string event(const std::string& uid, const std::string& lines) {
  return "BEGIN:VEVENT\nUID:" + uid + "\n" + lines + "END:VEVENT\n";
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace kalends::invite
