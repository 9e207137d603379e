#include "tls.hpp"

#include "openssl.hpp"

#include <stdexcept>

#include <boost/asio/error.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace kalends::net {
namespace {

const Tls::Step ended{Tls::Step::Wants::nothing, asio::error::eof, 0};

}  // namespace

void Tls::Free::operator()(ssl_st* tls) const { SSL_free(tls); }

Tls::Tls(const Certificate& certificate, int socket) : tls_(SSL_new(certificate.context())) {
  if (!tls_ || SSL_set_fd(tls_.get(), socket) != 1) {
    throw std::runtime_error("TLS: " + openssl_reason());
  }
  SSL_set_accept_state(tls_.get());
}

// The list of errors belongs to the thread, and with it to many connections: it must be empty
// before each step.

Tls::Step Tls::greet() {
  if (broken_) return ended;
  ERR_clear_error();
  const Step done = step(SSL_do_handshake(tls_.get()), 0);
  greeted_ = done.wants == Step::Wants::nothing && !done.error;
  return done;
}

Tls::Step Tls::read(asio::mutable_buffer into) {
  if (broken_) return ended;
  ERR_clear_error();
  std::size_t size = 0;
  const int result = SSL_read_ex(tls_.get(), into.data(), into.size(), &size);
  return step(result, size);
}

Tls::Step Tls::write(asio::const_buffer bytes) {
  if (broken_) return ended;
  if (bytes.size() == 0) return {};
  ERR_clear_error();
  std::size_t size = 0;
  const int result = SSL_write_ex(tls_.get(), bytes.data(), bytes.size(), &size);
  return step(result, size);
}

Tls::Step Tls::finish() {
  if (!greeted_ || broken_) return {};
  ERR_clear_error();
  const int result = SSL_shutdown(tls_.get());
  return step(result == 0 ? 1 : result, 0);  // 0: said, and not answered yet
}

bool Tls::has_pending() const { return SSL_has_pending(tls_.get()) == 1; }

Tls::Step Tls::step(int result, std::size_t size) {
  if (result > 0) return {Step::Wants::nothing, {}, size};
  switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return {Step::Wants::to_read, {}, 0};
    case SSL_ERROR_WANT_WRITE:
      return {Step::Wants::to_write, {}, 0};
    case SSL_ERROR_ZERO_RETURN:
      return ended;
    default:
      break;
  }
  broken_ = true;
  heard_http_ = ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_HTTP_REQUEST;
  reason_ = openssl_reason();
  return ended;
}

}  // namespace kalends::net
