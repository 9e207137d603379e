#include "client_tls.hpp"

#include <array>
#include <csignal>
#include <stdexcept>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>

namespace kalends::test {

void ClientTls::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }
void ClientTls::Free::operator()(ssl_st* tls) const { SSL_free(tls); }

ClientTls::ClientTls(int socket, const Form& form) : context_(SSL_CTX_new(TLS_client_method())) {
  std::signal(SIGPIPE, SIG_IGN);
  // Where the system's own rules forbid a version, the test is of the server's.
  SSL_CTX_set_security_level(context_.get(), 0);
  SSL_CTX_set_min_proto_version(context_.get(), form.version);
  SSL_CTX_set_max_proto_version(context_.get(), form.version);
  SSL_CTX_set_mode(context_.get(),
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  tls_.reset(SSL_new(context_.get()));
  const auto* const offers = reinterpret_cast<const unsigned char*>(form.offers.data());
  if (!form.offers.empty()) {
    SSL_set_alpn_protos(tls_.get(), offers, static_cast<unsigned>(form.offers.size()));
  }
  SSL_set_fd(tls_.get(), socket);
}

bool ClientTls::greet() {
  ERR_clear_error();
  const int result = SSL_connect(tls_.get());
  if (result <= 0 && !wants_more(result)) throw std::runtime_error("no handshake: it ended");
  return result > 0;
}

std::size_t ClientTls::write(std::string_view bytes) {
  ERR_clear_error();
  std::size_t size = 0;
  const int result = SSL_write_ex(tls_.get(), bytes.data(), bytes.size(), &size);
  if (result <= 0 && !wants_more(result)) throw std::runtime_error("the connection has ended");
  return result > 0 ? size : 0;
}

std::optional<std::size_t> ClientTls::read(std::span<char> into) {
  ERR_clear_error();
  std::size_t size = 0;
  const int result = SSL_read_ex(tls_.get(), into.data(), into.size(), &size);
  if (result > 0) return size;
  return wants_more(result) ? std::optional<std::size_t>(0) : std::nullopt;
}

void ClientTls::finish() {
  ERR_clear_error();
  SSL_shutdown(tls_.get());
}

bool ClientTls::has_pending() const { return SSL_has_pending(tls_.get()) == 1; }

std::string ClientTls::server_name() const {
  std::array<char, 256> name{};
  X509_NAME_get_text_by_NID(X509_get_subject_name(SSL_get0_peer_certificate(tls_.get())),
                            NID_commonName, name.data(), static_cast<int>(name.size()));
  return name.data();
}

std::string ClientTls::protocol() const {
  const unsigned char* name = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(tls_.get(), &name, &size);
  return {reinterpret_cast<const char*>(name), size};
}

std::string ClientTls::version() const { return SSL_get_version(tls_.get()); }

/// False at the end of the connection.
bool ClientTls::wants_more(int result) {
  const int error = SSL_get_error(tls_.get(), result);
  events_ = error == SSL_ERROR_WANT_WRITE ? POLLOUT : POLLIN;
  if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) return true;
  ended_well_ = error == SSL_ERROR_ZERO_RETURN;
  const unsigned long said = ERR_peek_last_error();
  const bool cut_off = ERR_GET_REASON(said) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
  if (error != SSL_ERROR_SSL || cut_off) return false;
  throw std::runtime_error(std::string("TLS: ") + ERR_reason_error_string(said));
}

}  // namespace kalends::test
