#pragma once

#include "keeper.hpp"

#include <vector>

namespace kalends::bench {

/// Somebody with so many meetings in all, of which every week that the bench asks for shows the
/// same ten.
struct Grown {
  int meetings;
  SignedIn person;
};

/// Stores somebody each with 100, 1,000, 10,000 and 100,000 single meetings. What is not in the
/// five weeks around `now` (a Monday) is spread over ten years before them and two behind; every
/// twentieth meeting lasts three days.
std::vector<Grown> store_grown(Keeper& keeper, Instant now);

/// Stores sixteen people with 1,000 entries in the year around `now`: 200 endless weekly series,
/// and 800 single meetings. A week shows about 215.
std::vector<SignedIn> store_heavy(Keeper& keeper, Instant now, Dice& dice);

}  // namespace kalends::bench
