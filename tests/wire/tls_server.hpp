#pragma once

#include "support/temp_dir.hpp"
#include "support/test_certificate.hpp"
#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <memory>

#include <kalends/net/certificate.hpp>

namespace kalends::test {

/// A test server that speaks TLS.
class TlsServer {
 public:
  explicit TlsServer(net::ServerSettings settings = TestServer::settings())
      : server_(with_certificate(std::move(settings))) {}

  TestServer* operator->() { return &server_; }
  /// Makes another certificate, and has the server show it.
  void renew(const std::string& name) { server_.server().show(certificate(name)); }
  WireClient client(const ClientTls::Form& form = {}) {
    return WireClient(server_.port(), {.tls = form});
  }
  WireSocket socket() { return WireSocket(server_.port(), {.tls = ClientTls::Form{}}); }

 private:
  std::shared_ptr<const net::Certificate> certificate(const std::string& name) const {
    const TestCertificate made(directory_.file("server"), {.name = name});
    return std::make_shared<const net::Certificate>(made.file(), made.key());
  }
  net::ServerSettings with_certificate(net::ServerSettings settings) const {
    settings.certificate = certificate("calendar.example");
    return settings;
  }

  TempDir directory_;
  TestServer server_;
};

}  // namespace kalends::test
