#include <algorithm>
#include <array>
#include <string>

#include <arpa/inet.h>

#include <kalends/base/text.hpp>
#include <kalends/http/proxy.hpp>

namespace kalends::http {
namespace {

/// What all the fields of this name say together (RFC 9110 5.3).
std::string forwarded_for(const Request& request) {
  std::string all;
  for (const Header& header : request.headers) {
    if (same_name(header.name, "X-Forwarded-For")) all += (all.empty() ? "" : ",") + header.value;
  }
  return all;
}

}  // namespace

std::string text(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> out{};
  const bool old = parse_network("0.0.0.0/0")->contains(address);
  const auto* const bytes = address.bytes.data() + (old ? 12 : 0);
  const char* const text = inet_ntop(old ? AF_INET : AF_INET6, bytes, out.data(), out.size());
  return text == nullptr ? std::string() : std::string(text);
}

Address client_of(const Request& request, std::span<const Network> trusted) {
  const auto is_trusted = [&](const Address& address) {
    return std::any_of(trusted.begin(), trusted.end(),
                       [&](const Network& network) { return network.contains(address); });
  };
  Address client = request.peer;
  if (!is_trusted(client)) return client;
  const std::string all = forwarded_for(request);
  std::string_view left = all;
  while (!left.empty()) {
    const auto comma = left.rfind(',');
    const auto begin = comma == std::string_view::npos ? 0 : comma + 1;
    const auto named = parse_address(without_blanks(left.substr(begin)));
    if (!named) return client;
    client = *named;
    if (!is_trusted(client)) return client;
    left = left.substr(0, begin == 0 ? 0 : comma);
  }
  return client;
}

}  // namespace kalends::http
