#include "access.hpp"
#include "handlers.hpp"
#include "input.hpp"
#include "render.hpp"

#include <kalends/base/text.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/token.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

user::Scopes read_scopes(Fields& fields) {
  user::Scopes scopes{false, false};
  std::size_t place = 0;
  for (const json::value& each : fields.list("scopes", 2)) {
    const std::string name = "scopes/" + std::to_string(place++);
    if (each == "read") {
      scopes.read = true;
    } else if (each == "write") {
      scopes.write = true;
    } else {
      fields.fail(name, "must be read or write");
    }
  }
  const json::value* given = fields.find("scopes");
  const bool empty = given == nullptr || (given->is_array() && given->get_array().empty());
  if (empty) fields.fail("scopes", "needs read, write or both");
  return scopes;
}

/// Left out or null: never.
std::optional<Instant> read_expiry(Fields& fields, const Context& context) {
  if (fields.erased("expiresAt")) return std::nullopt;
  const auto time = fields.optional_time("expiresAt");
  if (!time) return std::nullopt;
  const Instant at = instant_of(*time, user::zone_of(context.me()));
  if (at <= context.now()) fields.fail("expiresAt", "is over already");
  return at;
}

Result<user::TokenWish> read_wish(const Context& context) {
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  user::TokenWish wish;
  wish.name = trimmed(fields.text("name", {1, 100, false}));
  wish.scopes = read_scopes(fields);
  wish.expires_at = read_expiry(fields, context);
  if (auto fault = fields.fault()) return std::move(*fault);
  return wish;
}

json::object json_of(const user::Token& token) {
  json::array scopes;
  if (token.scopes.read) scopes.emplace_back("read");
  if (token.scopes.write) scopes.emplace_back("write");
  json::value expiry = nullptr;
  if (token.expires_at) expiry = json::value(format_utc(*token.expires_at));
  return {{"id", text(token.id)},
          {"name", token.name},
          {"scopes", std::move(scopes)},
          {"createdAt", format_utc(token.created_at)},
          {"expiresAt", std::move(expiry)}};
}

}  // namespace

Answer make_token(Context& context) {
  const auto wish = read_wish(context);
  if (!wish) return wish.error();
  const Instant now = context.now();
  const auto id = context.services.ids.next<user::SessionId>();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    // A session that was ended meanwhile leaves nothing behind.
    const bool open = user::is_open(transaction.db(), context.session->token_hash, now);
    if (!open) return not_signed_in();
    auto token = user::make_token_for(transaction, context.me().id, id, *wish, now);
    if (!token) return token.error();
    user::record(transaction, context.services.ids,
                 {.act = user::Act::token_made, .by = context.me().id, .thing = id.value});
    auto body = json_of({id, wish->name, wish->scopes, now, wish->expires_at});
    body["token"] = *token;
    return json_response(201, body);
  });
}

Answer list_tokens(Context& context) {
  json::array items;
  for (const auto& token : user::list_tokens(context.read, context.me().id, context.now())) {
    items.push_back(json_of(token));
  }
  return json_response(200, json::object{{"items", std::move(items)}});
}

Answer end_token(Context& context) {
  const auto id = path_id<user::SessionId>(context, 0);
  if (!id) return id.error();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    const UserId me = context.me().id;
    if (!user::end_token(transaction, me, *id)) return not_found();
    user::record(transaction, context.services.ids,
                 {.act = user::Act::token_ended, .by = me, .thing = id->value});
    transaction.after_commit([&hub = context.services.hub, me] { hub.nudge(std::vector{me}); });
    return empty_response(204);
  });
}

}  // namespace kalends::api
