#include "access.hpp"
#include "handlers.hpp"
#include "input.hpp"
#include "limit.hpp"
#include "render.hpp"

#include <fmt/format.h>

#include <kalends/base/text.hpp>

namespace kalends::api {
namespace {

std::string cookie(const Settings& settings, std::string_view token, std::chrono::seconds age) {
  const bool secure = settings.public_url.starts_with("https://");
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", session_cookie, token,
                     age.count(), secure ? "; Secure" : "");
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
  if (!proven) return proven.error();
  attempt.was_right();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    const auto lifetime = context.settings.session_lifetime;
    const auto session = user::open_session(transaction, *proven, context.now(), lifetime);
    if (!session) return session.error();
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
    // The sockets of this session find out that it is over when they are nudged.
    transaction.after_commit(
        [&hub = context.services.hub, id = context.me().id] { hub.nudge(std::vector{id}); });
    auto response = empty_response(204);
    response.headers.add("Set-Cookie", cookie(context.settings, "", std::chrono::seconds{0}));
    return response;
  });
}

}  // namespace kalends::api
