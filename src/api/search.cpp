#include "agenda_items.hpp"
#include "handlers.hpp"
#include "input.hpp"
#include "limit.hpp"

#include <charconv>

#include <fmt/format.h>

#include <kalends/calendar/search.hpp>

namespace kalends::api {
namespace {

std::string cursor_text(const calendar::SearchPlace& place) {
  return fmt::format("{}.{}", place.start.time_since_epoch().count(), text(place.meeting));
}

calendar::SearchPlace place_behind(Query& query) {
  calendar::SearchPlace place;
  const auto cursor = query.find("cursor");
  if (!cursor) return place;
  const auto dot = std::min(cursor->find('.'), cursor->size());
  const char* const end = cursor->data() + dot;
  std::int64_t start = 0;
  const auto [after, error] = std::from_chars(cursor->data(), end, start);
  const auto meeting = parse_id<MeetingId>(cursor->substr(std::min(dot + 1, cursor->size())));
  if (error != std::errc() || after != end || !meeting) {
    query.fail("cursor", "is none that this server gave");
    return place;
  }
  return {Instant{std::chrono::seconds{start}}, *meeting};
}

}  // namespace

Answer search_meetings(Context& context) {
  Query query(context.target);
  const std::string_view wanted = query.search("query");
  const auto limit = static_cast<int>(query.number("limit", 50, 1, 200));
  const auto behind = place_behind(query);
  if (auto fault = query.fault()) return std::move(*fault);
  auto held = hold_up(context, context.services.limits.searches, "You search too often.");
  if (held) return std::move(*held);
  const db::Snapshot snapshot(context.read);
  const auto page = calendar::search_meetings(context.read, context.me().id, wanted, behind, limit);
  const Zone zone = user::zone_of(context.me());
  const auto next = page.next ? std::optional(cursor_text(*page.next)) : std::nullopt;
  return items_response(page.items, zone, next);
}

}  // namespace kalends::api
