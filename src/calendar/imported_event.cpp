#include "imported_text.hpp"
#include "imported_time.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/ical/value.hpp>
#include <kalends/ical/writer.hpp>
#include <kalends/user/secret.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::minutes;

constexpr std::size_t longest_uid = 1'000;
constexpr int furthest_reminder = 40'320;  // minutes

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

std::string fingerprint_of(const ical::Component& vevent) {
  ical::Component said{vevent.name, {}, vevent.components, 0};
  for (const ical::Property& property : vevent.properties) {
    if (property.name != "DTSTAMP") said.properties.push_back(property);
  }
  std::string text;
  ical::Writer(text).component(said);
  return user::fingerprint(text);
}

/// Reads a number of the text, in its bounds.
int number_in(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && number > 0 ? number : 0;
}

std::optional<Response> response_of(const ical::Component& vevent, std::string_view email) {
  const std::string own = fold_case("mailto:" + std::string(email));
  const auto is_own = [&](std::string_view value) { return fold_case(value) == own; };
  for (const ical::Property& property : vevent.properties) {
    if (property.name != "ATTENDEE" || !is_own(trimmed(property.value))) continue;
    const std::string_view status = property.parameter("PARTSTAT");
    if (same_name(status, "ACCEPTED")) return Response::accepted;
    if (same_name(status, "TENTATIVE")) return Response::tentative;
    if (same_name(status, "DECLINED") || same_name(status, "DELEGATED")) return Response::declined;
    const bool organizes = is_own(trimmed(vevent.value("ORGANIZER")));
    return organizes && status.empty() ? Response::accepted : Response::needs_action;
  }
  return std::nullopt;
}

void read_status(const ical::Component& vevent, std::string_view email, ImportedEvent& event) {
  const std::string_view status = vevent.value("STATUS");
  event.cancelled = same_name(status, "CANCELLED");
  event.transparent = same_name(vevent.value("TRANSP"), "TRANSPARENT");
  event.response = response_of(vevent, email);
  if (!event.response && same_name(status, "TENTATIVE")) event.response = Response::tentative;
}

void read_reminders(const ical::Component& vevent, ical::Remarks& remarks, ImportedEvent& event) {
  std::vector<int>& reminders = event.reminders;
  std::size_t others = 0;
  for (const ical::Component& each : vevent.components) {
    if (each.name != "VALARM") continue;
    const auto before = minutes_of_alarm(each, event.time.all_day);
    if (before) {
      reminders.push_back(*before);
    } else if (!same_name(each.value("ACTION"), "NONE")) {
      ++others;
    }
  }
  std::sort(reminders.rbegin(), reminders.rend());
  reminders.erase(std::unique(reminders.begin(), reminders.end()), reminders.end());
  if (reminders.size() > most_reminders) {
    remarks.left_out(vevent.line, fmt::format("it has more than {} reminders", most_reminders));
    reminders.erase(reminders.begin(),
                    reminders.end() - static_cast<std::ptrdiff_t>(most_reminders));
  }
  if (others == 0) return;
  remarks.left_out(vevent.line,
                   fmt::format("{} of its alarms is kept, but will not be heard here: only those "
                               "before the start, at most four weeks, are",
                               others));
}

bool is_understood(const ical::Property& property, const ImportedEvent& event) {
  static constexpr std::array names = {
      "UID",      "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "SUMMARY",
      "LOCATION", "DTSTART", "DTEND",   "DESCRIPTION",   "DURATION", "RRULE",
      "RDATE",    "EXDATE",  "EXRULE",  "RECURRENCE-ID", "TRANSP"};
  const bool known = std::find(names.begin(), names.end(), property.name) != names.end();
  if (known) return true;
  if (property.name == "URL") return !event.link.empty();
  if (property.name != "STATUS") return false;
  return same_name(property.value, "CONFIRMED") || same_name(property.value, "CANCELLED") ||
         (same_name(property.value, "TENTATIVE") && event.response == Response::tentative);
}

