#include "access.hpp"

#include <kalends/base/text.hpp>

namespace kalends::api {
namespace {

struct Token {
  std::string_view text;
  bool from_cookie = false;
};

std::string_view cookie_value(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const auto end = cookies.find(';');
    std::string_view pair = cookies.substr(0, end);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
      return pair.substr(name.size() + 1);
    }
    cookies.remove_prefix(end == std::string_view::npos ? cookies.size() : end + 1);
  }
  return {};
}

Token token_of(const http::Request& request) {
  constexpr std::string_view bearer = "Bearer ";
  const auto authorization = request.headers.find("Authorization").value_or("");
  const bool has_token = same_name(authorization.substr(0, bearer.size()), bearer);
  if (has_token) return {authorization.substr(bearer.size()), false};
  return {cookie_value(request.headers.find("Cookie").value_or(""), session_cookie), true};
}

/// scheme://host of an address, without what follows.
std::string_view origin_of(std::string_view address) {
  const auto scheme = address.find("://");
  if (scheme == std::string_view::npos) return address;
  return address.substr(0, address.find('/', scheme + 3));
}

bool comes_from_our_page(const Context& context) {
  const auto origin = context.request.headers.find("Origin").value_or("");
  const auto host = context.request.headers.find("Host").value_or("");
  if (origin.empty()) return false;
  if (origin == origin_of(context.settings.public_url)) return true;
  // A page that came over plain HTTP is not ours where TLS is spoken, by us or before us: anybody
  // on the way can make one.
  if (context.settings.is_secure() && !origin.starts_with("https://")) return false;
  const auto scheme_end = origin.find("://");
  return scheme_end != std::string_view::npos && origin.substr(scheme_end + 3) == host;
}

/// A page of another server that acts in the name of whoever looks at it; programs say nothing of
/// where they come from.
bool comes_from_another_page(const Context& context) {
  return context.request.headers.find("Origin") && !comes_from_our_page(context);
}

Error foreign() {
  return {ErrorCode::forbidden,
          "This did not come from a page of this server.",
          {{"Origin", "is not this server"}}};
}

bool only_reads(const http::Request& request) {
  return request.method == http::Method::get || request.method == http::Method::head;
}

Result<void> may_use(const Route& route, const user::Session& session) {
  if (!session.of_program) return {};
  if (route.access == Access::self) {
    return not_for_tokens();
  }
  if (writes(route) ? session.scopes.write : session.scopes.read) return {};
  return Error{ErrorCode::forbidden,
               writes(route) ? "This token does not have the scope to write."
                             : "This token does not have the scope to read.",
               {}};
}

}  // namespace

Error not_signed_in() { return {ErrorCode::unauthenticated, "Sign in first.", {}}; }

Error not_for_tokens() {
  return {ErrorCode::forbidden, "This is for whoever signs in, and for no token.", {}};
}

Result<void> let_in(const Route& route, Context& context) {
  if (route.access == Access::anyone) {
    // Nobody is signed in, or registered, as somebody else by a page elsewhere.
    if (!only_reads(context.request) && comes_from_another_page(context)) return foreign();
    return {};
  }
  const Token token = token_of(context.request);
  if (!token.text.empty()) {
    context.session =
        context.services.memory.sessions.find(context.read, token.text, context.now());
  }
  if (!context.session) return not_signed_in();
  const bool harmless = only_reads(context.request) && !context.request.headers.find("Upgrade");
  if (token.from_cookie && !harmless && !comes_from_our_page(context)) {
    return foreign();
  }
  if (route.access == Access::administrator && !context.me().administrator) {
    return Error{ErrorCode::forbidden, "Only an administrator may do this.", {}};
  }
  return may_use(route, *context.session);
}

}  // namespace kalends::api
