#include "views.hpp"

#include "etag.hpp"

#include <algorithm>

#include <kalends/calendar/placement.hpp>

namespace kalends::api {
namespace {

using KeptView = std::shared_ptr<const View>;

std::string key_of(const Context& context) {
  return std::to_string(context.me().id.value) + ' ' + context.request.target;
}

std::optional<UserId> owner_of(const Context& context) {
  const std::string_view name = context.parameters[0];
  return name == "me" ? context.me().id : parse_id<UserId>(name);
}

/// All that a view shows hangs on these.
bool is_current(const View& view, const db::Connection& db) {
  const auto same = [&](db::Subject subject) { return db.still_true(view.read_at, subject); };
  if (!same(calendar::calendar_of(view.owner)) || !same(user::account(view.owner))) return false;
  return view.reader == view.owner ||
         (same(calendar::calendar_of(view.reader)) && same(user::account(view.reader)));
}

http::Response response_of(const Context& context, const View& view) {
  http::Response response;
  response.headers.add("Content-Type", "application/json");
  give(context.request, response, view.body, view.etag);
  return response;
}

http::Response old_response_of(const Context& context, const View& view) {
  http::Response response = response_of(context, view);
  const auto age = context.now() - view.given_at;
  response.headers.add("Age", std::to_string(std::max<std::int64_t>(age.count(), 0)));
  return response;
}

std::size_t bytes(const std::string& key, const View& view) {
  return sizeof(View) + key.size() + view.body.size() + view.etag.size();
}

/// Keeps the answer, and gives it its ETag, which is made once.
void keep(const Context& context, const std::string& key, http::Response& response,
          db::Moment read_at) {
  const auto owner = owner_of(context);
  if (!owner || response.status != 200) return;
  const KeptView view =
      std::make_shared<View>(View{response.body, etag_of(response.body, std::nullopt),
                                  context.me().id, *owner, read_at, context.now()});
  context.services.memory.views.keep(key, view, bytes(key, *view),
                                     [&](const KeptView& kept) { return kept->read_at > read_at; });
  response = response_of(context, *view);
}

}  // namespace

Answer viewed(Context& context, const std::function<Answer()>& read) {
  const std::string key = key_of(context);
  const auto current = [&](const KeptView& kept) { return is_current(*kept, context.read); };
  if (const auto known = context.services.memory.views.find(key, current)) {
    return response_of(context, **known);
  }
  const auto moment = context.read.moment();
  try {
    Answer answer = read();
    if (answer) keep(context, key, *answer, moment);
    return answer;
  } catch (const db::Unavailable&) {
    const auto known =
        context.services.memory.views.find(key, [](const KeptView&) { return true; });
    if (!known) throw;
    return old_response_of(context, **known);
  }
}

}  // namespace kalends::api
