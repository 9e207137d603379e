#include "imported_text.hpp"
#include "imported_time.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <kalends/calendar/imported_series.hpp>
#include <kalends/notification/reminder.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::days;
using std::chrono::seconds;

void remark(ImportedEvent& event, ical::Remark::Kind kind, std::string text) {
  event.remarks.push_back({kind, event.line, std::move(text)});
}

void repaired(ImportedEvent& event, std::string text) {
  remark(event, ical::Remark::Kind::repaired, std::move(text));
}

Zone zone_of(const EventTime& time) { return Zone::find_or_utc(time.time_zone); }

bool is_about(const Error& error, std::string_view field) {
  return !error.fields.empty() && error.fields.front().pointer.starts_with(field);
}

/// The repetition as far as it can be.
Result<std::optional<Repetition>> repetition_in(ImportedEvent& event) {
  RepetitionInput input = event.repetition;
  const Duration length = length_of(event.time, event.length);
  if (input.rule.empty() && input.rdates.empty()) input.exdates.clear();
  auto repetition = repetition_of(input, event.time, length);
  if (repetition || !is_about(repetition.error(), "/rrule")) return repetition;
  repaired(event, fmt::format("its rule {}: only its first occurrence is here",
                              repetition.error().fields.front().message));
  input.rule.clear();
  if (input.rdates.empty()) input.exdates.clear();
  return repetition_of(input, event.time, length);
}

/// Dates of RDATE that last otherwise than the event.
void add_periods(ImportedMeeting& imported, const ImportedEvent& event) {
  if (event.periods.empty() || !imported.meeting.repetition) return;
  const Series series(imported.meeting, {});
  for (const ImportedEvent::Period& period : event.periods) {
    const auto occurrence = series.find(written_for(period.start, event.time));
    const bool fits = period.end - period.start.at <= longest_event;
    if (!occurrence || occurrence->time.ends_at == period.end || !fits) continue;
    Exception exception;
    exception.original = occurrence->original;
    exception.time = occurrence->time;
    exception.time->ends_at = period.end;
    const auto zone = Zone::find_or_utc(event.time.end_time_zone);
    exception.time->end_local = zone.to_local(period.end);
    imported.exceptions.push_back(std::move(exception));
  }
}

void correct_extent(ImportedMeeting& imported) {
  std::stable_sort(imported.exceptions.begin(), imported.exceptions.end(),
                   [](const Exception& a, const Exception& b) { return a.original < b.original; });
  const auto same = [](const Exception& a, const Exception& b) { return a.original == b.original; };
  imported.exceptions.erase(
      std::unique(imported.exceptions.begin(), imported.exceptions.end(), same),
      imported.exceptions.end());
  auto& repetition = imported.meeting.repetition;
  if (!repetition) return;
  repetition->extent = Series(imported.meeting, imported.exceptions).extent();
}

/// What a changed occurrence is called in the series as it is.
class Names {
 public:
  explicit Names(const Meeting& meeting)
      : first_(meeting.time), zone_(zone_of(meeting.time)), series_(meeting, {}) {
    for (const LocalTime local : meeting.repetition->exdates) {
      excluded_.emplace(zone_.to_instant(local), local);
    }
  }

  /// The original start that a RECURRENCE-ID means, if the series has it.
  std::optional<LocalTime> find(const ImportedTime& name) const {
    const WrittenTime written = written_for(name, first_);
    if (!first_.all_day && written.date_only) return on_day(written.local);
    if (const auto found = series_.find(written)) return found->original;
    return first_.all_day ? std::nullopt : at_instant(instant_of(name));
  }

  /// Among those that are taken out.
  std::optional<LocalTime> find_excluded(const ImportedTime& name) const {
    const auto found = excluded_.find(instant_of(name));
    if (found == excluded_.end()) return std::nullopt;
    return found->second;
  }

  /// What one is to be called that the series has not.
  LocalTime new_name(const ImportedTime& name) const {
    if (first_.all_day) return std::chrono::floor<days>(name.local);
    if (!name.date_only) return zone_.to_local(name.at);
    return name.local + (first_.start_local - std::chrono::floor<days>(first_.start_local));
  }

 private:
  Instant instant_of(const ImportedTime& name) const {
    return first_.all_day ? zone_.to_instant(std::chrono::floor<days>(name.local)) : name.at;
  }
  std::optional<LocalTime> on_day(LocalTime day) const {
    const auto starts = series_.originals(day, day + days{1}, 1);
    return starts.empty() ? std::nullopt : std::optional(starts.front());
  }
  /// A time that its zone skips is another one on the clocks than the rule gives.
  std::optional<LocalTime> at_instant(Instant at) const {
    const LocalTime local = zone_.to_local(at);
    for (const LocalTime each : series_.originals(local - days{1}, local + days{1}, 1000)) {
      if (zone_.to_instant(each) == at) return each;
    }
    return std::nullopt;
  }

