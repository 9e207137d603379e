#include "openssl.hpp"

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include <kalends/net/certificate.hpp>

namespace kalends::net {
namespace {

/// OpenSSL's own words about a file that is not there name no file.
void check_readable(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    throw std::runtime_error(file + ": " + std::generic_category().message(errno));
  ::close(descriptor);
}

/// Nobody is there to be asked for a password.
int no_password(char*, int, int, void*) { return 0; }

/// HTTP/1.1 is what is spoken here; who offers other protocols only learns so at once (RFC
/// 7301 3.2).
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  static constexpr std::array<unsigned char, 9> ours = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* chosen = nullptr;
  const int found =
      SSL_select_next_proto(&chosen, out_size, ours.data(), ours.size(), offered, offered_size);
  *out = chosen;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/// Ciphers and groups are OpenSSL's own choice, and the system's (openssl.cnf).
void set_up(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  // Most connections are WebSockets that say nothing for long: they keep no buffers meanwhile.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context, 1);  // head and content of a record in one system call
  // Clients keep their sessions themselves (tickets, RFC 5077 and RFC 8446 4.6.1).
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, no_password);
}

}  // namespace

void Certificate::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

Certificate::Certificate(const std::string& chain_file, const std::string& key_file)
    : context_(SSL_CTX_new(TLS_server_method())) {
  if (!context_) throw std::runtime_error("TLS: " + openssl_reason());
  SSL_CTX* const context = context_.get();
  set_up(context);
  check_readable(chain_file);
  check_readable(key_file);
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context, chain_file.c_str()) != 1) {
    throw std::runtime_error(chain_file +
                             ": it cannot be used as a certificate: " + openssl_reason());
  }
  // A key of another kind is told apart here, another one of the same kind below; to whoever reads
  // it both are the same.
  if (SSL_CTX_use_PrivateKey_file(context, key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    const bool other = ERR_GET_LIB(ERR_peek_last_error()) == ERR_LIB_X509;
    if (!other)
      throw std::runtime_error(key_file + ": it cannot be used as a key: " + openssl_reason());
  }
  if (SSL_CTX_check_private_key(context) != 1) {
    ERR_clear_error();
    throw std::runtime_error(key_file + ": this key does not belong to the certificate in " +
                             chain_file);
  }
  const X509* const own = SSL_CTX_get0_certificate(context);
  begins_ = instant_of(X509_get0_notBefore(own));
  ends_ = instant_of(X509_get0_notAfter(own));
}

}  // namespace kalends::net
