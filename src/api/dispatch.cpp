#include "access.hpp"
#include "etag.hpp"
#include "limit.hpp"
#include "problem.hpp"
#include "routes.hpp"
#include "views.hpp"

#include <fmt/format.h>

#include <kalends/api/api.hpp>
#include <kalends/base/text.hpp>
#include <kalends/db/uncertain.hpp>
#include <kalends/http/router.hpp>

namespace kalends::api {
namespace {

using http::Request;
using http::Response;

constexpr std::size_t small_body = 64 << 10;
// More than any valid request needs: what is too long in it shall be named, not cut off.
constexpr std::size_t json_body = 2 << 20;

http::Router make_router() {
  std::vector<http::Router::Entry> entries;
  for (const Route& route : routes()) entries.push_back({route.method, route.pattern});
  return http::Router(entries);
}

Response method_not_allowed(const http::Router::Match& match, const std::string& id) {
  Response response = problem(405, "This path does not take this method.", id);
  std::string allow;
  for (const http::Method method : match.allowed) {
    allow += (allow.empty() ? "" : ", ") + std::string(http::name(method));
    if (method == http::Method::get) allow += ", HEAD";
  }
  response.headers.add("Allow", allow);
  return response;
}

bool is_media_type(std::string_view value, std::string_view type) {
  const auto end = value.find_first_of("; ");
  return same_name(value.substr(0, end), type);
}

bool has_right_type(const Request& request, Body body) {
  if (body == Body::none || body == Body::file) return true;
  const auto type = request.headers.find("Content-Type").value_or("");
  if (body == Body::calendar) {
    return is_media_type(type, "text/calendar") || is_media_type(type, "application/octet-stream");
  }
  return is_media_type(type, "application/json") ||
         (body == Body::patch && is_media_type(type, "application/merge-patch+json"));
}

/// Nothing is unpacked: what is small on its way here could be large then.
bool is_packed(const Request& request) {
  const auto coding = request.headers.find("Content-Encoding");
  return coding && !coding->empty() && *coding != "identity";
}

Response refuse_packed(const std::string& id) {
  Response response = problem(415, "A body is taken as it is, without a Content-Encoding.", id);
  response.headers.add("Accept-Encoding", "identity");
  return response;
}

std::string_view wanted_type(Body body) {
  return body == Body::calendar
             ? "This takes a body of text/calendar, and says so in Content-Type."
             : "This takes a body of application/json, and says so in Content-Type.";
}

/// A path as it may stand in the log: that of a feed is a secret.
std::string_view path_to_log(std::string_view target) {
  constexpr std::string_view feeds = "/feeds/";
  const std::string_view path = http::path_of(target);
  return path.starts_with(feeds) ? feeds : path;
}

/// Whether it changes what stands in the calendar of whoever asks for it.
bool changes_own_calendar(const Route& route) {
  return writes(route) &&
         (route.pattern.starts_with("/api/v1/meetings") || route.pattern == "/api/v1/imports");
}

class ApiHandler final : public http::Handler {
 public:
  ApiHandler(const Services& services, const Settings& settings)
      : services_(services),
        settings_(settings),
        part_(services.requests.next_part()),
        reader_(services.database.open_reader()),
        router_(make_router()) {}

  http::Plan plan(http::Method method, std::string_view target) const override {
    const auto match = router_.find(method, http::path_of(target));
    if (!match.row) return {http::Run::inline_read, small_body};
    const Route& route = routes()[*match.row];
    return {route.run, body_limit(route)};
  }

  Response handle(Request& request) override {
    const auto begin = std::chrono::steady_clock::now();
    const std::string id = id_text(services_.ids.next_value());
    std::size_t row = routes().size();
    Response response = answer(request, id, row);
    finish(request, response, id);
    const auto took = std::chrono::steady_clock::now() - begin;
    services_.requests.add(part_, row, response.status, took);
    log(request, response, id, took);
    return response;
  }

  Response refuse(int status, std::string_view detail) override {
    const std::string id = id_text(services_.ids.next_value());
    Response response = problem(status, detail, id);
    add_common_headers(response, id);
    services_.log.write(LogLevel::info, "refused",
                        {{"id", id}, {"status", status}, {"why", detail}});
    return response;
  }

 private:
  /// Strangers have nothing long to say.
  std::size_t body_limit(const Route& route) const {
    if (route.access == Access::anyone) return small_body;
    switch (route.body) {
      case Body::json:
      case Body::patch:
        return json_body;
      case Body::file:
        return static_cast<std::size_t>(settings_.attachments.bytes_each);
      case Body::calendar:
        return static_cast<std::size_t>(settings_.import_bytes);
      case Body::none:
        break;
    }
    return small_body;
  }