std::string kept_of(const ical::Component& vevent, const ImportedEvent& event) {
  ical::Component kept{"VEVENT", {}, vevent.components, 0};
  for (const ical::Property& property : vevent.properties) {
    if (!is_understood(property, event)) kept.properties.push_back(property);
  }
  if (kept.properties.empty() && kept.components.empty()) return {};
  std::string text;
  ical::Writer(text).component(kept);
  return text;
}

/// RECURRENCE-ID; `false` for one that stands for all that follow, too.
Result<void> read_original(const ical::Component& vevent, ImportedZones& zones,
                           ical::Remarks& remarks, ImportedEvent& event) {
  const ical::Property* property = vevent.find("RECURRENCE-ID");
  if (property == nullptr) return {};
  if (!property->parameter("RANGE").empty()) {
    return invalid("", "it changes an occurrence and all that follow, which is not known here");
  }
  event.original = read_time(*property, property->value, zones, remarks, vevent.line);
  if (!event.original) return invalid("", "which occurrence it changes cannot be read");
  return {};
}

std::optional<Instant> created_of(const ical::Component& vevent) {
  const auto time = ical::parse_date_time(vevent.value("CREATED"));
  if (!time || !time->utc) return std::nullopt;
  const Instant at{time->local.time_since_epoch()};
  return at >= earliest_instant && at < latest_instant ? std::optional(at) : std::nullopt;
}

/// Each thing once, however often a text says it.
std::vector<ical::Remark> distinct(std::vector<ical::Remark> remarks) {
  std::vector<ical::Remark> out;
  for (ical::Remark& remark : remarks) {
    const bool again = std::any_of(
        out.begin(), out.end(), [&](const ical::Remark& each) { return each.text == remark.text; });
    if (!again) out.push_back(std::move(remark));
  }
  return out;
}

}  // namespace

bool knows_zones_of(const ical::Component& vevent, ImportedZones& zones) {
  return std::all_of(vevent.properties.begin(), vevent.properties.end(), [&](const auto& each) {
    const std::string_view name = each.parameter("TZID");
    return name.empty() || zones.find(std::string(name)) != nullptr;
  });
}

std::string uid_of(const ical::Component& vevent) {
  std::string uid = ical::unescape(trimmed(vevent.value("UID")));
  if (!uid.empty() && uid.size() <= longest_uid) return uid;
  return hex(uid.empty() ? fingerprint_of(vevent) : user::fingerprint(uid)).substr(0, 40);
}

std::optional<int> minutes_of_alarm(const ical::Component& valarm, bool all_day) {
  const ical::Property* trigger = valarm.find("TRIGGER");
  if (trigger == nullptr || same_name(trigger->parameter("RELATED"), "END")) return std::nullopt;
  if (same_name(valarm.value("ACTION"), "NONE")) return std::nullopt;
  const auto after = ical::parse_duration(trigger->value);
  if (!after) return std::nullopt;
  minutes before = std::chrono::floor<minutes>(-(after->days + after->exact));
  if (all_day) before += all_day_begins;
  if (before < minutes{0} || before > minutes{furthest_reminder}) return std::nullopt;
  return static_cast<int>(before.count());
}

Result<ImportedEvent> read_event(const ical::Component& vevent, ImportedZones& zones,
                                 std::string_view email) {
  ImportedEvent event;
  ical::Remarks remarks;
  event.line = vevent.line;
  event.uid = uid_of(vevent);
  event.sequence = number_in(vevent.value("SEQUENCE"));
  if (trimmed(vevent.value("UID")).empty()) {
    remarks.repaired(vevent.line, "it had no UID: one was made from its content");
  }
  if (auto read = read_original(vevent, zones, remarks, event); !read) return read.error();
  if (auto read = read_event_time(vevent, zones, remarks, event); !read) return read.error();
  read_repetition(vevent, zones, remarks, event);
  read_texts(vevent, remarks, event);
  read_status(vevent, email, event);
  read_reminders(vevent, remarks, event);
  event.created_at = created_of(vevent);
  event.kept = kept_of(vevent, event);
  event.fingerprint = fingerprint_of(vevent);
  event.remarks = distinct(remarks.take());
  return event;
}

}  // namespace kalends::calendar
