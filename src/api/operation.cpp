#include "handlers.hpp"
#include "input.hpp"
#include "render.hpp"

#include <fmt/format.h>

namespace kalends::api {
namespace {

http::Response plain(std::string type, std::string body) {
  http::Response response;
  response.headers.add("Content-Type", std::move(type));
  response.headers.add("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

}  // namespace

Answer read_health(Context&) { return plain("application/json", R"({"status":"ok"})"); }

Answer read_readiness(Context& context) {
  static_cast<void>(user::has_users(context.read));
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    transaction.db().execute(
        "INSERT INTO write_probe (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = $1",
        context.now());
    return plain("application/json", R"({"read":true,"write":true})");
  });
}

Answer read_metrics(Context& context) {
  std::string out;
  for (const Figure& figure : context.services.figures()) {
    out +=
        fmt::format("# HELP kalends_{0} {1}\n# TYPE kalends_{0} {2}\nkalends_{0} {3}\n",
                    figure.name, figure.help, figure.counter ? "counter" : "gauge", figure.value);
  }
  return plain("text/plain; version=0.0.4; charset=utf-8", std::move(out));
}

}  // namespace kalends::api
