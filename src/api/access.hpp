#pragma once

#include "context.hpp"
#include "routes.hpp"

namespace kalends::api {

/// Finds out who asks (a bearer token, or the browser's cookie), and whether this route is for
/// them. What a browser sends along by itself counts for writing and for the WebSocket only when
/// our own page sent it. A program with a token has no more than the token's scopes.
Result<void> let_in(const Route& route, Context& context);

/// What is said to whoever is not.
Error not_signed_in();
Error not_for_tokens();

inline constexpr std::string_view session_cookie = "kalends_session";

}  // namespace kalends::api
