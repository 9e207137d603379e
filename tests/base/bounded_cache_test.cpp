#include <string>

#include <doctest/doctest.h>

#include <kalends/base/bounded_cache.hpp>

namespace kalends {
namespace {

constexpr auto any = [](int) { return true; };
constexpr auto never = [](int) { return false; };

/// How many of these a cache of so many bytes holds.
int held(BoundedCache<int, int>& cache, int count) {
  int found = 0;
  for (int key = 0; key < count; ++key) found += cache.find(key, any) ? 1 : 0;
  return found;
}

TEST_CASE("what is kept is found until all together take more than the bound") {
  BoundedCache<int, int> cache(10'000);
  for (int key = 0; key < 100; ++key) {
    cache.keep(key, key, 900, never);
    CHECK(cache.find(key, any) == key);
    CHECK(cache.figures().bytes <= 10'000);
  }
  const int left = held(cache, 100);
  CHECK(left >= 5);
  CHECK(left <= 11);
}

TEST_CASE("what nobody asked for longest goes first") {
  BoundedCache<int, int> cache(10'000);
  for (int key = 0; key < 100; ++key) {
    cache.keep(key, key, 900, never);
    cache.find(0, any);
  }
  CHECK(cache.find(0, any) == 0);
  CHECK(cache.find(99, any) == 99);
  CHECK_FALSE(cache.find(1, any));
}

TEST_CASE("what is no longer good is not found, and is kept for whoever takes it all the same") {
  BoundedCache<int, int> cache(10'000);
  cache.keep(1, 7, 100, never);
  CHECK_FALSE(cache.find(1, never));
  CHECK(cache.find(1, any) == 7);
  CHECK(cache.figures().hits == 1);
  CHECK(cache.figures().misses == 1);
}

TEST_CASE("what comes later takes the place of what is there, where that is not better") {
  BoundedCache<int, int> cache(10'000);
  const auto greater = [](int than) { return [=](int kept) { return kept > than; }; };
  cache.keep(1, 7, 100, greater(7));
  const auto bytes = cache.figures().bytes;
  cache.keep(1, 8, 100, greater(8));
  CHECK(cache.find(1, any) == 8);
  cache.keep(1, 6, 100, greater(6));
  CHECK(cache.find(1, any) == 8);
  CHECK(cache.figures().bytes == bytes);
}

TEST_CASE("what is larger than the bound is not kept, and pushes nothing out") {
  BoundedCache<int, int> cache(10'000);
  cache.keep(1, 1, 100, never);
  cache.keep(2, 2, 10'001, never);
  CHECK_FALSE(cache.find(2, any));
  CHECK(cache.find(1, any) == 1);
  BoundedCache<int, int> none(0);
  none.keep(1, 1, 0, never);
  CHECK_FALSE(none.find(1, any));
  CHECK(none.figures().bytes == 0);
}

}  // namespace
}  // namespace kalends
