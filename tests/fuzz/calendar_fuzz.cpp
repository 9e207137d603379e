#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/ical/component.hpp>
#include <kalends/ical/time_zone.hpp>
#include <kalends/ical/value.hpp>
#include <kalends/ical/writer.hpp>
#include <kalends/ical/zone_name.hpp>

namespace {

namespace ical = kalends::ical;
using ical::Component;
using ical::Property;

void must(bool holds) {
  if (!holds) std::abort();
}

/// `chunk` decides how the text is cut, so that line ends and characters are cut everywhere.
std::vector<Component> read(std::string_view text, unsigned chunk) {
  ical::ComponentReader reader;
  std::vector<Component> components;
  const auto take_all = [&] {
    while (auto component = reader.next()) components.push_back(std::move(*component));
  };
  while (!text.empty()) {
    chunk = chunk * 1103515245U + 12345U;
    const std::string_view part = text.substr(0, 1 + (chunk >> 16) % 200);
    reader.feed(part);
    take_all();
    text.remove_prefix(part.size());
  }
  reader.finish();
  take_all();
  must(reader.take_remarks().size() <= ical::Remarks::most);
  return components;
}

bool same(const Component& one, const Component& other) {
  if (one.name != other.name || one.properties != other.properties) return false;
  if (one.components.size() != other.components.size()) return false;
  for (std::size_t i = 0; i < one.components.size(); ++i) {
    if (!same(one.components[i], other.components[i])) return false;
  }
  return true;
}

/// What can be read can be written, and then means the same.
void check_values(const Property& property) {
  const std::string_view value = property.value;
  if (const auto time = ical::parse_date_time(value)) {
    must(ical::parse_date_time(ical::format_date_time(*time)) == time);
  }
  if (const auto length = ical::parse_duration(value)) {
    const auto again = ical::parse_duration(ical::format_duration(*length));
    must(again && again->days == length->days && again->exact == length->exact);
  }
  if (const auto period = ical::parse_period(value)) {
    must(ical::parse_period(ical::format_period(*period)).has_value());
  }
  if (const auto offset = ical::parse_utc_offset(value)) {
    must(ical::parse_utc_offset(ical::format_utc_offset(*offset)) == offset);
  }
  const std::string text = ical::unescape(value);
  must(ical::unescape(ical::escape(text)) == text);
  std::size_t size = 0;
  for (const std::string_view item : ical::split_list(value)) size += item.size() + 1;
  must(size == value.size() + 1);
  ical::zone_named(property.parameter("TZID"));
  ical::zone_named(value);
}

void check_zone(const Component& component) {
  const auto zone = ical::EmbeddedZone::read(component);
  if (!zone) return;
  must(zone->changes().size() <= ical::EmbeddedZone::most_changes + 1);
  for (const auto& change : zone->changes()) must(zone->offset_at(change.at) == change.offset);
  const kalends::LocalTime local{std::chrono::hours{24 * 365 * 56}};
  must(std::chrono::abs(zone->to_instant(local) - kalends::Instant{local.time_since_epoch()}) <
       std::chrono::days{1});
}

/// Every value of the component and of what stands in it.
void check(const Component& component) {
  for (const Property& property : component.properties) check_values(property);
  for (const Component& inner : component.components) check(inner);
  check_zone(component);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto components = read(text, static_cast<unsigned>(size));
  const auto otherwise = read(text, static_cast<unsigned>(size) + 1);
  must(components.size() == otherwise.size());
  std::string out;
  ical::Writer writer(out);
  writer.begin("VCALENDAR");
  for (std::size_t i = 0; i < components.size(); ++i) {
    must(same(components[i], otherwise[i]));
    check(components[i]);
    writer.component(components[i]);
  }
  writer.end();
  const auto again = read(out, 7);
  must(again.size() == components.size());
  for (std::size_t i = 0; i < again.size(); ++i) must(same(again[i], components[i]));
  return 0;
}
