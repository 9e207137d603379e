#pragma once

#include "keeper.hpp"

#include <vector>

namespace kalends::bench {

/// People beside the organisation who hold the same fifty meetings of half an hour each week: some
/// as single meetings, some as endless weekly series begun in 2004.
struct Habits {
  std::vector<SignedIn> of_singles;
  std::vector<SignedIn> of_series;
};

/// Stores sixteen people of each kind with their calendars. The single meetings are there in five
/// weeks, the one of `now` (a Monday) in the middle: those that `requests.lua` asks for.
Habits store_habits(Keeper& keeper, Instant now);

}  // namespace kalends::bench
