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
  const auto head = notification::log_head(context.read, me);
  body += fmt::format(",\"lastSeq\":{},\"ackedSeq\":{}}}", head.last_seq, head.acked_seq);
  http::Response response;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

Answer acknowledge_notifications(Context& context) {
  const auto body = read_object(context.request);
  if (!body) return body.error();
  Fields fields(*body);
  if (!fields.has("seq")) fields.fail("seq", "is missing");
  const auto seq = fields.optional_number("seq", 0, std::numeric_limits<std::int64_t>::max());
  if (auto fault = fields.fault()) return std::move(*fault);
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    context.services.tools.notifier.acknowledge(transaction, context.me().id, *seq);
    return empty_response(204);
  });
}

}  // namespace kalends::api
