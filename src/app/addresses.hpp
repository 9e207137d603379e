#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kalends::app {

struct ListenAddress {
  std::string host;  // an IP address in figures, without brackets
  std::uint16_t port;
};

/// "127.0.0.1:8080" or "[::1]:8080". Nothing when the text is neither: names are not looked up.
std::optional<ListenAddress> split_listen(std::string_view text);

/// The origin (RFC 6454, section 6.2) of an http or https URL, as a browser sends it: lower case,
/// no default port, no slash at the end. Nothing when the text is no such URL or has more to it
/// than an origin.
std::optional<std::string> origin_of(std::string_view url);

}  // namespace kalends::app
