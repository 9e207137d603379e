#include "handlers.hpp"
#include "idempotency.hpp"
#include "meeting_answer.hpp"
#include "meeting_input.hpp"

#include <kalends/invite/meeting.hpp>

namespace kalends::api {
namespace {

std::string location_of(std::string_view meeting) {
  const auto value = boost::json::parse({meeting.data(), meeting.size()});
  return "/api/v1/meetings/" + std::string(value.at("id").as_string());
}

std::string path_of(const calendar::Meeting& meeting) {
  return "/api/v1/meetings/" + text(meeting.id);
}

}  // namespace

Answer create_meeting(Context& context) {
  const auto draft = read_draft(context);
  if (!draft) return draft.error();
  const auto invite = [&](db::Transaction& transaction) -> Result<Rendering> {
    auto meeting = invite::create(transaction, context.services.tools, context.me(), *draft);
    if (!meeting) return meeting.error();
    auto attendees = calendar::find_attendees(transaction.db(), meeting->id);
    return Rendering([meeting = std::move(*meeting), attendees = std::move(attendees)] {
      auto response = meeting_response(201, meeting, attendees, {});
      response.headers.add("Location", path_of(meeting));
      return response;
    });
  };
  auto answer = write_once_and_render(context, invite);
  // The answer to an earlier request is stored without its header.
  if (answer && !answer->headers.find("Location")) {
    answer->headers.add("Location", location_of(answer->body));
  }
  return answer;
}

Answer read_meeting(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  const auto part = invite::part_of(context.read, *id, context.me().id);
  if (!part) return part.error();
  const auto which = read_which(context);
  if (!which) return which.error();
  return meeting_response(200, context.read, part->meeting, *which);
}

Answer change_meeting(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  // Before the body is read: whoever may not change it learns nothing from what is wrong in it.
  const auto expected = expected_version(context);
  const auto may = invite::part_of_organizer(context.read, *id, context.me().id, std::nullopt);
  if (!may) return may.error();
  const auto change = read_change(context);
  if (!change) return change.error();
  const auto which = read_which(context);
  if (!which) return which.error();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    const auto part = invite::part_of_organizer(transaction.db(), *id, context.me().id, expected);
    if (!part) return part.error();
    const auto meeting =
        invite::change(transaction, context.services.tools, *part, *change, *which);
    if (!meeting) return meeting.error();
    auto answer = meeting_response(200, transaction.db(), *meeting, *which);
    // All that follow are a series of their own from now on.
    if (answer && meeting->id != *id) answer->headers.add("Content-Location", path_of(*meeting));
    return answer;
  });
}

Answer cancel_meeting(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  const auto which = read_which(context);
  if (!which) return which.error();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    const auto done = invite::cancel(transaction, context.services.tools, *id, context.me().id,
                                     expected_version(context), *which);
    if (!done) return done.error();
    return empty_response(204);
  });
}

}  // namespace kalends::api
