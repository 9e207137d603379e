#include <array>

#include <doctest/doctest.h>

#include <kalends/base/histogram.hpp>

using namespace kalends;

namespace {

constexpr std::array<std::int64_t, 3> bounds{1, 10, 100};
using Counts = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a value on a bound is still of its group, and what is above all has one of its own") {
  Histogram histogram(bounds);
  for (const int value : {0, 1, 2, 10, 100, 101, 5000}) histogram.add(value);
  const Spread spread = histogram.spread();
  CHECK(spread.bounds == Counts{1, 10, 100});
  CHECK(spread.counts == Counts{2, 2, 1, 2});
  CHECK(spread.sum == 5214);
}

TEST_CASE("a value may be added many times at once") {
  Histogram histogram(bounds);
  histogram.add(7, 1000);
  CHECK(histogram.spread().counts == Counts{0, 1000, 0, 0});
  CHECK(histogram.spread().sum == 7000);
}

TEST_CASE("what was counted at two places is added up") {
  Histogram here(bounds);
  Histogram there(bounds);
  here.add(1);
  there.add(1);
  there.add(50);
  Spread both = here.spread();
  both += there.spread();
  CHECK(both.counts == Counts{2, 0, 1, 0});
  CHECK(both.sum == 52);
}
