#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kalends::ical {

/// `CN="Doe, Jane"`: the values as they are meant, without quotes and RFC 6868's signs.
struct Parameter {
  std::string name;  // upper case
  std::vector<std::string> values;

  bool operator==(const Parameter&) const = default;
};

/// One content line (RFC 5545 3.1).
struct Property {
  std::string name;  // upper case
  std::vector<Parameter> parameters;
  std::string value;  // as it stands in the text, still escaped: UTF-8, no line breaks

  /// The first parameter of this name, in any case; null when there is none.
  const Parameter* find(std::string_view parameter) const;
  /// The first value of that parameter; empty when there is none.
  std::string_view parameter(std::string_view parameter) const;

  bool operator==(const Property&) const = default;
};

/// `text` with its ASCII letters in upper case.
std::string upper(std::string_view text);

}  // namespace kalends::ical
