#include <algorithm>
#include <charconv>

#include <arpa/inet.h>

#include <kalends/base/text.hpp>
#include <kalends/http/address.hpp>

namespace kalends::http {
namespace {

constexpr unsigned all_bits = 128;
constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_mapped(const Address& address) {
  return std::equal(mapped.begin(), mapped.end(), address.bytes.begin());
}

}  // namespace

bool Network::contains(const Address& address) const {
  const unsigned whole = bits / 8;
  if (!std::equal(start.bytes.begin(), start.bytes.begin() + whole, address.bytes.begin())) {
    return false;
  }
  const unsigned rest = bits % 8;
  return rest == 0 || (start.bytes[whole] ^ address.bytes[whole]) >> (8 - rest) == 0;
}

std::optional<Address> parse_address(std::string_view text) {
  const std::string copy(text);
  if (copy.find('\0') != std::string::npos) return std::nullopt;
  Address address;
  if (inet_pton(AF_INET6, copy.c_str(), address.bytes.data()) == 1) return address;
  std::copy(mapped.begin(), mapped.end(), address.bytes.begin());
  if (inet_pton(AF_INET, copy.c_str(), address.bytes.data() + mapped.size()) == 1) return address;
  return std::nullopt;
}

std::optional<Network> parse_network(std::string_view text) {
  const auto slash = text.find('/');
  const auto start = parse_address(text.substr(0, slash));
  if (!start) return std::nullopt;
  if (slash == std::string_view::npos) return Network{*start, all_bits};
  const std::string_view length = text.substr(slash + 1);
  const bool old = text.find(':') == std::string_view::npos;
  const unsigned before = old ? all_bits - 32 : 0;  // of IPv4, the bits that all have
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bits);
  if (error != std::errc() || end != length.data() + length.size()) return std::nullopt;
  if (bits > all_bits - before) return std::nullopt;
  return Network{*start, before + bits};
}

std::optional<std::vector<Network>> parse_networks(std::string_view text) {
  std::vector<Network> networks;
  if (without_blanks(text).empty()) return networks;
  for (bool more = true; more;) {
    const auto comma = text.find(',');
    const auto network = parse_network(without_blanks(text.substr(0, comma)));
    if (!network) return std::nullopt;
    networks.push_back(*network);
    more = comma != std::string_view::npos;
    if (more) text.remove_prefix(comma + 1);
  }
  return networks;
}

std::string subscriber(const Address& address) {
  const std::size_t size = is_mapped(address) ? address.bytes.size() : address.bytes.size() / 2;
  return {address.bytes.begin(), address.bytes.begin() + static_cast<std::ptrdiff_t>(size)};
}

}  // namespace kalends::http
