#include "plain_http.hpp"

#include <chrono>
#include <stdexcept>

#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>

namespace kalends::app {

Heard hear(const std::string& host, const std::string& port, const std::string& request,
           std::size_t beyond) {
  boost::asio::ip::tcp::iostream stream;
  stream.expires_after(std::chrono::seconds(5));
  stream.connect(host, port);
  stream << request << std::flush;
  Heard heard;
  std::getline(stream, heard.status_line);
  if (!stream) throw std::runtime_error(stream.error().message());
  if (heard.status_line.ends_with('\r')) heard.status_line.pop_back();
  if (beyond == 0) return heard;
  for (std::string line; std::getline(stream, line) && line != "\r" && !line.empty();) {
  }
  heard.beyond.resize(beyond);
  stream.read(heard.beyond.data(), static_cast<std::streamsize>(beyond));
  heard.beyond.resize(static_cast<std::size_t>(stream.gcount()));
  return heard;
}

std::string get_request(const std::string& host, const std::string& path) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", path, host);
}

}  // namespace kalends::app
