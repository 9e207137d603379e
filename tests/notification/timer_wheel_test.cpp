#include <algorithm>
#include <map>
#include <random>

#include <doctest/doctest.h>

#include <kalends/notification/timer_wheel.hpp>

using namespace kalends;
using kalends::notification::TimerWheel;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

constexpr Instant morning{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{8}};

/// What a wheel promises, in the plainest way.
class SortedList {
 public:
  void add(Instant due, int entry) { list_.emplace(due, entry); }
  std::vector<int> advance(Instant now) {
    std::vector<int> due;
    const auto end = list_.upper_bound(now);
    for (auto each = list_.begin(); each != end; ++each) due.push_back(each->second);
    list_.erase(list_.begin(), end);
    std::sort(due.begin(), due.end());
    return due;
  }
  std::size_t size() const { return list_.size(); }

 private:
  std::multimap<Instant, int> list_;
};

std::vector<int> sorted(std::vector<int> entries) {
  std::sort(entries.begin(), entries.end());
  return entries;
}

/// From seconds to weeks, each size as often as the others; now and then in the past.
seconds some_time_ahead(std::mt19937& random) {
  const int bits = static_cast<int>(random() % 21);
  const auto ahead = static_cast<std::int64_t>(random() % (std::uint32_t{1} << bits));
  return seconds{random() % 8 == 0 ? -ahead : ahead};
}

/// Mostly seconds or minutes, seldom days or weeks; one in eight goes back.
seconds some_step(std::mt19937& random) {
  const int bits = random() % 16 == 0 ? 20 : static_cast<int>(random() % 12);
  const auto step = static_cast<std::int64_t>(random() % (std::uint32_t{1} << bits));
  return seconds{random() % 8 == 0 ? -step : step};
}

}  // namespace

TEST_CASE("a wheel gives what a sorted list gives, however the clock is set") {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Instant now = morning + seconds{random() % 100'000};
    TimerWheel<int> wheel(now);
    SortedList list;
    int entry = 0;
    for (int round = 0; round < 300; ++round) {
      for (std::uint32_t n = random() % 8; n > 0; --n) {
        const Instant due = now + some_time_ahead(random);
        wheel.add(due, entry);
        list.add(due, entry++);
      }
      now += some_step(random);
      REQUIRE(sorted(wheel.advance(now)) == list.advance(now));
      REQUIRE(wheel.size() == list.size());
    }
  }
}

TEST_CASE("an entry comes in its second, not before") {
  const std::int64_t lengths[] = {1, 63, 64, 65, 4095, 4096, 4097, 262'143, 262'144, 300'000};
  for (const std::int64_t length : lengths) {
    CAPTURE(length);
    TimerWheel<int> wheel(morning + seconds{17});
    const Instant due = morning + seconds{17 + length};
    wheel.add(due, 1);
    CHECK(wheel.advance(due - seconds{1}).empty());
    CHECK(wheel.advance(due) == std::vector{1});
    CHECK(wheel.advance(due + hours{1}).empty());
  }
}

TEST_CASE("an entry that is overdue comes at once") {
  TimerWheel<int> wheel(morning);
  wheel.add(morning - hours{2}, 1);
  wheel.add(morning, 2);
  CHECK(sorted(wheel.advance(morning)) == std::vector{1, 2});
  CHECK(wheel.size() == 0);
}

TEST_CASE("what is added while the clock is set back waits for its time") {
  TimerWheel<int> wheel(morning);
  CHECK(wheel.advance(morning + hours{1}).empty());
  const Instant back = morning;
  CHECK(wheel.advance(back).empty());
  wheel.add(back + seconds{1800}, 1);
  CHECK(wheel.advance(back + seconds{1}).empty());
  CHECK(wheel.advance(back + seconds{1799}).empty());
  CHECK(wheel.advance(back + seconds{1800}) == std::vector{1});
}

TEST_CASE("a clock that is set forward by a year gives everything once") {
  TimerWheel<int> wheel(morning);
  for (int entry = 0; entry < 100; ++entry) wheel.add(morning + hours{entry}, entry);
  const Instant later = morning + std::chrono::days{365};
  CHECK(wheel.advance(later).size() == 100);
  CHECK(wheel.advance(later + hours{1}).empty());
  wheel.add(later + hours{2}, 7);
  CHECK(wheel.advance(later + hours{2}) == std::vector{7});
}
