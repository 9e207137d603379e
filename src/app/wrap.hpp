#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::app {

/// The text in lines of at most `width` characters, broken at spaces; a longer word gets a line of
/// its own.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace kalends::app
