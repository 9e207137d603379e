#include "access.hpp"
#include "etag.hpp"
#include "handlers.hpp"
#include "idempotency.hpp"
#include "input.hpp"
#include "limit.hpp"
#include "render.hpp"
#include "working_hours.hpp"

#include <kalends/base/text.hpp>
#include <kalends/invite/zone_change.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/feed.hpp>
#include <kalends/user/registration.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

constexpr TextRule name_rule{1, 200, false};
constexpr TextRule email_rule{3, 254, false};
constexpr TextRule password_rule{8, 1024, false};
constexpr TextRule code_rule{0, 100, false};

struct Registration {
  user::NewUser user;
  std::string password;
  std::string code;
};

Result<Registration> read_registration(const Context& context) {
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  Registration out;
  out.user.email = trimmed(fields.text("email", email_rule));
  out.user.name = trimmed(fields.text("name", name_rule));
  out.password = fields.text("password", password_rule);
  out.code = fields.optional_text("registrationCode", code_rule).value_or("");
  if (!fields.has("timeZone")) fields.fail("timeZone", "is missing");
  out.user.time_zone = fields.optional_zone("timeZone").value_or("");
  if (fields.has("email") && !out.user.email.empty() && !user::is_email(out.user.email)) {
    fields.fail("email", "is not an e-mail address");
  }
  if (auto fault = fields.fault()) return std::move(*fault);
  return out;
}

struct ProfileChange {
  std::optional<std::string> name;
  std::optional<std::string> time_zone;
  std::optional<std::string> password;
  std::string current_password;
  bool usual_hours = false;
  std::optional<user::WorkingHours> hours;
};

void read_hours(Fields& fields, ProfileChange& change) {
  const auto* hours = fields.find("workingHours");
  if (hours == nullptr) return;
  change.usual_hours = hours->is_null();
  if (!change.usual_hours) change.hours = read_working_hours(fields, "workingHours", *hours);
}

Result<ProfileChange> read_profile_change(const Context& context) {
  auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  ProfileChange out;
  out.name = fields.optional_text("name", name_rule);
  out.time_zone = fields.optional_zone("timeZone");
  out.password = fields.optional_text("password", password_rule);
  out.current_password = fields.optional_text("currentPassword", {0, 1024, false}).value_or("");
  read_hours(fields, out);
  if (auto fault = fields.fault()) return std::move(*fault);
  return out;
}

Error wrong_password() {
  return {ErrorCode::forbidden,
          "The present password is not right.",
          {{"/currentPassword", "is not right"}}};
}

/// A new password in the making, once the present one was shown.
struct PasswordChange {
  user::Proven proven;
  std::string new_hash;
};

json::object me_now(Context& context) {
  const user::User& me = context.me();
  return json_of_me(me, user::working_hours_of(context.read, me.id));
}

void record(db::Transaction& transaction, const Context& context, user::Act act,
            std::string fields = {}) {
  const bool profile = act == user::Act::profile_changed;
  user::record(transaction, context.services.ids,
               {.act = act,
                .by = context.me().id,
                .detail = std::move(fields),
                .address = profile ? std::string() : client_address(context)});
}

/// Hashing took long: another change of the password may have come first, and ended this session.
Result<void> store_password(db::Transaction& transaction, const Context& context,
                            const PasswordChange& password) {
  const UserId me = context.me().id;
  const std::string& mine = context.session->token_hash;
  if (!user::is_open(transaction.db(), mine, context.now())) return not_signed_in();
  if (!user::still_holds(transaction, password.proven)) return wrong_password();
  user::set_password_hash(transaction, me, password.new_hash);
  user::close_other_sessions(transaction, me, mine);
  user::close_feed(transaction, me);
  user::delete_registration_codes_of(transaction, me);
  record(transaction, context, user::Act::password_changed);
  transaction.after_commit([&hub = context.services.hub, me] { hub.nudge(std::vector{me}); });
  return {};
}

/// What was given, without the password; the words of the API, with spaces between.
std::string fields_of(const ProfileChange& change) {
  std::string out;
  if (change.name) out += " name";
  if (change.time_zone) out += " timeZone";
  if (change.usual_hours || change.hours) out += " workingHours";
  return out.empty() ? out : out.substr(1);
}

