#pragma once

#include <array>
#include <chrono>

#include <kalends/base/time.hpp>

namespace kalends::calendar {

/// Meetings are kept apart by length in four classes, each eight times as long as the one before:
/// up to 36 hours, 12 days, 97 days, 2 years. A meeting of class k that overlaps a range begins no
/// longer than that before it, so a view reads one stretch of index a class and hardly anything in
/// vain, however long a calendar is and whatever else is in it.
inline constexpr int span_classes = 4;

constexpr std::chrono::seconds longest_in(int span) {
  return std::chrono::seconds{std::int64_t{1} << (17 + 3 * span)};
}

inline int span_of(const TimeRange& range) {
  int span = 0;
  while (span + 1 < span_classes && range.to - range.from > longest_in(span)) ++span;
  return span;
}

/// For each class: from which start (this one included) a meeting can reach into a range that
/// begins here.
inline std::array<Instant, span_classes> reaches(Instant from) {
  std::array<Instant, span_classes> out{};
  for (int span = 0; span < span_classes; ++span) {
    out[static_cast<std::size_t>(span)] = from - longest_in(span);
  }
  return out;
}

}  // namespace kalends::calendar
