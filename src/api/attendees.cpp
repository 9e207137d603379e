#include "handlers.hpp"
#include "idempotency.hpp"
#include "meeting_answer.hpp"
#include "meeting_input.hpp"

#include <kalends/invite/meeting.hpp>

namespace kalends::api {

Answer add_attendees(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  if (auto before = answered_before(context, context.request.body)) return std::move(*before);
  const auto may = invite::part_of_organizer(context.read, *id, context.me().id, std::nullopt);
  if (!may) return may.error();
  const auto guests = read_guests(context);
  if (!guests) return guests.error();
  return write_once(context, [&](db::Transaction& transaction) -> Answer {
    const auto part =
        invite::part_of_organizer(transaction.db(), *id, context.me().id, std::nullopt);
    if (!part) return part.error();
    const auto meeting = invite::add_people(transaction, context.services.tools, *part, *guests);
    if (!meeting) return meeting.error();
    return meeting_response(200, transaction.db(), *meeting);
  });
}

Answer remove_attendee(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  const bool own = context.parameters[1] == "me";
  const auto person = own ? Result<UserId>(context.me().id) : path_id<UserId>(context, 1);
  if (!person) return person.error();
  const auto which = read_which(context);
  if (!which) return which.error();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    if (which->scope == invite::Scope::one && *person == context.me().id) {
      // Leaving one occurrence is declining it: the series stays in view.
      const auto declined =
          invite::answer(transaction, context.services.tools, *id, *person,
                         {calendar::Response::declined, "", expected_version(context)}, *which);
      if (!declined) return declined.error();
      return empty_response(204);
    }
    if (which->scope != invite::Scope::all) {
      return invalid("?scope", "must be all: people are invited to a series as a whole");
    }
    const auto done = invite::remove_person(transaction, context.services.tools, *id,
                                            context.me().id, *person, expected_version(context));
    if (!done) return done.error();
    return empty_response(204);
  });
}

Answer answer_invitation(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  if (const auto part = invite::part_of(context.read, *id, context.me().id); !part) {
    return part.error();
  }
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  const std::string word = fields.text("response", {1, 20, false});
  const std::string comment = fields.erasable_text("comment", {0, 500, true}).value_or("");
  const auto response = calendar::parse_answer(word);
  if (!word.empty() && !response) {
    fields.fail("response", "must be accepted, declined or tentative");
  }
  if (auto fault = fields.fault()) return std::move(*fault);
  const auto which = read_which(context);
  if (!which) return which.error();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    const auto meeting = invite::answer(transaction, context.services.tools, *id, context.me().id,
                                        {*response, comment, expected_version(context)}, *which);
    if (!meeting) return meeting.error();
    return meeting_response(200, transaction.db(), *meeting, *which);
  });
}

}  // namespace kalends::api
