#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string_view>

#include <kalends/calendar/imported_series.hpp>
#include <kalends/ical/component.hpp>

namespace {

using namespace kalends;
using calendar::ImportedEvent;
using calendar::ImportedMeeting;

constexpr TimeRange year{Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}},
                         Instant{std::chrono::sys_days{std::chrono::year{2027} / 1 / 1}}};

void must(bool holds) {
  if (!holds) std::abort();
}

/// The events of a text, by UID, each with those that change one occurrence of it.
struct Events {
  std::map<std::string, ImportedEvent> masters;
  std::map<std::string, std::vector<ImportedEvent>> occurrences;
};

Events read(std::string_view text) {
  ical::ComponentReader reader;
  reader.feed(text);
  reader.finish();
  calendar::ImportedZones zones(Zone::find("Europe/Berlin").value());
  Events out;
  std::vector<ical::Component> vevents;
  while (auto component = reader.next()) {
    if (component->name == "VTIMEZONE") zones.add(std::move(*component));
    if (component && component->name == "VEVENT") vevents.push_back(std::move(*component));
  }
  for (const ical::Component& vevent : vevents) {
    auto event = calendar::read_event(vevent, zones, "ann@example.org");
    if (!event) continue;
    if (event->original) {
      out.occurrences[event->uid].push_back(std::move(*event));
    } else {
      out.masters.emplace(event->uid, std::move(*event));
    }
  }
  return out;
}

void check_time(const EventTime& time) {
  must(time.starts_at < time.ends_at && time.ends_at - time.starts_at <= std::chrono::days{367});
  must(time.starts_at >= earliest_instant - std::chrono::days{1} && time.ends_at <= latest_instant);
  must(Zone::find(time.time_zone).has_value() && Zone::find(time.end_time_zone).has_value());
}

/// What would be stored is whole, and can be looked at.
void check(const ImportedMeeting& imported) {
  check_time(imported.meeting.time);
  must(imported.meeting.reminders.size() <= calendar::most_reminders);
  if (!imported.meeting.repetition) {
    must(imported.exceptions.empty());
    return;
  }
  const calendar::Series series(imported.meeting, imported.exceptions);
  for (const calendar::Exception& exception : imported.exceptions) {
    must(series.find(exception.original).has_value());
    if (exception.time) check_time(*exception.time);
  }
  const TimeRange extent = series.extent();
  for (const auto& each : series.overlapping(year, year.from, Zone::utc(), 100)) {
    must(extent.from <= each.time.starts_at && each.time.ends_at <= extent.to);
    must(series.find(each.original).has_value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Events events = read({reinterpret_cast<const char*>(data), size});
  for (auto& [uid, master] : events.masters) {
    auto imported = calendar::imported_meeting(master);
    if (!imported) continue;
    calendar::add_occurrences(*imported, events.occurrences[uid]);
    check(*imported);
  }
  return 0;
}
