#include "http_connection.hpp"

#include "http_input.hpp"
#include "on_worker.hpp"
#include "response_head.hpp"
#include "stream_connection.hpp"

#include <array>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/write.hpp>

namespace kalends::net {
namespace {

class HttpConnection final : public Guest {
 public:
  HttpConnection(Loop& loop, Socket socket, Place place)
      : loop_(loop),
        place_(std::move(place)),
        counted_(loop.common().connections),
        wire_(std::move(socket), loop.common().certificate().get()),
        input_(loop, wire_, *this) {
    loop_.enter(*this);
  }
  ~HttpConnection() override { loop_.exit(*this); }

  static Task<void> serve(std::unique_ptr<HttpConnection> self);

  void expired() override;
  void leave() override;
  void cut_off() override;

 private:
  Task<bool> greet();
  Task<bool> one_request();
  Task<http::Response> handle(http::Request& request, http::Run run);
  http::Response shed(std::string_view why);
  Task<bool> turn_away(const http::Request& request, Stop stop);
  Task<bool> upgrade(http::Request& request, http::Response response);
  Task<bool> answer(const http::Request& request, http::Response response, bool stays);
  Task<bool> send(const std::string& body, bool with_body);

  Loop& loop_;
  Place place_;
  Counted counted_;
  Wire wire_;
  HttpInput input_;
  std::string out_;
  bool reading_ = true;  // a request, so that being late can be answered
  bool asked_ = false;   // for anything yet
  bool leaving_ = false;
};

Task<void> HttpConnection::serve(std::unique_ptr<HttpConnection> self) {
  bool stays = true;
  if (self->wire_.is_tls()) stays = co_await self->greet();
  while (stays) stays = co_await self->one_request();
}

/// A handshake has the time of a head. True when the client may ask.
Task<bool> HttpConnection::greet() {
  loop_.deadlines().set(*this, loop_.common().settings.timeouts.head);
  const ErrorCode error = co_await wire_.greet();
  if (!error) co_return true;
  loop_.common().log.write(LogLevel::debug, "tls_failed", {{"why", wire_.tls().reason()}});
  if (!wire_.tls().heard_http()) co_return false;
  wire_.go_plain();
  reading_ = false;
  const http::Request unread;
  const Stop stop{400, "TLS is spoken here: the address begins with https."};
  co_return co_await turn_away(unread, stop);
}

/// Whether it is so short that going to another thread would take longer.
bool runs_here(http::Run run, const http::Request& request) {
  constexpr std::size_t short_body = 2048;  // bytes: some eighty people's ids
  if (run == http::Run::by_length) return request.body.size() <= short_body;
  return run == http::Run::inline_read;
}

WorkerPool& pool_for(Common& common, http::Run run) {
  if (run == http::Run::hashing) return common.hashers;
  return run == http::Run::writing ? common.writers : common.workers;
}

/// True when the connection stays open for another one.
Task<bool> HttpConnection::one_request() {
  http::Request request;
  request.peer = place_.address();
  http::Plan plan;
  reading_ = true;
  std::optional<Stop> stop = co_await input_.head(request);
  asked_ = true;
  if (!stop) {
    plan = loop_.handler().plan(request.method, request.target);
    stop = co_await input_.body(request, plan.body_limit);
  }
  reading_ = false;
  if (stop) co_return co_await turn_away(request, *stop);
  http::Response response = co_await handle(request, plan.run);
  if (response.stream) co_return co_await upgrade(request, std::move(response));
  co_return co_await answer(request, std::move(response), input_.request().keep_alive());
}

Task<http::Response> HttpConnection::handle(http::Request& request, http::Run run) {
  Common& common = loop_.common();
  if (runs_here(run, request)) co_return loop_.handler().handle(request);
  std::optional<http::Response> response = co_await on_worker(pool_for(common, run), request);
  if (response) co_return std::move(*response);
  co_return shed("Too much is waiting already.");
}

/// The answer to what there is no room for now.
http::Response HttpConnection::shed(std::string_view why) {
  loop_.common().shed.fetch_add(1, std::memory_order_relaxed);
  http::Response busy = loop_.handler().refuse(503, why);
  if (!busy.headers.find("Retry-After")) busy.headers.add("Retry-After", "1");
  return busy;
}

/// What follows in the bytes after a fault is anybody's guess, so it is never read as a request.
Task<bool> HttpConnection::turn_away(const http::Request& request, Stop stop) {
  if (stop.status == 0) co_return false;
  http::Response response =
      stop.status == 503 ? shed(stop.detail) : loop_.handler().refuse(stop.status, stop.detail);
  co_return co_await answer(request, std::move(response), false);
}

Task<bool> HttpConnection::upgrade(http::Request& request, http::Response response) {
  std::optional<Stop> fault = fault_in_upgrade(request, input_.request().old());
  // A client waits for the answer before it sends a frame (RFC 6455 4.1).
  if (!fault && input_.has_more()) fault = Stop{400, "Frames come after the upgrade."};
  if (!fault) {
    loop_.common().requests.fetch_add(1, std::memory_order_relaxed);
    serve_stream(loop_, std::move(wire_), std::move(place_), request, std::move(response));
    co_return false;
  }
  response = loop_.handler().refuse(fault->status, fault->detail);
  if (fault->status == 426) {
    response.headers.add("Upgrade", "websocket");
    response.headers.add("Connection", "Upgrade");
    response.headers.add("Sec-WebSocket-Version", "13");
  }
  co_return co_await answer(request, std::move(response), input_.request().keep_alive());
}

Task<bool> HttpConnection::answer(const http::Request& request, http::Response response,
                                  bool stays) {
  loop_.common().requests.fetch_add(1, std::memory_order_relaxed);
  stays = stays && !leaving_ && !loop_.draining();
  const bool told = stays && input_.request().old();
  out_.clear();
  append_head(out_, response, {.date = loop_.date(), .close = !stays, .keep_alive = told});
  const bool with_body = request.method != http::Method::head && has_body(response.status);
  if (!co_await send(response.body, with_body)) co_return false;
  if (stays) co_return true;
  // Closing a socket with bytes unread resets it, and the answer may be lost on the way (RFC
  // 9112 9.6).
  loop_.deadlines().set(*this, loop_.common().settings.timeouts.farewell);
  co_await wire_.finish();
  co_await input_.rest();
  co_return false;
}

/// Writes what `out_` holds, and then the body.
Task<bool> HttpConnection::send(const std::string& body, bool with_body) {
  const std::size_t size = with_body ? body.size() : 0;
  const std::array<asio::const_buffer, 2> all = {asio::buffer(out_), asio::buffer(body, size)};
  ErrorCode error;
  const std::size_t sent = wire_.write_some(all, error);
  if (sent == out_.size() + size) co_return true;
  if (error && error != asio::error::would_block) co_return false;
  const Timeouts& timeouts = loop_.common().settings.timeouts;
  loop_.deadlines().set(*this, timeouts.body + timeouts.body_each_64_kib * (size / 65'536));
  const std::size_t of_head = std::min(sent, out_.size());
  const std::array<asio::const_buffer, 2> left = {all[0] + of_head, all[1] + (sent - of_head)};
  const auto [failure, count] = co_await asio::async_write(wire_, left, as_values);
  co_return !failure;
}

void HttpConnection::expired() {
  if (reading_) return input_.time_out();
  cut_off();
}

/// What only waits is closed. Who has just come, or has asked already, is still answered: whatever
/// starts this server anew on the same socket can then do so unseen.
void HttpConnection::leave() {
  leaving_ = true;
  if (!reading_ || !input_.idle() || wire_.has_input()) return;
  if (asked_) return cut_off();
  loop_.deadlines().set(*this, loop_.common().settings.timeouts.farewell);
}

void HttpConnection::cut_off() {
  if (reading_) return wire_.close();
  wire_.cut();
}

}  // namespace

void serve_http(Loop& loop, Socket socket, Place place) {
  auto connection = std::make_unique<HttpConnection>(loop, std::move(socket), std::move(place));
  asio::co_spawn(loop.executor(), HttpConnection::serve(std::move(connection)), asio::detached);
}

}  // namespace kalends::net
