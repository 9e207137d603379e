#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <kalends/calendar/recurrence_rule.hpp>

namespace kalends::calendar {

inline constexpr int seconds_of_day = 86400;

/// The length in seconds of what this frequency counts, at most a day.
int unit_length(Frequency frequency);
/// The number of the unit of this length in which the moment lies.
std::int64_t unit_index(LocalTime at, int length);

/// Which units of a day BYHOUR, BYMINUTE and BYSECOND let through, as bits.
class UnitFilter {
 public:
  explicit UnitFilter(const RecurrenceRule& rule);

  /// The second of the day at which the first unit begins that does so at `from` or later and is
  /// let through; seconds_of_day when there is none.
  int next(int from) const;

 private:
  int next_in_hour(int hour, int from) const;

  std::uint64_t hours_;
  std::uint64_t minutes_;
  std::uint64_t seconds_;
};

/// The starts within each unit, in seconds from where it begins, in order.
class Offsets {
 public:
  /// `rule` names hours, minutes and seconds as far as they are shorter than its unit.
  explicit Offsets(const RecurrenceRule& rule);

  /// Only these places, counted from 1, or from the end by -1 (BYSETPOS).
  void pick(const std::vector<int>& positions);

  std::size_t size() const;
  int operator[](std::size_t index) const;
  /// The index of the first that is not before `offset`.
  std::size_t first_from(std::int64_t offset) const;

 private:
  // Combined only when asked for: a short rule may name every second of a day.
  std::vector<int> hours_;
  std::vector<int> minutes_;
  std::vector<int> seconds_;
  std::vector<int> picked_;
  bool all_ = true;
};

/// Which indices of `count` things these places mean (BYSETPOS), in order, each once.
std::vector<std::size_t> indices_of(const std::vector<int>& positions, std::size_t count);

}  // namespace kalends::calendar
