#include "handlers.hpp"
#include "input.hpp"
#include "render.hpp"

#include <kalends/calendar/free_busy.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

constexpr std::size_t most_people = 500;
// One question may cost this many people times days; it is answered on a loop's own thread.
constexpr std::int64_t most_person_days = 5000;

struct Question {
  TimeRange range;
  std::vector<UserId> people;
  Zone zone = Zone::utc();
};

void check_size(Fields& fields, const Question& question) {
  const auto length = question.range.to - question.range.from;
  if (length <= std::chrono::seconds{0}) return fields.fail("to", "must come after from");
  if (length > longest_view) return fields.fail("to", "is more than five years after from");
  const auto days = std::chrono::ceil<std::chrono::days>(length).count();
  if (days * static_cast<std::int64_t>(question.people.size()) > most_person_days) {
    fields.fail("to", "is too far from from for so many people: ask for 5000 person-days at most");
  }
}

Result<Question> read_question(Context& context) {
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  Question question;
  const auto zone = fields.optional_zone("timeZone");
  question.zone = zone ? Zone::find(*zone).value_or(Zone::utc()) : user::zone_of(context.me());
  const WrittenTime from = fields.time("from");
  const WrittenTime to = fields.time("to");
  question.people = people_of(fields, most_people);
  question.range = {instant_of(from, question.zone), instant_of(to, question.zone)};
  if (!fields.failed()) check_size(fields, question);
  if (auto fault = fields.fault()) return std::move(*fault);
  return question;
}

json::object json_of(const std::vector<calendar::BusyTime>& times, const Zone& zone) {
  json::object out;
  json::array& list = out["busy"].emplace_array();
  for (const calendar::BusyTime& time : times) {
    list.push_back({{"start", time_in(zone, time.range.from)},
                    {"end", time_in(zone, time.range.to)},
                    {"status", time.status == calendar::Busy::busy ? "busy" : "tentative"}});
  }
  return out;
}

}  // namespace

Answer read_free_busy(Context& context) {
  const auto question = read_question(context);
  if (!question) return question.error();
  json::object users;
  calendar::Effort effort;
  std::size_t place = 0;
  for (const UserId person : question->people) {
    const std::string field = "/users/" + std::to_string(place++);
    auto times = calendar::busy_times(context.read, context.services.series, person,
                                      question->range, effort);
    if (!times) return times.error();
    // Whoever has something in their calendar exists.
    if (times->empty() && !user::exists(context.read, person)) {
      return invalid(field, "is nobody who is registered here");
    }
    users[text(person)] =
        json_of(calendar::merged(std::move(*times), question->range), question->zone);
  }
  json::object body;
  body["from"] = time_in(question->zone, question->range.from);
  body["to"] = time_in(question->zone, question->range.to);
  body["users"] = std::move(users);
  return json_response(200, body);
}

}  // namespace kalends::api