  EventTime first_;
  Zone zone_;
  Series series_;
  std::map<Instant, LocalTime> excluded_;
};

struct Named {
  ImportedEvent* event;
  LocalTime original;
};

/// Finds the occurrence that each means, and lets the series have those that it has not.
std::vector<Named> name_all(Meeting& meeting, std::vector<ImportedEvent>& occurrences) {
  if (!meeting.repetition) {
    meeting.repetition = Repetition{"", {}, {}, length_of(meeting.time, std::nullopt), {}};
  }
  const Names names(meeting);
  std::vector<Named> named;
  std::set<LocalTime> brought_back;
  std::vector<LocalTime>& rdates = meeting.repetition->rdates;
  for (ImportedEvent& event : occurrences) {
    auto original = names.find(*event.original);
    if (!original && event.cancelled) continue;  // it is not there anyway
    if (!original && (original = names.find_excluded(*event.original))) {
      repaired(event, "it was taken out of its series and changed at once: the change counts");
      brought_back.insert(*original);
    } else if (!original && rdates.size() >= most_dates) {
      remark(event, ical::Remark::Kind::left_out, "its series has too many dates to take it");
      continue;
    } else if (!original) {
      original = names.new_name(*event.original);
      repaired(event, "its series has no such occurrence: it was added to that");
      rdates.push_back(*original);
    }
    named.push_back({&event, *original});
  }
  std::sort(rdates.begin(), rdates.end());
  rdates.erase(std::unique(rdates.begin(), rdates.end()), rdates.end());
  std::erase_if(meeting.repetition->exdates,
                [&](LocalTime local) { return brought_back.count(local) > 0; });
  return named;
}

template <class T>
void keep_if_other(std::optional<T>& field, const T& series, const T& occurrence) {
  if (series != occurrence) field = occurrence;
}

bool differs(const Exception& exception) {
  Exception none;
  none.original = exception.original;
  return exception != none;
}

Exception exception_of(const Meeting& meeting, const EventTime& regular, const Named& named) {
  const ImportedEvent& event = *named.event;
  Exception out;
  out.original = named.original;
  out.cancelled = event.cancelled;
  if (out.cancelled) return out;
  if (!event.title.empty()) keep_if_other(out.title, meeting.title, event.title);
  keep_if_other(out.description, meeting.description, event.description);
  keep_if_other(out.link, meeting.link, event.link);
  keep_if_other(out.location, meeting.location, event.location);
  keep_if_other(out.time, regular, event.time);
  keep_if_other(out.transparent, meeting.transparent, event.transparent);
  keep_if_other(out.reminders, meeting.reminders, event.reminders);
  return out;
}

}  // namespace

Result<ImportedMeeting> imported_meeting(ImportedEvent& master) {
  auto repetition = repetition_in(master);
  if (!repetition) return invalid("", "it has " + repetition.error().message);
  ImportedMeeting out;
  Meeting& meeting = out.meeting;
  meeting.title = master.title;
  if (master.title.empty()) {
    repaired(master, "it has no title");
    meeting.title = nameless;
  }
  meeting.description = master.description;
  meeting.link = master.link;
  meeting.location = master.location;
  meeting.time = master.time;
  meeting.repetition = std::move(*repetition);
  meeting.transparent = master.transparent;
  meeting.cancelled = master.cancelled;
  meeting.reminders = master.reminders;
  if (meeting.repetition && meeting.repetition->rule.empty()) {
    // The first start belongs to a series anyway.
    std::erase(meeting.repetition->rdates, meeting.time.start_local);
  }
  out.response = master.response;
  if (!master.kept.empty()) out.kept.push_back({notification::no_occurrence, master.kept});
  add_periods(out, master);
  correct_extent(out);
  return out;
}

void add_occurrences(ImportedMeeting& imported, std::vector<ImportedEvent>& occurrences) {
  if (occurrences.empty()) return;
  Meeting& meeting = imported.meeting;
  const bool single = !meeting.repetition;
  const auto all = name_all(meeting, occurrences);
  if (all.empty() && single) {
    meeting.repetition.reset();
    return;
  }
  const Series series(meeting, {});
  std::set<LocalTime> changed;
  for (auto named = all.rbegin(); named != all.rend(); ++named) {  // the last one counts
    if (!changed.insert(named->original).second) {
      repaired(*named->event, "the same occurrence is changed again further down");
      continue;
    }
    const Response usual = imported.response.value_or(Response::accepted);
    const auto answer = named->event->response;
    if (answer && *answer != usual) imported.answers.push_back({named->original, *answer});
    if (!named->event->kept.empty()) {
      imported.kept.push_back({named->original, named->event->kept});
    }
    Exception exception = exception_of(meeting, series.regular_time(named->original), *named);
    if (differs(exception)) imported.exceptions.push_back(std::move(exception));
  }
  // Of an occurrence that was an exception already, the new one counts.
  std::reverse(imported.exceptions.begin(), imported.exceptions.end());
  correct_extent(imported);
}

}  // namespace kalends::calendar
