#include "support/fake_clock.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include <kalends/base/id.hpp>
#include <kalends/base/time.hpp>

namespace kalends {
namespace {

constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 3 / 30} +
                       std::chrono::hours{12}};

TEST_CASE("ids made in the same millisecond still grow") {
  const test::FakeClock clock(noon);
  IdSource source(clock);
  std::int64_t last = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::int64_t next = source.next_value();
    REQUIRE(next > last);
    last = next;
  }
}

TEST_CASE("ids still grow when the clock goes back") {
  test::FakeClock clock(noon);
  IdSource source(clock);
  const auto before = source.next<MeetingId>();
  clock.advance(-std::chrono::hours{24 * 365});
  CHECK(source.next<MeetingId>() > before);
}

TEST_CASE("an id made later is greater, and its text sorts after") {
  test::FakeClock clock(noon);
  IdSource source(clock);
  const auto first = source.next<UserId>();
  clock.advance(std::chrono::milliseconds{1});
  const auto second = source.next<UserId>();
  CHECK(first < second);
  CHECK(text(first) < text(second));
}

TEST_CASE("an id tells when it was made") {
  const test::FakeClock clock(noon);
  IdSource source(clock);
  const std::int64_t value = source.next_value();
  CHECK(value >= first_id_value(noon));
  CHECK(value < first_id_value(noon + std::chrono::seconds{1}));
  CHECK(made_at(value) == noon);
}

TEST_CASE("a clock before 2020 does not make negative ids") {
  const test::FakeClock clock(Instant{});
  IdSource source(clock);
  CHECK(source.next_value() > 0);
  CHECK(first_id_value(Instant{}) == 0);
}

TEST_CASE("of a time that no id reaches the greatest is said") {
  const Instant late = noon + std::chrono::days{36'525};
  CHECK(first_id_value(late) > first_id_value(noon + std::chrono::days{20'000}));
  CHECK(first_id_value(latest_instant) == first_id_value(late));
}

TEST_CASE("ids made by many threads are all different") {
  const test::FakeClock clock(noon);
  IdSource source(clock);
  std::vector<std::vector<std::int64_t>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&source, &mine] {
      for (int i = 0; i < 2000; ++i) mine.push_back(source.next_value());
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::int64_t> all;
  for (const auto& mine : made) all.insert(mine.begin(), mine.end());
  CHECK(all.size() == 8000);
}

TEST_CASE("the text of an id leads back to it") {
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{31}, std::int64_t{32},
        std::int64_t{123'456'789'012'345}, std::numeric_limits<std::int64_t>::max()}) {
    CAPTURE(value);
    const std::string written = id_text(value);
    CHECK(written.size() == 13);
    CHECK(parse_id_text(written) == value);
  }
  CHECK(id_text(0) == "0000000000000");
  CHECK(id_text(31) == "000000000000z");
  CHECK(id_text(std::numeric_limits<std::int64_t>::max()) == "7zzzzzzzzzzzz");
}

TEST_CASE("the order of texts is the order of ids") {
  std::vector<std::int64_t> values;
  for (std::int64_t value = 1; value < (std::int64_t{1} << 61); value *= 3) values.push_back(value);
  CHECK(std::is_sorted(values.begin(), values.end(),
                       [](std::int64_t a, std::int64_t b) { return id_text(a) < id_text(b); }));
}

TEST_CASE("a text that no id has is refused") {
  for (const std::string_view forged :
       {"", "0", "000000000000", "00000000000000", "8000000000000", "zzzzzzzzzzzzz",
        "000000000000Z", "000000000000i", "000000000000l", "000000000000o", "000000000000u",
        " 000000000000", "00000000000 0", "-000000000001", "+000000000001", "00000000000/0",
        "00000000000\xc3\xa9", "'; DROP TABLE"}) {
    CAPTURE(forged);
    CHECK_FALSE(parse_id_text(forged).has_value());
  }
  CHECK_FALSE(parse_id_text(std::string(13, '\0')).has_value());
}

}  // namespace
}  // namespace kalends
