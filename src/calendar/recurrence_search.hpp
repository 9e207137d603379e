#pragma once

#include "recurrence_plan.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace kalends::calendar {

/// Steps that searches may still take. One is a few nanoseconds, some hundred where lists are long.
struct Budget {
  std::size_t left;

  void spend(std::size_t steps = 1) { left -= std::min(left, steps); }
};

/// The starts s, from <= s < to, that the rule gives, in order, no more than `most`; fewer when the
/// budget ends. `from` must not come before the plan's first.
std::vector<LocalTime> search(const RecurrencePlan& plan, LocalTime from, LocalTime to,
                              std::size_t most, Budget& budget);

}  // namespace kalends::calendar
