#include <algorithm>
#include <string>

#include <kalends/http/proxy.hpp>

namespace kalends::http {
namespace {

bool is_forwarded_for(std::string_view name) {
  constexpr std::string_view wanted = "x-forwarded-for";
  return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

/// What all the fields of this name say together (RFC 9110 5.3).
std::string forwarded_for(const Request& request) {
  std::string all;
  for (const Header& header : request.headers) {
    if (is_forwarded_for(header.name)) all += (all.empty() ? "" : ",") + header.value;
  }
  return all;
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

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
