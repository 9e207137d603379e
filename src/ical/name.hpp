#pragma once

#include <string>
#include <string_view>

namespace kalends::ical {

/// Letters, digits and `-` (RFC 5545 3.1, iana-token).
inline bool is_name_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/// `text` as a name: in upper case, and `-` for what cannot stand in one.
std::string as_name(std::string_view text);

/// The parameters that are lists (RFC 5545 3.2.4, 3.2.5, 3.2.11, RFC 7986 6.1, 6.3), and those of
/// programs, which may be: in all others a comma without quotes is part of the one value.
bool is_list_parameter(std::string_view name);

/// Without white space at either end.
std::string_view without_spaces(std::string_view text);

}  // namespace kalends::ical
