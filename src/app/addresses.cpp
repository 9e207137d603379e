#include "addresses.hpp"

#include <charconv>
#include <system_error>

#include <arpa/inet.h>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <kalends/base/text.hpp>

namespace kalends::app {
namespace {

std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return port;
}

bool is_address(int family, const std::string& text) {
  in6_addr room{};  // either kind fits
  return inet_pton(family, text.c_str(), &room) == 1;
}

}  // namespace

std::optional<ListenAddress> split_listen(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto port = port_of(text.substr(colon + 1));
  std::string host(text.substr(0, colon));
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (!port || !is_address(bracketed ? AF_INET6 : AF_INET, host)) return std::nullopt;
  return ListenAddress{host, *port};
}

std::optional<std::string> origin_of(std::string_view url) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed) return std::nullopt;
  const boost::urls::url_view& view = *parsed;
  const bool secure = view.scheme_id() == boost::urls::scheme::https;
  if (!secure && view.scheme_id() != boost::urls::scheme::http) return std::nullopt;
  const bool bare_path = view.encoded_path().empty() || view.encoded_path() == "/";
  if (!bare_path || view.has_query() || view.has_fragment() || view.has_userinfo())
    return std::nullopt;
  if (view.encoded_host().empty()) return std::nullopt;
  const std::uint16_t usual = secure ? 443 : 80;
  const auto port = view.has_port() ? port_of(view.port()).value_or(0) : usual;
  if (port == 0) return std::nullopt;

  std::string origin = secure ? "https://" : "http://";
  origin += std::string_view(view.encoded_host());
  if (port != usual) origin += ":" + std::to_string(port);
  return lower_ascii(origin);
}

}  // namespace kalends::app
