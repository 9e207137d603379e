#pragma once

#include "frame_cache.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/api/api.hpp>
#include <kalends/base/error.hpp>
#include <kalends/http/message.hpp>
#include <kalends/http/target.hpp>
#include <kalends/user/session.hpp>

namespace kalends::api {

/// One request on its way through a handler, with what that may use.
struct Context {
  const Services& services;
  const Settings& settings;
  db::Connection& read;
  FrameCache& frames;
  const http::Request& request;
  std::string id;  // of the request
  http::Target target;
  std::vector<std::string_view> parameters;      // of the path, in their order
  std::shared_ptr<const user::Session> session;  // always there where the route needs it

  const user::User& me() const { return session->user; }
  Instant now() const { return services.clock.now(); }
};

using Answer = Result<http::Response>;

/// The id in the n-th parameter of the path; `not_found` when no id looks so.
template <class SomeId>
Result<SomeId> path_id(const Context& context, std::size_t n) {
  const auto id = parse_id<SomeId>(context.parameters.at(n));
  if (!id) return not_found();
  return *id;
}

/// From where the request comes, as the audit log has it: that of the client behind trusted
/// proxies.
std::string client_address(const Context& context);

/// The version that If-Match asks for; nothing without the header. One that no ETag of ours has is
/// -1, which no meeting has either.
std::optional<std::int64_t> expected_version(const Context& context);

}  // namespace kalends::api
