#include "write_event.hpp"

#include "imported_text.hpp"
#include "write_times.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/ical/value.hpp>
#include <kalends/notification/reminder.hpp>

namespace kalends::calendar {
namespace {

/// What was kept of an event, as it came.
ical::Component component_in(const std::string& text) {
  ical::ComponentReader reader;
  reader.feed(text);
  reader.finish();
  return reader.next().value_or(ical::Component{"VEVENT", {}, {}, 0});
}

std::string_view participation(Response response) {
  constexpr std::string_view words[] = {"NEEDS-ACTION", "ACCEPTED", "TENTATIVE", "DECLINED"};
  return words[static_cast<std::size_t>(response)];
}

ical::Property address(std::string name, const std::string& person, const std::string& email) {
  ical::Property property{std::move(name), {}, "mailto:" + email};
  if (!person.empty()) property.parameters.push_back({"CN", {person}});
  return property;
}

void set_parameter(ical::Property& property, const std::string& name, std::string_view value) {
  for (ical::Parameter& each : property.parameters) {
    if (same_name(each.name, name)) {
      each.values = {std::string(value)};
      return;
    }
  }
  property.parameters.push_back({name, {std::string(value)}});
}

/// Writes the VEVENTs of one meeting.
class Events {
 public:
  Events(ical::Writer& writer, const user::User& person, const WrittenMeeting& written)
      : writer_(writer), person_(person), written_(written) {}

  /// `answered`: this person answered single occurrences, so each has to say what.
  void write(const Meeting& meeting, const std::vector<Attendee>& attendees, bool answered,
             std::optional<LocalTime> original) {
    const ical::Component kept = kept_of(original.value_or(notification::no_occurrence));
    writer_.begin("VEVENT");
    write_head(meeting);
    if (original) {
      write_original(writer_, written_.meeting.time, *original);
      write_time(writer_, meeting.time, nullptr);
    } else {
      const auto& repetition = meeting.repetition;
      write_time(writer_, meeting.time, repetition ? &*repetition : nullptr);
      if (repetition) write_repetition(writer_, meeting.time, *repetition);
    }
    write_texts(meeting);
    writer_.property("TRANSP", meeting.transparent ? "TRANSPARENT" : "OPAQUE");
    write_people(meeting, attendees, kept, answered);
    write_reminders(meeting, kept);
    for (const ical::Component& each : kept.components) {
      if (!minutes_of_alarm(each, meeting.time.all_day)) writer_.component(each);
    }
    writer_.end();
  }

 private:
  ical::Component kept_of(LocalTime original) const {
    for (const Kept& each : written_.kept) {
      if (each.original == original) return component_in(each.text);
    }
    return {"VEVENT", {}, {}, 0};
  }

  void write_head(const Meeting& meeting) {
    const auto& imported = written_.imported;
    const std::int64_t sequence =
        imported ? imported->sequence + meeting.version - imported->version : meeting.version - 1;
    writer_.text("UID", imported ? imported->uid : uid_of(meeting.id));
    writer_.property("DTSTAMP", ical::format_utc(meeting.updated_at));
    writer_.property("CREATED", ical::format_utc(meeting.created_at));
    writer_.property("LAST-MODIFIED", ical::format_utc(meeting.updated_at));
    writer_.property("SEQUENCE", fmt::to_string(sequence));
  }

  void write_texts(const Meeting& meeting) {
    if (!imported_without_title(meeting)) writer_.text("SUMMARY", meeting.title);
    if (!meeting.description.empty()) writer_.text("DESCRIPTION", meeting.description);
    if (!meeting.location.empty()) writer_.text("LOCATION", meeting.location);
    if (!meeting.link.empty()) writer_.property("URL", meeting.link);
  }

  bool imported_without_title(const Meeting& meeting) const {
    return written_.imported && meeting.title == nameless;
  }

  bool is_own(std::string_view value) const {
    return fold_case(trimmed(value)) == fold_case("mailto:" + person_.email);
  }

