#include "http_client.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <stdexcept>

#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>

#include <kalends/net/tls_client.hpp>

namespace kalends::app {
namespace {

using Stream = boost::asio::ip::tcp::iostream;

constexpr std::chrono::seconds patience{5};
constexpr std::string_view head_end = "\r\n\r\n";

bool is_enough(const std::string& said, std::size_t beyond) {
  if (beyond == 0) return said.find('\n') != std::string::npos;
  const auto end = said.find(head_end);
  return end != std::string::npos && said.size() >= end + head_end.size() + beyond;
}

Heard parts_of(const std::string& said, std::size_t beyond) {
  Heard heard;
  heard.status_line = said.substr(0, said.find('\n'));
  if (heard.status_line.ends_with('\r')) heard.status_line.pop_back();
  const auto end = said.find(head_end);
  if (end != std::string::npos) heard.beyond = said.substr(end + head_end.size(), beyond);
  return heard;
}

Heard hear_plainly(Stream& stream, const std::string& request, std::size_t beyond) {
  stream << request << std::flush;
  std::string said;
  for (char c = 0; !is_enough(said, beyond) && stream.get(c);) said += c;
  if (said.empty()) throw std::runtime_error(stream.error().message());
  return parts_of(said, beyond);
}

Heard hear_over_tls(Stream& stream, const Peer& peer, const std::string& request,
                    std::size_t beyond) {
  std::signal(SIGPIPE, SIG_IGN);
  const bool unchecked = peer.security == Peer::Security::unchecked;
  net::TlsClient client(stream.socket().native_handle(), peer.host,
                        unchecked ? net::TlsClient::Trust::anybody : net::TlsClient::Trust::system,
                        std::chrono::steady_clock::now() + patience);
  client.write(request);
  std::string said;
  std::array<char, 1024> bytes;
  for (std::size_t size = 1; size > 0 && !is_enough(said, beyond);) {
    size = client.read(bytes);
    said.append(bytes.data(), size);
  }
  if (said.empty()) throw std::runtime_error("it closed the connection without an answer");
  Heard heard = parts_of(said, beyond);
  heard.certificate_ends = client.certificate_ends();
  return heard;
}

}  // namespace

Heard hear(const Peer& peer, const std::string& request, std::size_t beyond) {
  Stream stream;
  stream.expires_after(patience);
  stream.connect(peer.host, peer.port);
  if (!stream) throw std::runtime_error(stream.error().message());
  if (peer.security == Peer::Security::plain) return hear_plainly(stream, request, beyond);
  return hear_over_tls(stream, peer, request, beyond);
}

std::string get_request(const std::string& host, const std::string& path) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", path, host);
}

}  // namespace kalends::app
