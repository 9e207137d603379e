#include <atomic>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include <kalends/base/rate_limit.hpp>

using namespace kalends;
using namespace std::chrono_literals;

namespace {

constexpr RateLimit::Moment now{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};
constexpr std::size_t bytes = 1 << 16;

int taken(RateLimit& limit, const std::string& key, RateLimit::Moment at, int times) {
  int count = 0;
  for (int i = 0; i < times; ++i) count += limit.take(key, at) == 0us ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("as many as allowed may be taken at once, and no more") {
  RateLimit limit({5, 1min}, bytes);
  CHECK(taken(limit, "ann", now, 9) == 5);
  CHECK(limit.take("ann", now) == 12s);
  CHECK(taken(limit, "bob", now, 9) == 5);
}

TEST_CASE("what was taken comes back evenly, up to what is allowed") {
  RateLimit limit({5, 1min}, bytes);
  taken(limit, "ann", now, 5);
  CHECK(limit.take("ann", now + 12s - 1us) == 1us);
  CHECK(taken(limit, "ann", now + 12s, 9) == 1);
  CHECK(taken(limit, "ann", now + 72s, 9) == 5);
  CHECK(taken(limit, "ann", now + 24h, 9) == 5);
}

TEST_CASE("a refusal costs nothing") {
  RateLimit limit({1, 1min}, bytes);
  CHECK(limit.take("ann", now) == 0us);
  CHECK(taken(limit, "ann", now + 59s, 1000) == 0);
  CHECK(limit.take("ann", now + 60s) == 0us);
}

TEST_CASE("what is given back was never taken, and fills nothing beyond what is allowed") {
  RateLimit limit({2, 1min}, bytes);
  limit.give_back("ann", now);
  CHECK(taken(limit, "ann", now, 9) == 2);
  limit.give_back("ann", now);
  CHECK(taken(limit, "ann", now, 9) == 1);
}

TEST_CASE("without a bound everything may be taken") {
  RateLimit limit({0, 1min}, bytes);
  CHECK(taken(limit, "ann", now, 1000) == 1000);
}

TEST_CASE("a clock that is set back a lot gives everybody all that they may take") {
  RateLimit limit({5, 1min}, bytes);
  taken(limit, "ann", now, 1);
  taken(limit, "bob", now, 5);
  CHECK(taken(limit, "ann", now - 24h, 9) == 5);
  CHECK(taken(limit, "bob", now - 1h, 9) == 5);
  CHECK(taken(limit, "bob", now - 1h + 12s, 9) == 1);
}

TEST_CASE("who comes a little late, or with a clock set back a little, gets nothing anew") {
  RateLimit limit({5, 1min}, bytes);
  taken(limit, "ann", now, 5);
  CHECK(taken(limit, "ann", now - 1us, 9) == 0);
  CHECK(taken(limit, "ann", now - 5s, 9) == 0);
  CHECK(limit.take("ann", now - 5s) <= 12s);
  CHECK(limit.take("ann", now + 7s) == 0us);
}

TEST_CASE("many keys take a bounded amount of memory, and the latest are remembered") {
  RateLimit limit({1, 1min}, bytes);
  for (int i = 0; i < 10'000; ++i) CHECK(limit.take(std::to_string(i), now) == 0us);
  CHECK(limit.take("9999", now) > 0us);
  CHECK(limit.take("0", now) == 0us);  // forgotten, which is the lesser evil
}

TEST_CASE("threads side by side get no more than is allowed together") {
  RateLimit limit({100, 1h}, bytes);
  std::atomic<int> count = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { count += taken(limit, "ann", now, 100); });
  }
  for (auto& thread : threads) thread.join();
  CHECK(count == 100);
}