  /// What was kept goes out as it came, but for this person's own answer.
  void write_people(const Meeting& meeting, const std::vector<Attendee>& attendees,
                    const ical::Component& kept, bool answered) {
    const auto own = std::find_if(attendees.begin(), attendees.end(),
                                  [&](const Attendee& each) { return each.user == person_.id; });
    const Response response = own == attendees.end() ? Response::accepted : own->response;
    std::set<std::string> named;
    for (ical::Property property : kept.properties) {
      if (property.name == "STATUS" && meeting.cancelled) continue;
      if (property.name == "ATTENDEE") {
        named.insert(fold_case(trimmed(property.value)));
        if (is_own(property.value)) set_parameter(property, "PARTSTAT", participation(response));
      }
      writer_.property(property);
    }
    const bool own_named = named.count(fold_case("mailto:" + person_.email)) > 0;
    const bool alone = attendees.size() == 1 && meeting.organizer == person_.id;
    const bool plain = response == Response::accepted || response == Response::tentative;
    const bool silent = alone && (own_named || (plain && !answered));
    if (!silent) write_attendees(meeting, attendees, named, kept);
    write_status(meeting, kept, silent && !own_named && response == Response::tentative);
  }

  void write_status(const Meeting& meeting, const ical::Component& kept, bool tentative) {
    if (meeting.cancelled) {
      writer_.property("STATUS", "CANCELLED");
    } else if (kept.find("STATUS") == nullptr) {
      writer_.property("STATUS", tentative ? "TENTATIVE" : "CONFIRMED");
    }
  }

  void write_attendees(const Meeting& meeting, const std::vector<Attendee>& attendees,
                       const std::set<std::string>& named, const ical::Component& kept) {
    for (const Attendee& each : attendees) {
      const bool organizes = each.user == meeting.organizer;
      if (organizes && kept.find("ORGANIZER") == nullptr) {
        writer_.property(address("ORGANIZER", each.name, each.email));
      }
      if (named.count(fold_case("mailto:" + each.email)) > 0) continue;
      ical::Property attendee = address("ATTENDEE", each.name, each.email);
      if (organizes) set_parameter(attendee, "ROLE", "CHAIR");
      set_parameter(attendee, "PARTSTAT", participation(each.response));
      writer_.property(attendee);
    }
  }

  void write_reminders(const Meeting& meeting, const ical::Component& kept) {
    std::set<int> rest(meeting.reminders.begin(), meeting.reminders.end());
    for (const ical::Component& each : kept.components) {
      const auto minutes = minutes_of_alarm(each, meeting.time.all_day);
      if (minutes && rest.erase(*minutes) > 0) writer_.component(each);
    }
    for (auto minutes = rest.rbegin(); minutes != rest.rend(); ++minutes) {
      std::chrono::minutes before{*minutes};
      if (meeting.time.all_day) before -= all_day_begins;
      writer_.begin("VALARM");
      writer_.property("ACTION", "DISPLAY");
      writer_.text("DESCRIPTION", meeting.title);
      writer_.property("TRIGGER", ical::format_duration({std::chrono::days{0}, -before}));
      writer_.end();
    }
  }

  ical::Writer& writer_;
  const user::User& person_;
  const WrittenMeeting& written_;
};

/// The occurrences that have something of their own.
std::set<LocalTime> originals_of(const Series& series, const std::vector<OccurrenceAnswer>& answers,
                                 const std::vector<Kept>& kept) {
  std::set<LocalTime> originals;
  for (const Exception& each : series.exceptions()) originals.insert(each.original);
  for (const OccurrenceAnswer& each : answers) originals.insert(each.original);
  for (const Kept& each : kept) {
    if (each.original != notification::no_occurrence) originals.insert(each.original);
  }
  return originals;
}

}  // namespace

void write_meeting(ical::Writer& writer, db::Connection& db, const user::User& person,
                   const WrittenMeeting& written) {
  const Meeting& meeting = written.meeting;
  Events events(writer, person, written);
  const auto attendees = find_attendees(db, meeting.id);
  if (!meeting.repetition) return events.write(meeting, attendees, false, std::nullopt);
  const auto answers = find_answers_of(db, meeting.id, person.id);
  events.write(meeting, attendees, !answers.empty(), std::nullopt);
  const Series series = load_series(db, meeting);
  for (const LocalTime original : originals_of(series, answers, written.kept)) {
    const auto occurrence = series.find(original);
    if (!occurrence) continue;
    events.write(series.at(*occurrence), attendees_at(db, series, *occurrence), !answers.empty(),
                 original);
  }
}

}  // namespace kalends::calendar
