#include "health_check.hpp"

#include "addresses.hpp"
#include "http_client.hpp"

#include <cstdio>
#include <stdexcept>

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

namespace kalends::app {
namespace {

/// An address of all interfaces is no place to connect to: the loopback is behind it.
std::string place_of(const ListenAddress& address) {
  const auto host = boost::asio::ip::make_address(address.host);
  if (!host.is_unspecified()) return address.host;
  return host.is_v6() ? "::1" : "127.0.0.1";
}

}  // namespace

bool answers_healthz(std::string_view listen, bool tls) {
  try {
    const auto address = split_listen(listen);
    if (!address) throw std::runtime_error("not an address and a port");
    // The certificate is for the name that people use, and none of theirs asks here.
    const auto security = tls ? Peer::Security::unchecked : Peer::Security::plain;
    const auto heard = hear({place_of(*address), std::to_string(address->port), security},
                            get_request("localhost", "/healthz"));
    if (heard.status_line.starts_with("HTTP/1.1 200")) return true;
    throw std::runtime_error("answered " + heard.status_line);
  } catch (const std::exception& error) {
    fmt::print(stderr, "kalends: {}: {}\n", listen, error.what());
    return false;
  }
}

}  // namespace kalends::app
