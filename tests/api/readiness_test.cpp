#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include <kalends/api/readiness.hpp>

using kalends::api::Readiness;

TEST_CASE("who asks whether the server is ready is answered by a look that began afterwards") {
  constexpr int askers = 16;
  constexpr int times = 500;
  Readiness readiness;
  std::atomic<int> looks = 0;
  std::atomic<int> at_once = 0;
  std::atomic<int> stale = 0;
  std::atomic<int> beside = 0;
  const auto look = [&] {
    beside += ++at_once > 1;
    Readiness::State state;
    state.no_read = std::to_string(++looks);
    std::this_thread::yield();
    --at_once;
    return state;
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < askers; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < times; ++k) {
        const int begun = looks;
        stale += std::stoi(*readiness.find(look).no_read) <= begun;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(stale == 0);
  CHECK(beside == 0);
  // Sixteen who ask at once are not sixteen who write.
  CHECK(looks < askers * times);
}

TEST_CASE("a look that fails is the next one's to do again") {
  Readiness readiness;
  int looks = 0;
  const auto look = [&]() -> Readiness::State {
    if (++looks == 1) throw std::runtime_error("no memory");
    return {};
  };
  CHECK_THROWS_AS(readiness.find(look), std::runtime_error);
  CHECK_FALSE(readiness.find(look).no_read.has_value());
  CHECK(looks == 2);
}
