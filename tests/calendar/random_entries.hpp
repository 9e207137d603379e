#pragma once

#include "book.hpp"
#include "span.hpp"

#include <random>

namespace kalends::calendar {

/// Lengths as calendars have them, and those at the edges of the classes that the index keeps
/// apart.
inline seconds some_length(std::mt19937& random) {
  const seconds common[] = {minutes{15}, hours{1}, hours{24}, days{7}, days{90}, days{366}};
  const auto off = seconds{static_cast<int>(random() % 3) - 1};
  const int span = static_cast<int>(random() % (span_classes - 1));
  switch (random() % 3) {
    case 0:
      return common[random() % std::size(common)];
    case 1:
      return longest_in(span) + off;
    default:
      return minutes{1 + random() % 3000};
  }
}

/// Mostly on the quarter of an hour, so that many begin or end together.
inline Instant some_instant(std::mt19937& random, days within) {
  const auto quarters = static_cast<std::uint32_t>(within / minutes{15});
  const Instant quarter = monday + minutes{15} * (random() % quarters);
  return random() % 8 == 0 ? quarter + seconds{random() % 900} : quarter;
}

inline std::vector<Entry> some_entries(std::mt19937& random, int count, days within) {
  std::vector<Entry> entries;
  for (int i = 0; i < count; ++i) {
    const Instant from = some_instant(random, within);
    entries.push_back({{from, from + some_length(random)},
                       static_cast<Response>(random() % 4),
                       random() % 8 == 0,
                       random() % 8 == 0});
  }
  return entries;
}

inline TimeRange some_range(std::mt19937& random, days within) {
  const Instant from = some_instant(random, within);
  const int bits = static_cast<int>(random() % 26);
  return {from, from + seconds{1 + random() % (std::uint32_t{1} << bits)}};
}

/// Rule 10, word for word.
inline bool overlap(const TimeRange& a, const TimeRange& b) {
  return a.from < b.to && b.from < a.to;
}

/// Rule 9, word for word.
inline Busy status_of(const Entry& entry) {
  if (entry.response == Response::declined || entry.transparent || entry.cancelled) {
    return Busy::free;
  }
  return entry.response == Response::accepted ? Busy::busy : Busy::tentative;
}

}  // namespace kalends::calendar
