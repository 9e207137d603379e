#include "meeting_input.hpp"

#include <algorithm>

#include <kalends/base/text.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

constexpr TextRule title_rule{1, 200, false};
constexpr TextRule description_rule{0, 20'000, true};
constexpr TextRule link_rule{0, 2'000, false};
constexpr TextRule location_rule{0, 500, false};
constexpr TextRule rule_rule{0, 1'000, false};
constexpr std::size_t most_reminders = 10;
constexpr std::int64_t furthest_reminder = 40'320;  // minutes: four weeks
constexpr std::int64_t preset_reminders[] = {30, 0};

std::optional<std::string> link_of(Fields& fields) {
  auto link = fields.erasable_text("link", link_rule);
  if (link && !link->empty() && !http::is_web_address(*link)) {
    fields.fail("link", "must be an http or https address");
  }
  return link;
}

std::optional<bool> transparency_of(Fields& fields) {
  const auto word = fields.optional_text("transparency", {1, 20, false});
  if (!word) return std::nullopt;
  if (*word == "transparent") return true;
  if (*word != "opaque") fields.fail("transparency", "must be opaque or transparent");
  return false;
}

std::vector<int> usual_reminders() {
  return {std::begin(preset_reminders), std::end(preset_reminders)};
}

std::optional<std::vector<int>> reminders_of(Fields& fields) {
  if (!fields.has("reminders")) return std::nullopt;
  if (fields.erased("reminders")) return usual_reminders();
  std::vector<int> minutes;
  std::size_t place = 0;
  for (const json::value& each : fields.list("reminders", most_reminders)) {
    const bool fits =
        each.is_int64() && each.get_int64() >= 0 && each.get_int64() <= furthest_reminder;
    const std::string name = "reminders/" + std::to_string(place++);
    if (!fits) {
      fields.fail(name, "must be whole minutes before the start, 0 to 40320");
      continue;
    }
    minutes.push_back(static_cast<int>(each.get_int64()));
  }
  std::sort(minutes.rbegin(), minutes.rend());
  minutes.erase(std::unique(minutes.begin(), minutes.end()), minutes.end());
  return minutes;
}

invite::Guest guest_of(const json::value& entry, Fields& fields, const std::string& place) {
  if (!entry.is_object()) {
    fields.fail(place, "must be an object with userId or email");
    return {};
  }
  Fields inner(entry.get_object(), "/" + place);
  const auto id = inner.optional_text("userId", {1, 64, false});
  const auto email = inner.optional_text("email", {3, 254, false});
  invite::Guest guest{std::nullopt, std::string(trimmed(email.value_or(""))), {}};
  guest.field = inner.at(id ? "userId" : "email");
  if (id.has_value() == email.has_value()) inner.fail("userId", "or email is needed, one of them");
  if (id) guest.id = parse_id<UserId>(*id).value_or(UserId{0});
  fields.take_faults(inner);
  return guest;
}

std::vector<invite::Guest> guests_of(const Context& context, Fields& fields) {
  std::vector<invite::Guest> guests;
  // Doubles are one person; what is more than twice too many is refused unread.
  const std::size_t most = context.services.tools.most_attendees;
  std::size_t place = 0;
  for (const json::value& entry : fields.list("attendees", most * 2)) {
    guests.push_back(guest_of(entry, fields, "attendees/" + std::to_string(place++)));
  }
  return guests;
}

calendar::EventPatch time_of(Fields& fields) {
  calendar::EventPatch time;
  time.start = fields.optional_time("start");
  time.end = fields.optional_time("end");
  time.duration = fields.optional_duration("duration");
  time.all_day = fields.optional_flag("allDay");
  time.time_zone = fields.optional_zone("timeZone");
  // Without a zone of its own, a meeting ends in the one it starts in.
  time.end_time_zone = fields.erased("endTimeZone") ? std::optional<std::string>("")
                                                    : fields.optional_zone("endTimeZone");
  return time;
}

std::optional<std::vector<WrittenTime>> dates_of(Fields& fields, const std::string& name) {
  if (!fields.has(name)) return std::nullopt;
  std::vector<WrittenTime> dates;
  if (fields.erased(name)) return dates;
  std::size_t place = 0;
  for (const json::value& each : fields.list(name, calendar::most_dates)) {
    const std::string here = name + "/" + std::to_string(place++);
    const auto written = each.is_string() ? parse_time(each.get_string()) : std::nullopt;
    if (!written) {
      fields.fail(here, "must be a date or a time (RFC 3339) of the years 1900 to 2199");
      continue;
    }
    dates.push_back(*written);
  }
  return dates;
}

Result<std::optional<calendar::Repetition>> repetition_of(Fields& fields, const EventTime& time,
                                                          const std::optional<Duration>& length) {
  calendar::RepetitionInput input;
  input.rule = fields.erasable_text("rrule", rule_rule).value_or("");
  input.rdates = dates_of(fields, "rdates").value_or(std::vector<WrittenTime>{});
  input.exdates = dates_of(fields, "exdates").value_or(std::vector<WrittenTime>{});
  if (fields.failed()) return std::optional<calendar::Repetition>{};
  return calendar::repetition_of(input, time, calendar::length_of(time, length));
}

calendar::EventInput new_time(const calendar::EventPatch& time, const user::User& organizer) {
  return {time.start.value_or(WrittenTime{}),
          time.end,
          time.duration,
          time.all_day.value_or(false),
          time.time_zone.value_or(organizer.time_zone),
          time.end_time_zone.value_or("")};
}

}  // namespace

Result<invite::Draft> read_draft(const Context& context) {
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  invite::Draft draft;
  draft.title = trimmed(fields.text("title", title_rule));
  draft.description = fields.erasable_text("description", description_rule).value_or("");
  draft.link = link_of(fields).value_or("");
  draft.location = fields.erasable_text("location", location_rule).value_or("");
  const calendar::EventPatch written = time_of(fields);
  if (!fields.has("start")) fields.fail("start", "is missing");
  // On a page, an all-day entry is mostly a remark and takes nobody's time.
  draft.transparent = transparency_of(fields).value_or(written.all_day.value_or(false));
  draft.reminders = reminders_of(fields).value_or(usual_reminders());
  draft.guests = guests_of(context, fields);
  auto time = calendar::event_time(new_time(written, context.me()));
  // Its fields too are to be found wrong together with the others.
  auto repetition = repetition_of(fields, time ? *time : EventTime{}, written.duration);
  if (auto fault = fields.fault()) return std::move(*fault);
  if (!time) return time.error();
  if (!repetition) return repetition.error();
  draft.time = std::move(*time);
  draft.repetition = std::move(*repetition);
  return draft;
}

Result<invite::Change> read_change(const Context& context) {
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  invite::Change change;
  change.title = fields.optional_text("title", title_rule);
  if (change.title) change.title = std::string(trimmed(*change.title));
  change.description = fields.erasable_text("description", description_rule);
  change.link = link_of(fields);
  change.location = fields.erasable_text("location", location_rule);
  change.time = time_of(fields);
  change.rule = fields.erasable_text("rrule", rule_rule);
  change.rdates = dates_of(fields, "rdates");
  change.exdates = dates_of(fields, "exdates");
  change.transparent = transparency_of(fields);
  change.reminders = reminders_of(fields);
  if (auto fault = fields.fault()) return std::move(*fault);
  return change;
}

Result<invite::Which> read_which(const Context& context) {
  Query query(context.target);
  invite::Which which;
  if (const auto name = query.find("occurrence")) {
    // The plus of an offset that was not encoded arrives as a space.
    std::string text(*name);
    std::replace(text.begin(), text.end(), ' ', '+');
    which.occurrence = parse_time(text);
    which.scope = invite::Scope::one;
    if (!which.occurrence) query.fail("occurrence", "must be the original start of an occurrence");
  }
  if (const auto scope = query.find("scope")) {
    if (*scope == "this") {
      which.scope = invite::Scope::one;
    } else if (*scope == "following") {
      which.scope = invite::Scope::following;
    } else if (*scope == "all") {
      which.scope = invite::Scope::all;
    } else {
      query.fail("scope", "must be this, following or all");
    }
  }
  if (auto fault = query.fault()) return std::move(*fault);
  return which;
}

Result<std::vector<invite::Guest>> read_guests(const Context& context) {
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  auto guests = guests_of(context, fields);
  if (!fields.has("attendees")) fields.fail("attendees", "is missing");
  if (auto fault = fields.fault()) return std::move(*fault);
  return guests;
}

}  // namespace kalends::api
