#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kalends::calendar {

/// Whole numbers with a space between, as lists stand in the store. Ends where the text is none.
inline std::vector<std::int64_t> read_numbers(std::string_view text) {
  std::vector<std::int64_t> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  std::int64_t value = 0;
  while (at != end) {
    const auto read = std::from_chars(at, end, value);
    if (read.ec != std::errc()) break;
    numbers.push_back(value);
    at = read.ptr == end ? end : read.ptr + 1;
  }
  return numbers;
}

}  // namespace kalends::calendar
