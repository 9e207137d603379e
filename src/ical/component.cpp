#include <kalends/base/text.hpp>
#include <kalends/ical/component.hpp>

namespace kalends::ical {

const Property* Component::find(std::string_view property) const {
  for (const Property& each : properties) {
    if (same_name(each.name, property)) return &each;
  }
  return nullptr;
}

std::string_view Component::value(std::string_view property) const {
  const Property* found = find(property);
  return found == nullptr ? std::string_view() : found->value;
}

}  // namespace kalends::ical
