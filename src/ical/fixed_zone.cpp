#include "fixed_zone.hpp"

#include <fmt/format.h>

namespace kalends::ical {

std::optional<Zone> fixed_zone(std::chrono::seconds offset) {
  using std::chrono::hours;
  const auto whole = std::chrono::floor<hours>(offset);
  if (whole != offset || whole < hours{-12} || whole > hours{14}) return std::nullopt;
  if (whole == hours{0}) return Zone::utc();
  return Zone::find(fmt::format("Etc/GMT{:+}", -whole.count()));
}

}  // namespace kalends::ical
