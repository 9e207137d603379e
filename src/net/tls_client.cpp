#include "openssl.hpp"

#include <algorithm>

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>

#include <kalends/net/tls_client.hpp>

namespace kalends::net {

void TlsClient::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }
void TlsClient::Free::operator()(ssl_st* tls) const { SSL_free(tls); }

TlsClient::TlsClient(int socket, const std::string& host, Trust trust, Time end)
    : context_(SSL_CTX_new(TLS_client_method())), socket_(socket), end_(end) {
  SSL_CTX_set_options(context_.get(), SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_default_verify_paths(context_.get());
  tls_.reset(SSL_new(context_.get()));
  if (!tls_ || SSL_set_fd(tls_.get(), socket) != 1) {
    throw std::runtime_error("TLS: " + openssl_reason());
  }
  ::fcntl(socket, F_SETFL, O_NONBLOCK);
  expect(host);
  if (trust == Trust::system) SSL_set_verify(tls_.get(), SSL_VERIFY_PEER, nullptr);
  for (int result = 0; result <= 0;) {
    ERR_clear_error();
    result = SSL_connect(tls_.get());
    if (result <= 0 && !again(result)) {
      throw std::runtime_error("the connection ended during the handshake of TLS");
    }
  }
}

/// Names are told to the other side, which may have several; addresses are not (RFC 6066 3).
void TlsClient::expect(const std::string& host) {
  if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls_.get()), host.c_str()) == 1) return;
  ERR_clear_error();
  SSL_set_tlsext_host_name(tls_.get(), host.c_str());
  SSL_set1_host(tls_.get(), host.c_str());
}

void TlsClient::write(std::string_view bytes) {
  for (std::size_t size = 0; !bytes.empty(); bytes.remove_prefix(size)) {
    ERR_clear_error();
    const int result = SSL_write_ex(tls_.get(), bytes.data(), bytes.size(), &size);
    if (result > 0) continue;
    size = 0;
    if (!again(result)) throw std::runtime_error("the connection has ended");
  }
}

std::size_t TlsClient::read(std::span<char> into) {
  for (;;) {
    ERR_clear_error();
    std::size_t size = 0;
    const int result = SSL_read_ex(tls_.get(), into.data(), into.size(), &size);
    if (result > 0) return size;
    if (!again(result)) return 0;
  }
}

Instant TlsClient::certificate_ends() const {
  return instant_of(X509_get0_notAfter(SSL_get0_peer_certificate(tls_.get())));
}

/// Waits for what a step lacks; false at the end of the connection.
bool TlsClient::again(int result) {
  const int error = SSL_get_error(tls_.get(), result);
  if (error == SSL_ERROR_ZERO_RETURN || error == SSL_ERROR_SYSCALL) return false;
  if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
    const long verdict = SSL_get_verify_result(tls_.get());
    const std::string reason = openssl_reason();
    if (verdict != X509_V_OK) throw Untrusted(X509_verify_cert_error_string(verdict));
    throw std::runtime_error("TLS: " + reason);
  }
  using std::chrono::milliseconds;
  const auto left = std::chrono::ceil<milliseconds>(end_ - std::chrono::steady_clock::now());
  const short events = error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
  pollfd waiting{socket_, events, 0};
  const auto most = static_cast<int>(std::max(left, milliseconds(0)).count());
  // A wait that a signal ended is begun again, for what is left of the time.
  if (::poll(&waiting, 1, most) == 0) throw std::runtime_error("it took too long");
  return true;
}

}  // namespace kalends::net
