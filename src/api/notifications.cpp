#include "handlers.hpp"
#include "input.hpp"
#include "render.hpp"

#include <limits>

#include <fmt/format.h>

#include <kalends/notification/log.hpp>

namespace kalends::api {

Answer read_notifications(Context& context) {
  Query query(context.target);
  const auto after = query.number("after", 0, 0, std::numeric_limits<std::int64_t>::max());
  const auto limit = static_cast<int>(query.number("limit", 100, 1, 500));
  if (auto fault = query.fault()) return std::move(*fault);
  const UserId me = context.me().id;
  auto entries = notification::read_log(context.read, me, after, limit + 1);
  const bool more = entries.size() > static_cast<std::size_t>(limit);
  if (more) entries.pop_back();
  std::string body = "{\"items\":[";
  for (const auto& [seq, notice] : entries) {
    if (body.back() == '}') body += ',';
    body += fmt::format("{{\"seq\":{},{}", seq, context.frames.tail(context.read, notice));
  }
  body += ']';
  if (more) body += fmt::format(",\"nextCursor\":\"{}\"", entries.back().seq);
  body += fmt::format(",\"lastSeq\":{}}}", notification::log_head(context.read, me).last_seq);
  http::Response response;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

}  // namespace kalends::api
