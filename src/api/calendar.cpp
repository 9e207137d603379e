#include "agenda_items.hpp"
#include "handlers.hpp"
#include "input.hpp"
#include "json_text.hpp"
#include "render.hpp"

#include <charconv>

#include <fmt/format.h>

#include <kalends/calendar/agenda.hpp>
#include <kalends/calendar/free_busy.hpp>

namespace kalends::api {
namespace {

constexpr int most_skipped = 100'000;

Result<user::User> owner_of(Context& context) {
  if (context.parameters[0] == "me") return context.me();
  const auto id = path_id<UserId>(context, 0);
  if (!id) return id.error();
  auto owner = user::find_user(context.read, *id);
  if (!owner || owner->retired) return not_found();
  return std::move(*owner);
}

/// A page's place is a time and a count: it names nothing that its reader may not know.
std::string cursor_text(const calendar::Position& position) {
  return fmt::format("{}.{}", position.start.time_since_epoch().count(), position.skip);
}

calendar::Position position_behind(Query& query) {
  calendar::Position position;
  const auto text = query.find("cursor");
  if (!text) return position;
  std::int64_t start = 0;
  const char* const end = text->data() + text->size();
  const auto first = std::from_chars(text->data(), end, start);
  const bool dotted = first.ec == std::errc() && first.ptr != end && *first.ptr == '.';
  const auto second = dotted ? std::from_chars(first.ptr + 1, end, position.skip) : first;
  position.start = Instant{std::chrono::seconds{start}};
  const bool fits = dotted && second.ec == std::errc() && second.ptr == end && position.skip >= 0 &&
                    position.skip <= most_skipped && position.start >= earliest_instant &&
                    position.start < latest_instant;
  if (!fits) query.fail("cursor", "is none that this server gave");
  return position;
}

}  // namespace

Answer read_calendar(Context& context) {
  const Zone zone = user::zone_of(context.me());
  Query query(context.target);
  const TimeRange range = range_of(query, zone);
  const auto limit = static_cast<int>(query.number("limit", 250, 1, 1000));
  const auto position = position_behind(query);
  const auto owner = owner_of(context);
  if (!owner) return owner.error();
  if (auto fault = query.fault()) return std::move(*fault);
  const auto page = calendar::read_agenda(context.read, context.services.memory.series, owner->id,
                                          context.me().id, range, position, limit);
  const auto next = page.next ? std::optional(cursor_text(*page.next)) : std::nullopt;
  return items_response(page.items, zone, next);
}

Answer read_busy_days(Context& context) {
  Query query(context.target);
  const Date first = query.date("from");
  const Date last = query.date("to");
  const Zone zone = query.zone("timeZone").value_or(user::zone_of(context.me()));
  if (!query.failed() && last < first) query.fail("to", "must not come before from");
  if (!query.failed() && last - first >= longest_view) {
    query.fail("to", "is more than five years after from");
  }
  const auto owner = owner_of(context);
  if (!owner) return owner.error();
  if (auto fault = query.fault()) return std::move(*fault);
  const auto map = calendar::busy_days(context.read, context.services.memory.series, owner->id,
                                       first, last, zone);
  if (!map) return invalid("?to", map.error().fields.front().message);
  std::string text;
  {
    JsonObject body(text);
    body.add("timeZone", zone.name());
    JsonObject days(body.begin("days"));
    for (const auto& [day, busy] : *map) days.add(format_date(day), busy);
  }
  return json_text_response(std::move(text));
}

}  // namespace kalends::api
