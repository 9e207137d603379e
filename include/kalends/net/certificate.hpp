#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <kalends/base/clock.hpp>

struct ssl_ctx_st;

namespace kalends::net {

/// What a server shows of itself under TLS (RFC 5280): its certificate, those that lead to the one
/// clients trust, and the key. Never changes; any thread.
class Certificate {
 public:
  /// From PEM files, the server's own certificate first. Throws std::runtime_error that names the
  /// file and what is wrong with it, or says that the key belongs to another certificate. One that
  /// is over, or not yet good, is taken.
  Certificate(const std::string& chain_file, const std::string& key_file);

  Instant begins() const { return begins_; }
  Instant ends() const { return ends_; }
  /// OpenSSL's, for `Tls`.
  ssl_ctx_st* context() const { return context_.get(); }

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  std::unique_ptr<ssl_ctx_st, Free> context_;
  Instant begins_;
  Instant ends_;
};

}  // namespace kalends::net
