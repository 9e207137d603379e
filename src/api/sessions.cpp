#include "access.hpp"
#include "handlers.hpp"
#include "input.hpp"
#include "limit.hpp"
#include "render.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::api {
namespace {

std::string cookie(const Settings& settings, std::string_view token, std::chrono::seconds age) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", session_cookie, token,
                     age.count(), settings.is_secure() ? "; Secure" : "");
}

/// How the program of whoever signs in calls itself: as far as it is plain text, and not too long.
std::string agent_of(const Context& context) {
  constexpr std::size_t longest = 200;
  const auto agent = context.request.headers.find("User-Agent").value_or("");
  const bool plain =
      std::all_of(agent.begin(), agent.end(), [](char c) { return c >= ' ' && c < 0x7f; });
  return plain ? std::string(agent.substr(0, longest)) : std::string();
}

/// The sockets of sessions that are over find out about it when they are nudged.
void end_sockets(db::Transaction& transaction, const Context& context) {
  transaction.after_commit(
      [&hub = context.services.hub, id = context.me().id] { hub.nudge(std::vector{id}); });
}

/// Whether there is an account or not, so that both take the same time. Not what was typed.
void record_failure(const Context& context, std::string_view email) {
  const auto account = user::find_user_by_email(context.read, email);
  static_cast<void>(
      context.services.database.write([&](db::Transaction& transaction) -> Result<bool> {
        user::record(transaction, context.services.ids,
                     {.act = user::Act::sign_in_failed,
                      .by = {},
                      .whom = account ? std::optional(account->id) : std::nullopt,
                      .address = client_address(context)});
        return true;
      }));
}

boost::json::object json_of(const user::SignedIn& session, user::SessionId current) {
  return {{"id", text(session.id)},
          {"createdAt", format_utc(session.created_at)},
          {"expiresAt", format_utc(session.expires_at)},
          {"userAgent", session.agent},
          {"current", session.id == current}};
}

}  // namespace

Answer sign_in(Context& context) {
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  const std::string email = fields.text("email", {1, 254, false});
  const std::string password = fields.text("password", {1, 1024, false});
  if (auto fault = fields.fault()) return std::move(*fault);
  PasswordTry attempt(context, trimmed(email));
  if (auto refusal = attempt.refusal()) return std::move(*refusal);
  const auto proven =
      user::sign_in(context.read, context.services.hasher, trimmed(email), password);
  if (!proven) {
    record_failure(context, trimmed(email));
    return proven.error();
  }
  attempt.was_right();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    const auto lifetime = context.settings.session_lifetime;
    const auto id = context.services.ids.next<user::SessionId>();
    const auto session =
        user::open_session(transaction, *proven, {context.now(), lifetime, id, agent_of(context)});
    if (!session) return session.error();
    user::record(transaction, context.services.ids,
                 {.act = user::Act::signed_in,
                  .by = proven->user.id,
                  .thing = id.value,
                  .address = client_address(context)});
    const auto hours = user::working_hours_of(transaction.db(), proven->user.id);
    auto response =
        json_response(201, boost::json::object{{"token", session->token},
                                               {"expiresAt", format_utc(session->expires_at)},
                                               {"user", json_of_me(proven->user, hours)}});
    response.headers.add("Set-Cookie", cookie(context.settings, session->token, lifetime));
    return response;
  });
}

Answer sign_out(Context& context) {
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    user::close_session(transaction, context.session->token_hash);
    user::record(
        transaction, context.services.ids,
        {.act = user::Act::signed_out, .by = context.me().id, .thing = context.session->id.value});
    end_sockets(transaction, context);
    auto response = empty_response(204);
    response.headers.add("Set-Cookie", cookie(context.settings, "", std::chrono::seconds{0}));
    return response;
  });
}

Answer list_sessions(Context& context) {
  constexpr int most = 200;
  boost::json::array items;
  for (const auto& session :
       user::list_sessions(context.read, context.me().id, context.now(), most)) {
    items.push_back(json_of(session, context.session->id));
  }
  return json_response(200, boost::json::object{{"items", std::move(items)}});
}

Answer end_session(Context& context) {
  const auto id = path_id<user::SessionId>(context, 0);
  if (!id) return id.error();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    if (!user::end_session(transaction, context.me().id, *id)) return not_found();
    user::record(transaction, context.services.ids,
                 {.act = user::Act::session_ended, .by = context.me().id, .thing = id->value});
    end_sockets(transaction, context);
    auto response = empty_response(204);
    if (*id == context.session->id) {
      response.headers.add("Set-Cookie", cookie(context.settings, "", std::chrono::seconds{0}));
    }
    return response;
  });
}

}  // namespace kalends::api
