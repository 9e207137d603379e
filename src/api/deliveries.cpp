#include "handlers.hpp"
#include "render.hpp"

#include <kalends/invite/delivery.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

json::object json_of(const invite::Delivery& delivery) {
  return {{"userId", text(delivery.user)},
          {"name", delivery.name},
          {"kind", notification::word(delivery.kind)},
          {"at", format_utc(delivery.at)},
          {"seen", delivery.seen}};
}

}  // namespace

Answer read_deliveries(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  const db::Snapshot snapshot(context.read);
  const auto part = invite::part_as_organizer(context.read, *id, context.me().id);
  if (!part) return part.error();
  json::array items;
  for (const invite::Delivery& each : invite::deliveries(context.read, part->meeting)) {
    items.push_back(json_of(each));
  }
  return json_response(200, json::object{{"items", std::move(items)}});
}

}  // namespace kalends::api