  /// `row` becomes that of the route, where there is one.
  Response answer(const Request& request, const std::string& id, std::size_t& row) {
    try {
      return routed(request, id, row);
    } catch (const db::Uncertain& error) {
      services_.log.write(LogLevel::error, "uncertain", {{"id", id}, {"why", error.what()}});
      return problem(503,
                     "The disk failed while this was being stored, and it may be found stored "
                     "later. With the same Idempotency-Key it is stored once.",
                     id);
    } catch (const db::Unavailable& error) {
      services_.log.write(LogLevel::error, "unavailable", {{"id", id}, {"why", error.what()}});
      return problem(503, "The database cannot do this now; nothing was stored.", id);
    } catch (const std::exception& error) {
      services_.log.write(LogLevel::error, "failed", {{"id", id}, {"why", error.what()}});
      return problem(500, "This is a fault of the server; its log says more.", id);
    }
  }

  Response routed(const Request& request, const std::string& id, std::size_t& row) {
    auto target = http::parse_target(request.target);
    if (!target) return problem(400, "The request target cannot be read.", id);
    auto match = router_.find(request.method, target->path);
    if (!match.row && !match.allowed.empty()) return method_not_allowed(match, id);
    if (!match.row) return problem(not_found(), id);
    row = *match.row;
    Context context{services_, settings_, *reader_,           frames_,
                    request,   id,        std::move(*target), std::move(match.parameters),
                    nullptr};
    const Route& route = routes()[row];
    Answer result = guarded(route, context);
    if (!result) return problem(result.error(), id);
    if (context.session && result->status < 300 && changes_own_calendar(route)) {
      services_.hub.tell_others(context.me().id, context.session->token_hash);
    }
    return std::move(*result);
  }

  static Answer guarded(const Route& route, Context& context) {
    if (auto may = let_in(route, context); !may) return may.error();
    if (context.session && writes(route)) {
      auto held = hold_up(context, context.services.limits.writes, "You write too often.");
      if (held) return std::move(*held);
    }
    if (!has_right_type(context.request, route.body)) {
      return problem(415, wanted_type(route.body), context.id);
    }
    const auto read = [&] { return handled(route, context); };
    if (route.body != Body::none && is_packed(context.request)) return refuse_packed(context.id);
    return route.kept == Kept::view ? viewed(context, read) : read();
  }

  static Answer handled(const Route& route, Context& context) {
    // One state for all that is read; and each transaction of its own would take and give back
    // locks of the file system.
    std::optional<db::Snapshot> snapshot;
    const bool reads = route.run == http::Run::inline_read || route.run == http::Run::by_length;
    if (reads && route.access != Access::anyone) snapshot.emplace(context.read);
    return route.handler(context);
  }

  void finish(const Request& request, Response& response, const std::string& id) {
    add_etag(request, response);
    add_common_headers(response, id);
  }

  void add_common_headers(Response& response, const std::string& id) const {
    response.headers.add("X-Request-Id", id);
    response.headers.add("X-Content-Type-Options", "nosniff");
    // Half a year (RFC 6797): see decision 0020.
    if (settings_.is_secure()) {
      response.headers.add("Strict-Transport-Security", "max-age=15552000");
    }
    // What a cache between keeps for one person it may have for another, where a cookie says who.
    if (!response.headers.find("Cache-Control")) {
      response.headers.add("Cache-Control", "private, no-cache");
    }
  }

  void log(const Request& request, const Response& response, const std::string& id,
           std::chrono::nanoseconds took) {
    const bool read = request.method == http::Method::get || request.method == http::Method::head;
    const LogLevel level = read && response.status < 400 ? LogLevel::debug : LogLevel::info;
    if (!services_.log.shows(level)) return;
    services_.log.write(level, "request",
                        {{"id", id},
                         {"method", http::name(request.method)},
                         {"path", path_to_log(request.target)},
                         {"status", response.status},
                         {"us", took.count() / 1000}});
  }

  const Services& services_;
  const Settings& settings_;
  const std::size_t part_;
  std::unique_ptr<db::Connection> reader_;
  http::Router router_;
  FrameCache frames_;
};

}  // namespace

std::unique_ptr<http::Handler> make_handler(const Services& services, const Settings& settings) {
  return std::make_unique<ApiHandler>(services, settings);
}

}  // namespace kalends::api
