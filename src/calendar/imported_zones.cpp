#include <kalends/calendar/imported_zones.hpp>
#include <kalends/ical/zone_name.hpp>

namespace kalends::calendar {
namespace {

constexpr std::size_t most_names = 1000;
// Programs that write one yearly rule for all times are right for these years at least.
constexpr std::chrono::year lately{2010};
constexpr std::chrono::year soon{2035};

}  // namespace

void ImportedZones::add(ical::Component vtimezone) {
  observances_ += vtimezone.components.size();
  if (described_.size() >= most || observances_ > most_observances) return;
  std::string name(vtimezone.value("TZID"));
  unknown_.erase(name);
  described_.insert_or_assign(std::move(name), std::move(vtimezone));
}

const ImportedZones::Meant* ImportedZones::find(const std::string& name) {
  const auto known = meant_.find(name);
  if (known != meant_.end()) return &known->second;
  if (unknown_.count(name) > 0) return nullptr;
  auto meant = look_up(name);
  if (!meant) {
    if (unknown_.size() < most_names) unknown_.insert(name);
    return nullptr;
  }
  // What a description says was work to find out; those are few.
  const bool described = described_.count(name) > 0;
  if (described || meant_.size() < most_names) return &meant_.emplace(name, *meant).first->second;
  last_ = std::move(meant);
  return &*last_;
}

std::optional<ImportedZones::Meant> ImportedZones::look_up(const std::string& name) const {
  if (auto zone = ical::zone_named(name)) return Meant{*zone, std::nullopt};
  const auto described = described_.find(name);
  if (described == described_.end()) return std::nullopt;
  if (auto zone = ical::known_zone(described->second)) return Meant{*zone, std::nullopt};
  if (auto zone = ical::known_zone(described->second, lately, soon)) {
    return Meant{*zone, std::nullopt};
  }
  auto embedded = ical::EmbeddedZone::read(described->second);
  if (!embedded) return std::nullopt;
  return Meant{own_, std::move(*embedded)};
}

}  // namespace kalends::calendar
