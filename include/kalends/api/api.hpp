#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <kalends/api/limits.hpp>
#include <kalends/api/memory.hpp>
#include <kalends/api/readiness.hpp>
#include <kalends/api/request_meter.hpp>
#include <kalends/base/log.hpp>
#include <kalends/db/database.hpp>
#include <kalends/http/address.hpp>
#include <kalends/http/handler.hpp>
#include <kalends/invite/attachment.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/notification/hub.hpp>
#include <kalends/user/registration.hpp>

namespace kalends::api {

struct Settings {
  user::RegistrationMode registration = user::RegistrationMode::invite;
  std::chrono::days session_lifetime{30};
  std::string public_url;  // where people reach this server; "" when it is not known
  invite::AttachmentLimits attachments{10 << 20, 200 << 20};
  std::int64_t import_bytes = 16 << 20;
  std::vector<http::Network> trusted_proxies;
  bool tls = false;  // clients speak TLS to this server itself, and nothing else
  std::chrono::days audit_kept{365};

  /// People reach it over TLS, its own or that of a proxy.
  bool is_secure() const { return tls || public_url.starts_with("https://"); }
};

/// What the handlers of all threads share. Everything in it may be used from any thread.
struct Services {
  db::Database& database;
  const Clock& clock;
  IdSource& ids;
  Log& log;
  const user::PasswordHasher& hasher;
  notification::Hub& hub;
  invite::Tools& tools;
  Memory& memory;
  RequestMeter& requests;
  Limits& limits;
  Readiness& readiness;
  std::function<std::vector<Figure>()> figures;
  Instant started{};  // when this process began: it knows nothing of sockets before
};

/// A handler for one thread, with its own connection to the database. `services` and `settings`
/// must outlive it.
std::unique_ptr<http::Handler> make_handler(const Services& services, const Settings& settings);

/// Method and pattern of every route, for holding them against the OpenAPI document.
struct RouteName {
  std::string_view method;
  std::string_view pattern;
};
std::vector<RouteName> route_names();

/// Answers kept for Idempotency-Key, once they are a day old.
void forget_answered_requests(db::Transaction& transaction, Instant now);

/// The OpenAPI document of this program.
std::string_view openapi_document();

}  // namespace kalends::api
