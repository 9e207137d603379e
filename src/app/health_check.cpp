#include "health_check.hpp"

#include "addresses.hpp"

#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>

namespace kalends::app {
namespace {

using boost::asio::ip::tcp;

std::string first_line(const ListenAddress& address) {
  // An address of all interfaces is no place to connect to: the loopback is behind it.
  auto host = boost::asio::ip::make_address(address.host);
  if (host.is_unspecified()) {
    host = host.is_v6() ? boost::asio::ip::address(boost::asio::ip::address_v6::loopback())
                        : boost::asio::ip::address(boost::asio::ip::address_v4::loopback());
  }
  tcp::iostream stream;
  stream.expires_after(std::chrono::seconds(5));
  stream.connect(tcp::endpoint(host, address.port));
  stream << "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" << std::flush;
  std::string line;
  std::getline(stream, line);
  if (!stream) throw std::runtime_error(stream.error().message());
  return line;
}

}  // namespace

bool answers_healthz(std::string_view listen) {
  try {
    const auto address = split_listen(listen);
    if (!address) throw std::runtime_error("not an address and a port");
    const std::string line = first_line(*address);
    if (line.starts_with("HTTP/1.1 200")) return true;
    throw std::runtime_error("answered " + line);
  } catch (const std::exception& error) {
    fmt::print(stderr, "kalends: {}: {}\n", listen, error.what());
    return false;
  }
}

}  // namespace kalends::app
