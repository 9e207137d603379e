#include "limit.hpp"

#include "problem.hpp"

#include <kalends/base/text.hpp>
#include <kalends/http/proxy.hpp>
#include <kalends/user/secret.hpp>

namespace kalends::api {
namespace {

std::optional<http::Response> answer_to(RateLimit::Wait wait, std::string_view detail,
                                        const Context& context) {
  if (wait == RateLimit::Wait{0}) return std::nullopt;
  return try_later(429, detail, context.id, std::chrono::ceil<std::chrono::seconds>(wait));
}

std::string address_of(const Context& context) {
  return http::subscriber(http::client_of(context.request, context.settings.trusted_proxies));
}

RateLimit::Moment now(const Context& context) { return context.services.clock.now_precise(); }

}  // namespace

std::string client_address(const Context& context) {
  return http::text(http::client_of(context.request, context.settings.trusted_proxies));
}

std::optional<http::Response> hold_up(Context& context, RateLimit& limit, std::string_view detail) {
  return answer_to(limit.take(text(context.me().id), now(context)), detail, context);
}

std::optional<http::Response> hold_up_address(Context& context, RateLimit& limit,
                                              std::string_view detail) {
  return answer_to(limit.take(address_of(context), now(context)), detail, context);
}

void let_address_off(Context& context, RateLimit& limit) {
  limit.give_back(address_of(context), now(context));
}

PasswordTry::PasswordTry(Context& context, std::string_view email)
    : context_(context),
      address_(address_of(context)),
      account_(user::fingerprint(fold_case(email))),
      place_(account_ + address_) {
  Limits& limits = context.services.limits;
  known_ = limits.known_places.find(place_, [](bool) { return true; }).has_value();
  if (known_) {
    wait_ = limits.wrong_passwords.take(place_, now(context));
    return;
  }
  wait_ = limits.wrong_passwords_from_address.take(address_, now(context));
  if (wait_ != RateLimit::Wait{0}) return;
  wait_ = limits.wrong_passwords.take(account_, now(context));
  if (wait_ == RateLimit::Wait{0}) return;
  limits.wrong_passwords_from_address.give_back(address_, now(context));
}

PasswordTry::PasswordTry(Context& context)
    : context_(context),
      place_(context.session->token_hash),
      known_(true),
      wait_(context.services.limits.wrong_passwords.take(place_, now(context))) {}

std::optional<http::Response> PasswordTry::refusal() const {
  return answer_to(wait_, "There were too many wrong passwords; this one was not looked at.",
                   context_);
}

void PasswordTry::was_right() {
  Limits& limits = context_.services.limits;
  limits.wrong_passwords.give_back(known_ ? place_ : account_, now(context_));
  if (!known_) limits.wrong_passwords_from_address.give_back(address_, now(context_));
  limits.known_places.keep(place_, true, place_.size(), [](bool) { return false; });
}

}  // namespace kalends::api
