#include "render.hpp"

#include "working_hours.hpp"

namespace kalends::api {
namespace {

namespace json = boost::json;

void put_time(json::object& out, const EventTime& time) {
  out["start"] = start_text(time);
  out["end"] = end_text(time);
  out["timeZone"] = time.time_zone;
  if (time.end_time_zone != time.time_zone) out["endTimeZone"] = time.end_time_zone;
  out["allDay"] = time.all_day;
}

json::object json_of(const calendar::Attendee& attendee) {
  json::object out = reference(attendee.user, attendee.name);
  out["email"] = attendee.email;
  out["response"] = calendar::word(attendee.response);
  return out;
}

/// Dates of a series, as its start is written.
json::array dates_of(const std::vector<LocalTime>& locals, const EventTime& first) {
  json::array out;
  const Zone zone = Zone::find_or_utc(first.time_zone);
  for (const LocalTime local : locals) {
    EventTime each = first;
    each.start_local = local;
    each.starts_at = zone.to_instant(local);
    out.emplace_back(start_text(each));
  }
  return out;
}

void put_repetition(json::object& out, const calendar::Meeting& meeting) {
  if (!meeting.repetition) return;
  out["rrule"] = meeting.repetition->rule;
  out["rdates"] = dates_of(meeting.repetition->rdates, meeting.time);
  out["exdates"] = dates_of(meeting.repetition->exdates, meeting.time);
}

}  // namespace

json::object reference(UserId id, std::string_view name) {
  return {{"userId", text(id)}, {"name", name}};
}

std::string_view status_word(bool cancelled) { return cancelled ? "cancelled" : "confirmed"; }

json::array words_of(std::string_view text) {
  json::array words;
  while (!text.empty()) {
    const auto end = text.find(' ');
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return words;
}

std::string time_in(const Zone& zone, Instant at) {
  const LocalTime local = zone.to_local(at);
  return format_time(local, local.time_since_epoch() - at.time_since_epoch());
}

json::object json_of(const user::User& user) {
  return {{"id", text(user.id)},
          {"email", user.email},
          {"name", user.name},
          {"timeZone", user.time_zone}};
}

json::object json_of_me(const user::User& me, const user::WorkingHours& hours) {
  json::object out = json_of(me);
  out["workingHours"] = json_of(hours);
  out["administrator"] = me.administrator;
  out["createdAt"] = format_utc(me.created_at);
  return out;
}

json::object json_of(const calendar::Attachment& attachment) {
  return {{"id", text(attachment.id)},
          {"name", attachment.name},
          {"type", attachment.type},
          {"size", attachment.size},
          {"url",
           "/api/v1/meetings/" + text(attachment.meeting) + "/attachments/" + text(attachment.id)}};
}

json::object json_of(const calendar::Meeting& meeting,
                     const std::vector<calendar::Attendee>& attendees,
                     const std::vector<calendar::Attachment>& attachments) {
  json::object out;
  out["id"] = text(meeting.id);
  out["title"] = meeting.title;
  out["description"] = meeting.description;
  out["link"] = meeting.link;
  out["location"] = meeting.location;
  put_time(out, meeting.time);
  put_repetition(out, meeting);
  out["transparency"] = meeting.transparent ? "transparent" : "opaque";
  json::array people;
  for (const calendar::Attendee& attendee : attendees) {
    json::object each = json_of(attendee);
    if (attendee.user == meeting.organizer) {
      out["organizer"] = std::move(each);
      continue;
    }
    each["comment"] = attendee.comment;
    people.push_back(std::move(each));
  }
  out["attendees"] = std::move(people);
  json::array& files = out["attachments"].emplace_array();
  for (const calendar::Attachment& attachment : attachments) files.push_back(json_of(attachment));
  out["reminders"] = json::array(meeting.reminders.begin(), meeting.reminders.end());
  out["status"] = status_word(meeting.cancelled);
  out["version"] = meeting.version;
  out["createdAt"] = format_utc(meeting.created_at);
  out["updatedAt"] = format_utc(meeting.updated_at);
  return out;
}

json::object json_of(const notification::Notice& notice) {
  json::object out;
  out["kind"] = notification::word(notice.kind);
  out["at"] = format_utc(notice.at);
  json::object meeting{{"id", text(notice.meeting.id)}, {"title", notice.meeting.title}};
  put_time(meeting, notice.meeting.time);
  if (!notice.meeting.rrule.empty()) meeting["rrule"] = notice.meeting.rrule;
  if (!notice.meeting.occurrence.empty()) meeting["occurrence"] = notice.meeting.occurrence;
  meeting["link"] = notice.meeting.link;
  meeting["organizer"] = reference(notice.meeting.organizer, notice.meeting.organizer_name);
  out["meeting"] = std::move(meeting);
  if (notice.actor) out["by"] = reference(*notice.actor, notice.actor_name);
  if (notice.kind == notification::Kind::responded) {
    out["response"] = notice.response;
    out["comment"] = notice.comment;
  }
  if (notice.kind == notification::Kind::changed) out["changes"] = words_of(notice.changes);
  if (notice.minutes_before) {
    out["minutesBefore"] = *notice.minutes_before;
    out["late"] = notice.late;
  }
  return out;
}

http::Response json_response(int status, const json::value& body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = json::serialize(body);
  return response;
}

http::Response json_text_response(std::string body) {
  http::Response response;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

http::Response empty_response(int status) {
  http::Response response;
  response.status = status;
  return response;
}

}  // namespace kalends::api
