#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kalends::http {

/// A request target taken apart (RFC 9112 3.2.1): the path as sent, the query decoded.
struct Target {
  std::string_view path;
  std::vector<std::pair<std::string, std::string>> query;

  /// The value of a parameter; of several, the first.
  std::optional<std::string_view> find(std::string_view name) const;
};

/// Nothing when the target is not in origin form. Borrows the text.
std::optional<Target> parse_target(std::string_view text);

/// The path alone, without taking the query apart.
std::string_view path_of(std::string_view target);

/// True for an absolute http or https address with a host.
bool is_web_address(std::string_view text);

}  // namespace kalends::http
