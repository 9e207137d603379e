#include "handlers.hpp"
#include "input.hpp"
#include "render.hpp"
#include "working_hours.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/calendar/meeting_times.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t most_meeting = 50;
constexpr days longest_search{62};

struct TimesQuestion {
  std::vector<UserId> people;
  calendar::MeetingTimesQuestion times;
  bool any_hour = false;
  std::optional<user::WorkingHours> same_hours;  // for all, in the zone asked for
};

std::chrono::seconds length_of(Fields& fields) {
  if (!fields.has("duration")) fields.fail("duration", "is missing");
  const auto duration = fields.optional_duration("duration");
  if (!duration) return {};
  const bool fits =
      duration->days == days{0} && duration->exact >= minutes{15} && duration->exact <= hours{24};
  if (!fits) fields.fail("duration", "must be from PT15M to PT24H, in hours and minutes");
  return duration->exact;
}

TimeRange range_of(Fields& fields, const Zone& zone) {
  const TimeRange range{instant_of(fields.time("from"), zone), instant_of(fields.time("to"), zone)};
  // On the clock of the zone: two months in autumn are an hour longer than in spring.
  const auto length = zone.to_local(range.to) - zone.to_local(range.from);
  if (fields.failed()) return range;
  if (range.to <= range.from) fields.fail("to", "must come after from");
  if (length > longest_search) fields.fail("to", "must be at most 62 days after from");
  return range;
}

void read_hours(Fields& fields, TimesQuestion& question) {
  const json::value* value = fields.find("workingHours");
  if (value == nullptr) return;
  question.any_hour = *value == json::value(false);
  if (question.any_hour) return;
  if (value->is_object()) {
    question.same_hours = read_working_hours(fields, "workingHours", *value);
  } else {
    fields.fail("workingHours", "must be false or an object with the hours of each day");
  }
}

Result<TimesQuestion> read_times_question(Context& context) {
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  const auto name = fields.optional_zone("timeZone");
  const Zone zone = name ? Zone::find_or_utc(*name) : user::zone_of(context.me());
  TimesQuestion question{people_of(fields, most_meeting), {{}, length_of(fields), zone}, false, {}};
  question.times.range = range_of(fields, zone);
  question.times.most =
      static_cast<std::size_t>(fields.optional_number("limit", 1, 20).value_or(5));
  read_hours(fields, question);
  if (auto fault = fields.fault()) return std::move(*fault);
  question.times.range.from = std::max(question.times.range.from, context.now());
  return question;
}

std::optional<std::vector<TimeRange>> working_of(Context& context, const user::User& person,
                                                 const TimesQuestion& question) {
  if (question.any_hour) return std::nullopt;
  const TimeRange& range = question.times.range;
  if (question.same_hours) {
    return user::working_time(*question.same_hours, question.times.zone, range);
  }
  const auto own = user::working_hours_of(context.read, person.id);
  return user::working_time(own, user::zone_of(person), range);
}

Result<calendar::Participant> participant(Context& context, const user::User& person,
                                          const TimesQuestion& question, calendar::Effort& effort) {
  const TimeRange& range = question.times.range;
  auto times = calendar::busy_times(context.read, context.services.memory.series,
                                    context.services.memory.busy, person.id, range, effort);
  if (!times) return times.error();
  return calendar::Participant{person.id, calendar::merged(std::move(*times), range),
                               working_of(context, person, question)};
}

/// The one who asks, and those whom they name; each once.
Result<std::vector<calendar::Participant>> participants(Context& context,
                                                        const TimesQuestion& question) {
  calendar::Effort effort;
  auto me = participant(context, context.me(), question, effort);
  if (!me) return me.error();
  std::vector<calendar::Participant> out{std::move(*me)};
  std::size_t place = 0;
  for (const UserId id : question.people) {
    const std::string field = "/users/" + std::to_string(place++);
    const bool seen = std::any_of(out.begin(), out.end(), [&](const calendar::Participant& other) {
      return other.user == id;
    });
    if (seen) continue;
    const auto person = user::find_user(context.read, id);
    if (!person || person->retired) return invalid(field, "is nobody who is registered here");
    auto participates = participant(context, *person, question, effort);
    if (!participates) return participates.error();
    out.push_back(std::move(*participates));
  }
  return out;
}

json::object json_of(const calendar::MeetingTime& time, const Zone& zone) {
  json::object out{{"start", time_in(zone, time.range.from)},
                   {"end", time_in(zone, time.range.to)}};
  json::array& tentative = out["tentative"].emplace_array();
  for (const UserId person : time.tentative) tentative.emplace_back(text(person));
  return out;
}

json::object json_of(const calendar::Reason& reason) {
  switch (reason.hindrance) {
    case calendar::Hindrance::no_room:
      return {{"reason", "no-room"},
              {"message", "From now on, the time asked for is shorter than the meeting."}};
    case calendar::Hindrance::working_hours:
      return {{"reason", "working-hours"},
              {"message", "At no time is everybody within their working hours for so long."}};
    case calendar::Hindrance::busy:
      break;
  }
  return {{"userId", text(reason.user.value_or(UserId{0}))},
          {"reason", "busy"},
          {"share", reason.share},
          {"message", fmt::format("Busy at {}% of the times that could be.", reason.share)}};
}

json::object json_of(const calendar::MeetingTimes& found, const Zone& zone) {
  json::object out{{"timeZone", zone.name()}};
  json::array& items = out["items"].emplace_array();
  for (const calendar::MeetingTime& time : found.times) items.push_back(json_of(time, zone));
  if (found.reasons.empty()) return out;
  json::array& reasons = out["reasons"].emplace_array();
  for (const calendar::Reason& reason : found.reasons) reasons.push_back(json_of(reason));
  return out;
}

}  // namespace

Answer find_meeting_times(Context& context) {
  const auto question = read_times_question(context);
  if (!question) return question.error();
  const db::Snapshot snapshot(context.read);
  const auto people = participants(context, *question);
  if (!people) return people.error();
  const auto found = calendar::find_meeting_times(*people, question->times);
  return json_response(200, json_of(found, question->times.zone));
}

}  // namespace kalends::api
