#pragma once

#include <string_view>

namespace kalends {

/// A file that was put into the program when it was built. Lives as long as the program.
struct EmbeddedFile {
  std::string_view name;
  std::string_view content;
};

}  // namespace kalends
