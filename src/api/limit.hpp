#pragma once

#include "context.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kalends::api {

/// 429, when whoever is signed in did this too often; otherwise it is counted.
std::optional<http::Response> hold_up(Context& context, RateLimit& limit, std::string_view detail);

/// The same by the address that the request comes from.
std::optional<http::Response> hold_up_address(Context& context, RateLimit& limit,
                                              std::string_view detail);
/// That one does not count after all.
void let_address_off(Context& context, RateLimit& limit);

/// A try at the password of an account, whether there is one or not. It counts as a wrong one until
/// it turns out right, so that tries side by side count too.
///
/// Who guesses runs out of tries, and with them whoever does it from other places. But from where
/// an account was signed in to lately, tries are counted apart: strangers cannot keep its owner
/// out.
class PasswordTry {
 public:
  PasswordTry(Context& context, std::string_view email);
  /// By whoever is signed in: counted by their session, and strangers cannot keep them from it.
  explicit PasswordTry(Context& context);
  /// 429, when there were too many wrong ones.
  std::optional<http::Response> refusal() const;
  void was_right();

 private:
  Context& context_;
  std::string address_;
  std::string account_;
  std::string place_;  // this account at this address
  bool known_;
  RateLimit::Wait wait_{0};
};

}  // namespace kalends::api
