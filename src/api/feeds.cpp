#include "access.hpp"
#include "handlers.hpp"
#include "render.hpp"

#include <fmt/format.h>

#include <kalends/calendar/calendar_text.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/feed.hpp>

namespace kalends::api {
namespace {

constexpr std::string_view file_ending = ".ics";

http::Response calendar_of(Context& context, const user::User& person) {
  const db::Snapshot snapshot(context.read);
  http::Response response;
  response.headers.add("Content-Type", "text/calendar; charset=utf-8");
  response.headers.add("Content-Disposition", "attachment; filename=\"calendar.ics\"");
  response.body = calendar::calendar_text(context.read, person);
  return response;
}

/// Where people reach this server: as it was told, or else as this client did.
std::string origin_of(const Context& context) {
  if (!context.settings.public_url.empty()) return context.settings.public_url;
  return fmt::format("{}://{}", context.settings.tls ? "https" : "http",
                     context.request.headers.find("Host").value_or(""));
}

std::string time_text(Instant at) { return format_utc(at); }

}  // namespace

Answer export_calendar(Context& context) { return calendar_of(context, context.me()); }

Answer make_feed(Context& context) {
  const Instant now = context.now();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    // A session that was ended meanwhile leaves nothing behind.
    const bool open = user::is_open(transaction.db(), context.session->token_hash, now);
    if (!open) return not_signed_in();
    const std::string token = user::renew_feed(transaction, context.me().id, now);
    user::record(transaction, context.services.ids,
                 {.act = user::Act::feed_made, .by = context.me().id});
    boost::json::object body;
    body["url"] = fmt::format("{}/feeds/{}{}", origin_of(context), token, file_ending);
    body["createdAt"] = time_text(now);
    return json_response(201, body);
  });
}

Answer read_feed_state(Context& context) {
  const auto since = user::find_feed(context.read, context.me().id);
  boost::json::object body;
  body["createdAt"] = since ? boost::json::value(time_text(*since)) : nullptr;
  return json_response(200, body);
}

Answer delete_feed(Context& context) {
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    if (!user::find_feed(transaction.db(), context.me().id)) return empty_response(204);
    user::close_feed(transaction, context.me().id);
    user::record(transaction, context.services.ids,
                 {.act = user::Act::feed_closed, .by = context.me().id});
    return empty_response(204);
  });
}

Answer read_feed(Context& context) {
  std::string_view token = context.parameters.at(0);
  if (token.ends_with(file_ending)) token.remove_suffix(file_ending.size());
  const auto person = user::find_user_of_feed(context.read, token);
  if (!person) return not_found();
  http::Response response = calendar_of(context, *person);
  response.headers.add("Cache-Control", "private");
  return response;
}

}  // namespace kalends::api
