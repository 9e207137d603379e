#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::http {

/// An IP address; one of IPv4 as IPv6 writes it, `::ffff:192.0.2.1` (RFC 4291 2.5.5.2).
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const Address&) const = default;
};

/// Addresses that begin with the same bits.
struct Network {
  Address start;
  unsigned bits = 128;
  bool contains(const Address& address) const;
};

/// `192.0.2.1` or `2001:db8::1`, without brackets, port or zone.
std::optional<Address> parse_address(std::string_view text);
/// `10.0.0.0/8`, `fd00::/8`, or one address alone.
std::optional<Network> parse_network(std::string_view text);
/// Several of them, apart by commas; none for "".
std::optional<std::vector<Network>> parse_networks(std::string_view text);

/// What all addresses that one subscriber has at will have in common: of IPv6 the first 64 bits, of
/// IPv4 the address itself. As bytes, for a key.
std::string subscriber(const Address& address);

}  // namespace kalends::http
