#include "handlers.hpp"
#include "input.hpp"
#include "json_text.hpp"
#include "render.hpp"

#include <unordered_set>

#include <kalends/calendar/free_busy.hpp>

namespace kalends::api {
namespace {

constexpr std::size_t most_people = 500;
// One question may cost this many people times days.
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
  question.zone = zone ? Zone::find_or_utc(*zone) : user::zone_of(context.me());
  const WrittenTime from = fields.time("from");
  const WrittenTime to = fields.time("to");
  question.people = people_of(fields, most_people);
  question.range = {instant_of(from, question.zone), instant_of(to, question.zone)};
  if (!fields.failed()) check_size(fields, question);
  if (auto fault = fields.fault()) return std::move(*fault);
  return question;
}

void append_times(std::string& out, const std::vector<calendar::BusyTime>& times,
                  const Zone& zone) {
  JsonObject person(out);
  JsonArray list(person.begin("busy"));
  for (const calendar::BusyTime& time : times) {
    JsonObject each(list.next());
    each.add("start", time_in(zone, time.range.from));
    each.add("end", time_in(zone, time.range.to));
    each.add("status", time.status == calendar::Busy::busy ? "busy" : "tentative");
  }
}

/// Appends who is busy when, by person.
Result<void> append_people(std::string& out, Context& context, const Question& question) {
  JsonObject users(out);
  calendar::Effort effort;
  const Services& services = context.services;
  std::unordered_set<UserId> seen;
  for (std::size_t place = 0; place < question.people.size(); ++place) {
    const UserId person = question.people[place];
    if (!seen.insert(person).second) continue;
    auto times = calendar::busy_times(context.read, services.memory.series, services.memory.busy,
                                      person, question.range, effort);
    if (!times && times.error().code == ErrorCode::not_found) {
      return invalid("/users/" + std::to_string(place), "is nobody who is registered here");
    }
    if (!times) return times.error();
    append_times(users.begin(text(person)), calendar::merged(std::move(*times), question.range),
                 question.zone);
  }
  return {};
}

}  // namespace

Answer read_free_busy(Context& context) {
  const auto question = read_question(context);
  if (!question) return question.error();
  std::string text;
  {
    JsonObject body(text);
    body.add("from", time_in(question->zone, question->range.from));
    body.add("to", time_in(question->zone, question->range.to));
    const auto people = append_people(body.begin("users"), context, *question);
    if (!people) return people.error();
  }
  return json_text_response(std::move(text));
}

}  // namespace kalends::api
