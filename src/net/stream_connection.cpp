#include "stream_connection.hpp"

#include "bell.hpp"

#include <array>
#include <tuple>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <kalends/base/text.hpp>

namespace kalends::net {
namespace {

namespace beast = boost::beast;
namespace websocket = beast::websocket;

constexpr int missed_pongs = 2;
using Upgrade = beast::http::request<beast::http::empty_body>;

Upgrade upgrade_of(const http::Request& request) {
  Upgrade upgrade{beast::http::verb::get, request.target, 11};
  for (const http::Header& field : request.headers) upgrade.insert(field.name, field.value);
  return upgrade;
}

/// A connection that Beast does not tear down. Its own way (in 1.81) stops at the first bytes it
/// finds, and closing over the rest resets the connection, so that the client may never see the
/// close frame.
class StreamWire final : public Wire {
 public:
  explicit StreamWire(Wire wire) : Wire(std::move(wire)) {}
};

template <class Handler>
void async_teardown(beast::role_type, StreamWire& wire, Handler&& handler) {
  asio::post(wire.get_executor(),
             beast::bind_front_handler(std::forward<Handler>(handler), ErrorCode()));
}

/// Beast closes what took too long by its own clock, which is never set here.
void beast_close_socket(StreamWire& wire) { wire.close(); }

/// The WebSocket of one client. Two coroutines share it: one shows the stream, the other hears the
/// client.
class StreamConnection final : public Guest, public std::enable_shared_from_this<StreamConnection> {
 public:
  StreamConnection(Loop& loop, Wire wire, Place place, std::unique_ptr<http::Stream> stream);
  ~StreamConnection() override;

  static Task<void> show(std::shared_ptr<StreamConnection> self, Upgrade request,
                         http::Headers fields);
  static Task<void> hear(std::shared_ptr<StreamConnection> self);

  void expired() override;
  void leave() override;
  void cut_off() override;

 private:
  Task<bool> open(Upgrade request, http::Headers fields);
  Task<bool> turn();
  Task<bool> write(const std::string& frame);
  Task<bool> beat();
  Task<void> sleep();
  Task<void> close(int code);
  Task<void> say_farewell();
  void begin_end();
  http::Pull pull();
  std::function<void()> receive(std::string_view message, bool binary);
  void perform(std::function<void()> work);
  void performed(std::function<void()> left);
  void wake();
  void set_deadline(Deadlines::Time due);

