#include "wire.hpp"

namespace kalends::net {
namespace {

struct Greeting {
  Tls& tls;
  Tls::Step operator()() const { return tls.greet(); }
};

struct Finishing {
  Tls& tls;
  Tls::Step operator()() const { return tls.finish(); }
};

}  // namespace

Wire::Wire(Socket socket, const Certificate* certificate) : socket_(std::move(socket)) {
  ErrorCode ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  if (certificate != nullptr) {
    tls_ = std::make_unique<Tls>(*certificate, socket_.native_handle());
  }
}

Task<ErrorCode> Wire::greet() {
  const auto [error, size] = co_await perform(Greeting{*tls_}, true, as_values);
  co_return error;
}

bool Wire::has_input() const {
  ErrorCode ignored;
  return socket_.available(ignored) > 0 || (tls_ && tls_->has_pending());
}

void Wire::cancel() {
  ErrorCode ignored;
  socket_.cancel(ignored);
}

Task<void> Wire::finish() {
  if (tls_) co_await perform(Finishing{*tls_}, false, as_values);
  ErrorCode ignored;
  socket_.shutdown(asio::socket_base::shutdown_send, ignored);
}

void Wire::close() {
  if (tls_ && socket_.is_open()) tls_->finish();
  cut();
}

void Wire::cut() {
  if (!socket_.is_open()) return;
  if (tls_) tls_->give_up();
  ErrorCode ignored;
  socket_.close(ignored);
}

}  // namespace kalends::net
