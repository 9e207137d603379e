#include "changed.hpp"

namespace kalends::invite {
namespace {

using calendar::Meeting;
using calendar::Repetition;

class Differences {
 public:
  explicit Differences(std::string& text) : text_(text) {}

  template <class T>
  bool note(const char* field, const T& before, const T& after) {
    if (before == after) return false;
    if (!text_.empty()) text_ += ' ';
    text_ += field;
    return true;
  }

 private:
  std::string& text_;
};

bool note_time(Differences& differences, const EventTime& before, const EventTime& after) {
  bool moved = differences.note("start", start_text(before), start_text(after));
  moved = differences.note("end", end_text(before), end_text(after)) || moved;
  moved = differences.note("timeZone", before.time_zone, after.time_zone) || moved;
  moved = differences.note("endTimeZone", before.end_time_zone, after.end_time_zone) || moved;
  return differences.note("allDay", before.all_day, after.all_day) || moved;
}

/// A day and 24 hours differ, though they may not in the first occurrence.
bool note_length(Differences& differences, const std::optional<Repetition>& before,
                 const std::optional<Repetition>& after) {
  return before && after &&
         differences.note("end", std::pair(before->length.days, before->length.exact),
                          std::pair(after->length.days, after->length.exact));
}

void note_repetition(Differences& differences, const std::optional<Repetition>& before,
                     Changed& out) {
  const Repetition none;
  const Repetition& was = before ? *before : none;
  const Repetition& is = out.meeting.repetition ? *out.meeting.repetition : none;
  out.rule = differences.note("rrule", was.rule, is.rule);
  // A series that moves takes its dates along: that is said by its time.
  if (out.time) return;
  out.rule = differences.note("rdates", was.rdates, is.rdates) || out.rule;
  out.exdates = differences.note("exdates", was.exdates, is.exdates);
}

std::vector<WrittenTime> as_written(const std::vector<LocalTime>& locals, bool all_day) {
  std::vector<WrittenTime> out;
  for (const LocalTime local : locals) {
    // Where a series becomes all-day or stops being so, its dates follow.
    const LocalTime midnight{std::chrono::floor<std::chrono::days>(local)};
    out.push_back({all_day ? midnight : local, std::nullopt, all_day});
  }
  return out;
}

/// The new time of its first occurrence. A series of whole days that is begun elsewhere keeps them,
/// however many hours these have there.
Result<EventTime> time_after(const Meeting& before, const Change& wanted) {
  calendar::EventPatch patch = wanted.time;
  const bool same_kind = patch.all_day.value_or(before.time.all_day) == before.time.all_day;
  if (before.repetition && same_kind && patch.start && !patch.end && !patch.duration) {
    patch.duration = before.repetition->length;
  }
  return calendar::changed_time(before.time, patch);
}

Duration length_after(const Meeting& before, const EventTime& time, const Change& wanted) {
  const bool said = wanted.time.duration || wanted.time.end || wanted.time.all_day;
  if (said || !before.repetition) return calendar::length_of(time, wanted.time.duration);
  return calendar::length_of(time, before.repetition->length);
}

Result<std::optional<Repetition>> repetition_after(const Meeting& before, const EventTime& time,
                                                   const Change& wanted) {
  if (wanted.rule && wanted.rule->empty() && !wanted.rdates) return std::optional<Repetition>{};
  Repetition kept = before.repetition.value_or(Repetition{});
  if (time.start_local != before.time.start_local || time.time_zone != before.time.time_zone) {
    // It ends with the local time that was its last, too.
    const Zone zone = Zone::find_or_utc(before.time.time_zone);
    kept.rule = calendar::with_local_until(kept.rule, zone);
    kept = calendar::moved(kept, before.time.start_local, time.start_local);
  }
  calendar::RepetitionInput input;
  input.rule = wanted.rule.value_or(kept.rule);
  input.rdates = wanted.rdates.value_or(as_written(kept.rdates, time.all_day));
  const bool ended = input.rule.empty() && input.rdates.empty();
  if (ended && !wanted.exdates) return std::optional<Repetition>{};
  input.exdates = wanted.exdates.value_or(as_written(kept.exdates, time.all_day));
  return calendar::repetition_of(input, time, length_after(before, time, wanted));
}

}  // namespace

Result<Changed> changed(const Meeting& before, const Change& wanted) {
  auto time = time_after(before, wanted);
  if (!time) return time.error();
  auto repetition = repetition_after(before, *time, wanted);
  if (!repetition) return repetition.error();
  Changed out{before, {}};
  Meeting& after = out.meeting;
  after.title = wanted.title.value_or(before.title);
  after.description = wanted.description.value_or(before.description);
  after.link = wanted.link.value_or(before.link);
  after.location = wanted.location.value_or(before.location);
  after.transparent = wanted.transparent.value_or(before.transparent);
  after.reminders = wanted.reminders.value_or(before.reminders);
  after.time = std::move(*time);
  after.repetition = std::move(*repetition);
  Differences differences(out.differences);
  differences.note("title", before.title, after.title);
  differences.note("description", before.description, after.description);
  differences.note("link", before.link, after.link);
  out.place = differences.note("location", before.location, after.location);
  out.time = note_time(differences, before.time, after.time);
  if (!out.time) out.time = note_length(differences, before.repetition, after.repetition);
  note_repetition(differences, before.repetition, out);
  out.transparency = differences.note("transparency", before.transparent, after.transparent);
  out.reminders = differences.note("reminders", before.reminders, after.reminders);
  return out;
}

}  // namespace kalends::invite
