#include "handlers.hpp"
#include "input.hpp"
#include "problem.hpp"
#include "render.hpp"

#include <kalends/base/text.hpp>

namespace kalends::api {
namespace {

http::Response plain(std::string type, std::string body) {
  http::Response response;
  response.headers.add("Content-Type", std::move(type));
  response.headers.add("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

void log_away(const Context& context, std::string_view what, const db::Unavailable& error) {
  context.services.log.write(LogLevel::error, "not_ready",
                             {{"id", context.id}, {"cannot", what}, {"why", error.what()}});
}

bool can_write(Context& context) {
  try {
    const auto written = context.services.database.write([&](db::Transaction& transaction) {
      transaction.db().execute(
          "INSERT INTO write_probe (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = $1",
          context.now());
      return Result<bool>(true);
    });
    return written.has_value();
  } catch (const db::Unavailable& error) {
    log_away(context, "write", error);
    return false;
  }
}

bool can_read(Context& context) {
  try {
    static_cast<void>(user::has_users(context.read));
    return true;
  } catch (const db::Unavailable& error) {
    log_away(context, "read", error);
    return false;
  }
}

}  // namespace

Answer read_health(Context&) { return plain("application/json", R"({"status":"ok"})"); }

Answer read_readiness(Context& context) {
  const bool writes = can_write(context);
  // After a write nothing that was read before is in this connection's memory.
  const bool reads = can_read(context);
  if (reads && writes) return plain("application/json", R"({"read":true,"write":true})");
  std::string what;
  if (!reads) {
    what = "The database cannot be read: views that were asked for lately are shown as they were. ";
  }
  if (!writes) what += "The database cannot be written. ";
  return problem(503, trimmed(what), context.id);
}

Answer read_metrics(Context& context) {
  return plain("text/plain; version=0.0.4; charset=utf-8", exposition(context.services.figures()));
}

}  // namespace kalends::api
