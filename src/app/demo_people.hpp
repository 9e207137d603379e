#pragma once

#include <span>
#include <string_view>

namespace kalends::app {

inline constexpr std::string_view berlin = "Europe/Berlin";
inline constexpr std::string_view tokyo = "Asia/Tokyo";
inline constexpr std::string_view sao_paulo = "America/Sao_Paulo";

struct DemoPerson {
  std::string_view email;
  std::string_view name;
  std::string_view time_zone;
};

/// The first of them is the administrator.
std::span<const DemoPerson> demo_people();

/// Everybody's.
inline constexpr std::string_view demo_password = "meet at noon";

}  // namespace kalends::app
