#include "name.hpp"

#include <algorithm>

#include <kalends/ical/property.hpp>

namespace kalends::ical {

std::string as_name(std::string_view text) {
  std::string out = upper(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return !is_name_character(c); }, '-');
  return out;
}

bool is_list_parameter(std::string_view name) {
  for (const std::string_view list :
       {"MEMBER", "DELEGATED-TO", "DELEGATED-FROM", "DISPLAY", "FEATURE"}) {
    if (name == list) return true;
  }
  return name.starts_with("X-");
}

std::string_view without_spaces(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace kalends::ical
