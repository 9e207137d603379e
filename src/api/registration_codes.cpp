#include "access.hpp"
#include "handlers.hpp"
#include "render.hpp"

#include <kalends/base/time.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/registration.hpp>
#include <kalends/user/session.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

json::object json_of(const user::OpenCode& code) {
  return {{"id", text(code.id)},
          {"createdBy", json::object{{"userId", text(code.created_by)}, {"name", code.creator}}},
          {"expiresAt", format_utc(code.expires_at)}};
}

}  // namespace

// What would outlive a token is not for tokens, and what would outlive a session needs one.
Answer make_registration_code(Context& context) {
  if (context.session->of_program) return not_for_tokens();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    const bool open = user::is_open(transaction.db(), context.session->token_hash, context.now());
    if (!open) return not_signed_in();
    const auto id = context.services.ids.next<user::RegistrationCodeId>();
    const auto made = user::make_registration_code(transaction, id, context.me().id, context.now());
    user::record(transaction, context.services.ids,
                 {.act = user::Act::code_made, .by = context.me().id, .thing = id.value});
    return json_response(201, json::object{{"id", text(id)},
                                           {"code", made.code},
                                           {"expiresAt", format_utc(made.expires_at)}});
  });
}

Answer list_registration_codes(Context& context) {
  constexpr int most = 500;
  json::array items;
  for (const auto& code : user::list_registration_codes(context.read, context.now(), most)) {
    items.push_back(json_of(code));
  }
  return json_response(200, json::object{{"items", std::move(items)}});
}

Answer delete_registration_code(Context& context) {
  const auto id = path_id<user::RegistrationCodeId>(context, 0);
  if (!id) return id.error();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    if (!user::delete_registration_code(transaction, *id)) return not_found();
    user::record(transaction, context.services.ids,
                 {.act = user::Act::code_withdrawn, .by = context.me().id, .thing = id->value});
    return empty_response(204);
  });
}

}  // namespace kalends::api
