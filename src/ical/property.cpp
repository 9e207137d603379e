#include <algorithm>

#include <kalends/base/text.hpp>
#include <kalends/ical/property.hpp>

namespace kalends::ical {
namespace {

char upper_letter(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

const Parameter* Property::find(std::string_view parameter) const {
  for (const Parameter& each : parameters) {
    if (same_name(each.name, parameter)) return &each;
  }
  return nullptr;
}

std::string_view Property::parameter(std::string_view parameter) const {
  const Parameter* found = find(parameter);
  return found == nullptr || found->values.empty() ? std::string_view() : found->values.front();
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), upper_letter);
  return out;
}

}  // namespace kalends::ical