Answer store(Context& context, const ProfileChange& change,
             const std::optional<PasswordChange>& password) {
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    user::User me = context.me();
    if (password) {
      if (auto stored = store_password(transaction, context, *password); !stored) {
        return stored.error();
      }
    }
    if (change.name) me.name = trimmed(*change.name);
    if (change.name) user::set_name(transaction, me, me.name);
    if (change.time_zone && *change.time_zone != me.time_zone) {
      me.time_zone = *change.time_zone;
      invite::move_to_zone(transaction, context.services.tools, me, me.time_zone);
    }
    if (change.usual_hours || change.hours) {
      user::set_working_hours(transaction, me.id, change.hours);
    }
    if (const std::string fields = fields_of(change); !fields.empty()) {
      record(transaction, context, user::Act::profile_changed, fields);
    }
    const auto hours = user::working_hours_of(transaction.db(), me.id);
    auto response = json_response(200, json_of_me(me, hours));
    response.headers.add("ETag", etag_of(response.body, std::nullopt));
    return response;
  });
}

Answer store_with_password(Context& context, const ProfileChange& change) {
  PasswordTry attempt(context);
  if (auto refusal = attempt.refusal()) return std::move(*refusal);
  const auto& hasher = context.services.hasher;
  auto proven = user::prove(context.read, hasher, context.me(), change.current_password);
  if (!proven) {
    static_cast<void>(
        context.services.database.write([&](db::Transaction& transaction) -> Result<bool> {
          record(transaction, context, user::Act::password_change_failed);
          return true;
        }));
    return wrong_password();
  }
  attempt.was_right();
  return store(context, change, PasswordChange{std::move(*proven), hasher.hash(*change.password)});
}

}  // namespace

Answer register_user(Context& context) {
  auto wanted = read_registration(context);
  if (!wanted) return wanted.error();
  // Not the password: nothing that is stored may help to guess it.
  const std::string content =
      json::serialize(json::array{wanted->user.email, wanted->user.name, wanted->user.time_zone});
  // First of all: the code is used up by the request that this one repeats.
  if (auto before = answered_before(context, content)) return std::move(*before);
  const auto mode = context.settings.registration;
  if (auto may = user::may_register(context.read, mode, wanted->code, context.now()); !may) {
    return may.error();
  }
  auto& limit = context.services.limits.registrations_from_address;
  if (auto held = hold_up_address(context, limit, "There were too many registrations from here.")) {
    return std::move(*held);
  }
  wanted->user.password_hash = context.services.hasher.hash(wanted->password);
  auto answer = write_once(context, content, [&](db::Transaction& transaction) -> Answer {
    const auto id = context.services.ids.next<UserId>();
    auto user =
        user::register_user(transaction, mode, wanted->code, id, wanted->user, context.now());
    if (!user) return user.error();
    user::record(
        transaction, context.services.ids,
        {.act = user::Act::registered, .by = user->id, .address = client_address(context)});
    return json_response(201, json_of_me(*user, user::usual_working_hours()));
  });
  // A company that was invited may come in one morning, through one address.
  if (answer && mode == user::RegistrationMode::invite) let_address_off(context, limit);
  return answer;
}

Answer read_me(Context& context) { return json_response(200, me_now(context)); }

Answer change_me(Context& context) {
  auto change = read_profile_change(context);
  if (!change) return change.error();
  if (!matches_expected(context.request, json::serialize(me_now(context)))) {
    return Error{ErrorCode::stale,
                 "Your profile was changed meanwhile.",
                 {{"If-Match", "is not the present version"}}};
  }
  if (change->password && context.session->of_program) {
    return Error{ErrorCode::forbidden,
                 "A token does not change the password.",
                 {{"/password", "is changed by whoever signs in"}}};
  }
  if (change->password) return store_with_password(context, *change);
  return store(context, *change, std::nullopt);
}

Answer read_user(Context& context) {
  const auto id = path_id<UserId>(context, 0);
  if (!id) return id.error();
  const auto user = user::find_user(context.read, *id);
  if (!user) return not_found();
  json::object body = json_of(*user);
  if (user->retired) body["retired"] = true;
  return json_response(200, body);
}

Answer search_people(Context& context) {
  Query query(context.target);
  const std::string_view text = query.search("query");
  const auto limit = static_cast<int>(query.number("limit", 20, 1, 50));
  if (auto fault = query.fault()) return std::move(*fault);
  auto held = hold_up(context, context.services.limits.searches, "You search too often.");
  if (held) return std::move(*held);
  json::array items;
  for (const user::User& user : user::search_users(context.read, text, limit)) {
    items.push_back(json_of(user));
  }
  return json_response(200, json::object{{"items", std::move(items)}});
}

}  // namespace kalends::api
