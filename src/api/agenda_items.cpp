#include "agenda_items.hpp"

#include "json_text.hpp"
#include "render.hpp"

namespace kalends::api {
namespace {

using calendar::AgendaItem;

/// No id, no title, not even the zone of the meeting.
void add_times(JsonObject& out, const AgendaItem& item, const Zone& reader) {
  const bool all_day = item.time.all_day;
  out.add("start", all_day ? start_text(item.time) : time_in(reader, item.range.from));
  out.add("end", all_day ? end_text(item.time) : time_in(reader, item.range.to));
  out.add("timeZone", reader.name());
  out.add("allDay", all_day);
}

void add_time(JsonObject& out, const EventTime& time) {
  out.add("start", start_text(time));
  out.add("end", end_text(time));
  out.add("timeZone", time.time_zone);
  if (time.end_time_zone != time.time_zone) out.add("endTimeZone", time.end_time_zone);
  out.add("allDay", time.all_day);
}

void add_meeting(JsonObject& out, const AgendaItem& item) {
  out.add("meetingId", text(item.meeting));
  if (!item.occurrence.empty()) out.add("occurrence", item.occurrence);
  out.add("title", item.title);
  add_time(out, item.time);
  if (item.rule) out.add("rrule", *item.rule);
  {
    JsonObject organizer(out.begin("organizer"));
    organizer.add("userId", text(item.organizer));
    organizer.add("name", item.organizer_name);
    organizer.add("email", item.organizer_email);
  }
  out.add("response", calendar::word(item.response));
  out.add("status", status_word(item.cancelled));
}

void append_items(std::string& out, const std::vector<AgendaItem>& items, const Zone& reader) {
  constexpr std::size_t usual_size = 400;
  out.reserve(out.size() + items.size() * usual_size);
  JsonArray list(out);
  for (const AgendaItem& item : items) {
    JsonObject each(list.next());
    if (item.shared) {
      add_meeting(each, item);
    } else {
      add_times(each, item, reader);
    }
    each.add("busy", item.busy == calendar::Busy::busy);
  }
}

}  // namespace

http::Response items_response(const std::vector<AgendaItem>& items, const Zone& reader,
                              const std::optional<std::string>& next) {
  std::string text;
  {
    JsonObject body(text);
    append_items(body.begin("items"), items, reader);
    if (next) body.add("nextCursor", *next);
  }
  return json_text_response(std::move(text));
}

}  // namespace kalends::api
