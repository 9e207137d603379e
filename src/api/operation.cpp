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

/// Nothing, or why it cannot.
std::optional<std::string> cannot_write(Context& context) {
  try {
    (void)context.services.database.write([&](db::Transaction& transaction) {
      transaction.db().execute(
          "INSERT INTO write_probe (id, at) VALUES (1, $1) "
          "ON CONFLICT (id) DO UPDATE SET at = MAX(at + 1, $1)",
          context.now());
      return Result<bool>(true);
    });
    return std::nullopt;
  } catch (const db::Unavailable& error) {
    log_away(context, "write", error);
    return error.what();
  }
}

std::optional<std::string> cannot_read(Context& context) {
  try {
    static_cast<void>(user::has_users(context.read));
    return std::nullopt;
  } catch (const db::Unavailable& error) {
    log_away(context, "read", error);
    return error.what();
  }
}

}  // namespace

Answer read_health(Context&) { return plain("application/json", R"({"status":"ok"})"); }

Answer read_readiness(Context& context) {
  const auto [no_read, no_write] = context.services.readiness.find([&context] {
    Readiness::State state;
    state.no_write = cannot_write(context);
    // After a write nothing that was read before is in this connection's memory.
    state.no_read = cannot_read(context);
    return state;
  });
  if (!no_read && !no_write) return plain("application/json", R"({"read":true,"write":true})");
  std::string what;
  if (no_read) {
    what = "The database cannot be read (" + *no_read +
           "): views that were asked for lately are shown as they were. ";
  }
  if (no_write) what += "The database cannot be written (" + *no_write + "). ";
  return problem(503, trimmed(what), context.id);
}

Answer read_metrics(Context& context) {
  return plain("text/plain; version=0.0.4; charset=utf-8", exposition(context.services.figures()));
}

}  // namespace kalends::api
