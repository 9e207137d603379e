#pragma once

#include <cstdint>

namespace kalends::app {

// In bytes.
inline constexpr std::int64_t kib = 1024;
inline constexpr std::int64_t mib = 1024 * kib;
inline constexpr std::int64_t tib = mib * mib;

}  // namespace kalends::app
