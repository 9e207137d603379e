#include "load/histogram.hpp"

#include <doctest/doctest.h>

using kalends::bench::Histogram;

TEST_CASE("a histogram without values says nothing") {
  const Histogram none;
  CHECK(none.count() == 0);
  CHECK(none.quantile(0.99) == 0);
  CHECK(none.most() == 0);
}

TEST_CASE("short times are counted exactly") {
  Histogram times;
  for (int value = 1; value <= 50; ++value) times.add(value);
  CHECK(times.quantile(0) == 1);
  CHECK(times.quantile(0.5) == 26);
  CHECK(times.quantile(0.99) == 50);
  CHECK(times.quantile(1) == 50);
}

TEST_CASE("a quantile of long times is at most a sixty-fourth too high") {
  Histogram times;
  for (int value = 1; value <= 1'000'000; ++value) times.add(value);
  for (const double part : {0.1, 0.5, 0.9, 0.99, 0.999}) {
    const double exact = part * 1'000'000;
    CHECK(static_cast<double>(times.quantile(part)) >= exact);
    CHECK(static_cast<double>(times.quantile(part)) <= exact * (1 + 1.0 / 64) + 1);
  }
  CHECK(times.most() == 1'000'000);
}

TEST_CASE("histograms add up") {
  Histogram quick;
  Histogram slow;
  for (int i = 0; i < 99; ++i) quick.add(10);
  slow.add(5'000'000'000);
  quick.add(slow);
  CHECK(quick.count() == 100);
  CHECK(quick.quantile(0.98) == 10);
  CHECK(quick.quantile(0.99) == 5'000'000'000);
}
