#include "handlers.hpp"
#include "input.hpp"
#include "render.hpp"

#include <kalends/invite/delivery.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;
using invite::Delivery;
using invite::Told;

/// How far it came.
void put_receipt(json::object& out, const Told& told) {
  out["at"] = format_utc(told.at);
  out["seen"] = told.seen;
  out["pushed"] = told.pushed ? json::value(*told.pushed) : nullptr;
  if (!told.why.empty()) out["why"] = told.why;
  if (!told.occurrence.empty()) out["occurrence"] = told.occurrence;
  if (told.minutes_before) {
    out["minutesBefore"] = *told.minutes_before;
    out["late"] = told.late;
  }
}

json::object json_of(const Delivery& delivery) {
  json::object out{{"userId", text(delivery.user)},
                   {"name", delivery.name},
                   {"kind", notification::word(delivery.newest.kind)}};
  put_receipt(out, delivery.newest);
  if (!delivery.newest.changes.empty()) out["changes"] = words_of(delivery.newest.changes);
  out["response"] = calendar::word(delivery.response);
  out["respondedAt"] = nullptr;
  if (delivery.responded_at) out["respondedAt"] = format_utc(*delivery.responded_at);
  if (delivery.reminder) put_receipt(out["reminder"].emplace_object(), *delivery.reminder);
  return out;
}

Answer list_response(const std::vector<Delivery>& deliveries) {
  json::array items;
  for (const Delivery& each : deliveries) items.push_back(json_of(each));
  return json_response(200, json::object{{"items", std::move(items)}});
}

}  // namespace

Answer read_deliveries(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  const db::Snapshot snapshot(context.read);
  const auto part = invite::part_as_organizer(context.read, *id, context.me().id);
  if (!part) return part.error();
  const invite::Lookout lookout{context.services.hub, context.services.started};
  const auto wanted = Query(context.target).find("userId");
  if (!wanted) return list_response(invite::deliveries(context.read, lookout, part->meeting));
  const auto person = parse_id<UserId>(*wanted);
  const auto attendee = person ? calendar::find_attendee(context.read, *id, *person) : std::nullopt;
  if (!attendee) return invalid("?userId", "is nobody who is in this meeting");
  return list_response(invite::deliveries_to(context.read, lookout, part->meeting, *attendee));
}

}  // namespace kalends::api