  Loop& loop_;
  Place place_;
  Counted counted_;
  Counted counted_socket_;
  websocket::stream<StreamWire, false> socket_;
  std::unique_ptr<http::Stream> stream_;
  std::shared_ptr<Bell> bell_;
  Timer nap_;  // never ends by itself
  Deadlines::Time next_beat_;
  std::array<char, 128> part_;       // of a message of the client, which is mostly shorter
  std::function<void()> next_work_;  // the latest only
  int unanswered_ = 0;               // pings
  bool awake_ = false;
  bool beat_due_ = false;
  bool writing_ = false;
  bool working_ = false;
  bool leaving_ = false;
  bool closing_ = false;
  bool ended_ = false;  // nothing comes from the client any more
};

StreamConnection::StreamConnection(Loop& loop, Wire wire, Place place,
                                   std::unique_ptr<http::Stream> stream)
    : loop_(loop),
      place_(std::move(place)),
      counted_(loop.common().connections),
      counted_socket_(loop.common().sockets),
      socket_(StreamWire(std::move(wire))),
      stream_(std::move(stream)),
      bell_(std::make_shared<Bell>(loop.executor(), [this] { wake(); })),
      nap_(loop.executor()),
      leaving_(loop.draining()) {
  socket_.auto_fragment(false);
  socket_.read_message_max(stream_->longest_message());
  socket_.control_callback([this](websocket::frame_type kind, beast::string_view) {
    if (kind == websocket::frame_type::pong) unanswered_ = 0;
  });
  loop_.enter(*this);
}

StreamConnection::~StreamConnection() {
  bell_->close();
  loop_.exit(*this);
}

Task<void> StreamConnection::show(std::shared_ptr<StreamConnection> self, Upgrade request,
                                  http::Headers fields) {
  if (!co_await self->open(std::move(request), std::move(fields))) co_return;
  asio::co_spawn(self->loop_.executor(), hear(self), asio::detached);
  self->stream_->on_bell([bell = self->bell_] { bell->ring(); });
  for (bool more = true; more;) more = co_await self->turn();
  if (!self->closing_) self->cut_off();
}

Task<void> StreamConnection::hear(std::shared_ptr<StreamConnection> self) {
  std::string message;
  for (;;) {
    const auto [error, size] =
        co_await self->socket_.async_read_some(asio::buffer(self->part_), as_values);
    if (error) break;
    const bool binary = self->socket_.got_binary();
    if (binary && !self->stream_->takes_binary()) {
      co_await self->close(websocket::close_code::unknown_data);
      break;
    }
    message.append(self->part_.data(), size);
    if (!self->socket_.is_message_done()) continue;
    // Beast (1.81) does not see a character cut off before an empty last part.
    if (!binary && !character_count(message)) {
      co_await self->close(websocket::close_code::bad_payload);
      break;
    }
    self->perform(self->receive(message, binary));
    message = std::string();
  }
  self->ended_ = true;
  self->wake();
  co_await self->say_farewell();
}

/// The handshake (RFC 6455 4.2.2).
Task<bool> StreamConnection::open(Upgrade request, http::Headers fields) {
  auto decorate = [&fields](websocket::response_type& response) {
    response.set(beast::http::field::server, "kalends");
    for (const http::Header& field : fields) response.insert(field.name, field.value);
  };
  socket_.set_option(websocket::stream_base::decorator(std::move(decorate)));
  const Timeouts& timeouts = loop_.common().settings.timeouts;
  writing_ = true;
  set_deadline(loop_.deadlines().now() + timeouts.head);
  const auto [error] = co_await socket_.async_accept(request, as_values);
  writing_ = false;
  next_beat_ = loop_.deadlines().now() + timeouts.heartbeat;
  set_deadline(next_beat_);
  co_return !error;
}

/// Shows what there is to show, once. False when this was the last time.
Task<bool> StreamConnection::turn() {
  awake_ = false;
  bell_->hush();  // what rings from here on may mean more than is pulled now
  const http::Pull pulled = pull();
  socket_.binary(pulled.binary);
  for (const std::string& frame : pulled.frames) {
    if (!co_await write(frame)) co_return false;
  }
  const int code = leaving_ ? websocket::close_code::service_restart : pulled.close_code;
  if (code != 0) co_await close(code);
  if (ended_ || closing_) co_return false;
  if (beat_due_ && !co_await beat()) co_return false;
  if (!pulled.more) co_await sleep();
  co_return !ended_;
}

Task<bool> StreamConnection::write(const std::string& frame) {
  writing_ = true;
  set_deadline(loop_.deadlines().now() + 2 * loop_.common().settings.timeouts.heartbeat);
  const auto [error, size] = co_await socket_.async_write(asio::buffer(frame), as_values);
  writing_ = false;
  set_deadline(next_beat_);
  co_return !error;
}

Task<bool> StreamConnection::beat() {
  const auto heartbeat = loop_.common().settings.timeouts.heartbeat;
  beat_due_ = false;
  next_beat_ = loop_.deadlines().now() + heartbeat;
  if (unanswered_ >= missed_pongs) co_return false;
  ++unanswered_;
  perform({});
  writing_ = true;
  set_deadline(loop_.deadlines().now() + 2 * heartbeat);
  const auto [error] = co_await socket_.async_ping({}, as_values);
  writing_ = false;
  set_deadline(next_beat_);
  co_return !error;
}

Task<void> StreamConnection::sleep() {
  if (awake_) co_return;
  nap_.expires_at(SteadyClock::time_point::max());
  co_await nap_.async_wait(as_values);
}

Task<void> StreamConnection::close(int code) {
  if (closing_) co_return;
  begin_end();
  const websocket::close_reason reason(static_cast<websocket::close_code>(code));
  co_await socket_.async_close(reason, as_values);
}

/// Waits for the client to close its side.
Task<void> StreamConnection::say_farewell() {
  begin_end();
  StreamWire& wire = socket_.next_layer();
  co_await wire.finish();
  ErrorCode error;
  while (!error) {
    std::tie(error, std::ignore) = co_await wire.async_read_some(asio::buffer(part_), as_values);
  }
}

/// From here on only the time for the farewell counts.
void StreamConnection::begin_end() {
  set_deadline(loop_.deadlines().now() + loop_.common().settings.timeouts.farewell);
  closing_ = true;
}

http::Pull StreamConnection::pull() {
  try {
    return stream_->pull();
  } catch (const std::exception& problem) {
    loop_.common().log.write(LogLevel::error, "stream.failed", {{"what", problem.what()}});
    return {{}, false, websocket::close_code::internal_error, false};
  }
}

std::function<void()> StreamConnection::receive(std::string_view message, bool binary) {
  try {
    return binary ? stream_->receive_binary(message) : stream_->receive(message);
  } catch (const std::exception& problem) {
    loop_.common().log.write(LogLevel::error, "stream.failed", {{"what", problem.what()}});
    return {};
  }
}

/// Has the latest work of the client run beside the loop, one at a time; what a full queue refuses
/// is tried again at the next heartbeat.
void StreamConnection::perform(std::function<void()> work) {
  if (work) next_work_ = std::move(work);
  if (!next_work_ || working_) return;
  // The connection may end only on its own thread, so the worker gives back what it holds of it.
  auto job = [self = shared_from_this(), now = next_work_](http::Handler* handler) mutable {
    try {
      if (handler != nullptr) now();
    } catch (const std::exception& problem) {
      self->loop_.common().log.write(LogLevel::error, "stream.failed", {{"what", problem.what()}});
    }
    const Executor loop = self->loop_.executor();
    if (handler != nullptr) now = nullptr;
    asio::post(loop, [back = std::move(self), left = std::move(now)]() mutable {
      back->performed(std::move(left));
    });
  };
  working_ = loop_.common().writers.post(std::move(job));
  if (working_) next_work_ = nullptr;
}

/// `left` is what was not done because it had waited too long.
void StreamConnection::performed(std::function<void()> left) {
  working_ = false;
  if (!left) return perform({});
  if (!next_work_) next_work_ = std::move(left);
}

void StreamConnection::wake() {
  awake_ = true;
  nap_.expires_at(SteadyClock::time_point::min());
}

/// Nothing is as urgent as the end that has already begun.
void StreamConnection::set_deadline(Deadlines::Time due) {
  if (!closing_) loop_.deadlines().set(*this, due);
}

void StreamConnection::expired() {
  if (closing_ || writing_) return cut_off();
  beat_due_ = true;
  wake();
}

void StreamConnection::leave() {
  leaving_ = true;
  wake();
}

void StreamConnection::cut_off() { socket_.next_layer().close(); }

}  // namespace

std::optional<Stop> fault_in_upgrade(const http::Request& request, bool http_1_0) {
  const Upgrade upgrade = upgrade_of(request);
  if (http_1_0 || request.method != http::Method::get || !websocket::is_upgrade(upgrade)) {
    return Stop{426, "This address is a WebSocket."};
  }
  if (upgrade[beast::http::field::sec_websocket_version] != "13") {
    return Stop{426, "The version of WebSocket spoken here is 13."};
  }
  const beast::string_view key = upgrade[beast::http::field::sec_websocket_key];
  if (key.size() != 24 || !key.ends_with("==")) {  // sixteen bytes in Base64
    return Stop{400, "The Sec-WebSocket-Key field is not a key."};
  }
  return std::nullopt;
}

void serve_stream(Loop& loop, Wire wire, Place place, const http::Request& request,
                  http::Response response) {
  auto connection = std::make_shared<StreamConnection>(loop, std::move(wire), std::move(place),
                                                       std::move(response.stream));
  asio::co_spawn(loop.executor(),
                 StreamConnection::show(std::move(connection), upgrade_of(request),
                                        std::move(response.headers)),
                 asio::detached);
}

}  // namespace kalends::net
