#include "random_entries.hpp"

#include <kalends/calendar/free_busy.hpp>

namespace kalends::calendar {
namespace {

/// Ann's calendar, asked with memory and without.
struct Asked {
  std::vector<BusyTime> remembered(const TimeRange& range) {
    Effort effort;
    return merged(busy_times(*book.reader, book.series, weeks, ann.id, range, effort).value(),
                  range);
  }
  std::vector<BusyTime> stored(const TimeRange& range) {
    return merged(book.busy(ann, range), range);
  }

  Book book;
  user::User ann = book.person("ann");
  BusyCache weeks{1 << 20};
};

TEST_CASE("what is remembered of weeks is what is stored, whatever range is asked for") {
  Asked asked;
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    asked.book.put(asked.ann, some_entries(random, 20, days{60}));
    for (int question = 0; question < 20; ++question) {
      const TimeRange range = some_range(random, days{60});
      CHECK(asked.remembered(range) == asked.stored(range));
    }
  }
  CHECK(asked.weeks.figures().hits > 20);
}

TEST_CASE("a range that was asked for is known, and so is every part of it") {
  Asked asked;
  asked.book.put(asked.ann, {{{monday, monday + hours{1}}, Response::accepted}});
  asked.remembered({monday, monday + days{21}});
  const auto misses = asked.weeks.figures().misses;
  CHECK(asked.remembered({monday + minutes{30}, monday + days{14}}).size() == 1);
  CHECK(asked.remembered({monday + hours{1}, monday + days{14}}).empty());
  CHECK(asked.weeks.figures().misses == misses);
}

TEST_CASE("what goes on over the end of a week is found in both") {
  Asked asked;
  const Instant thursday{std::chrono::floor<std::chrono::weeks>(monday + days{7})};
  asked.book.put(asked.ann, {{{thursday - hours{2}, thursday + hours{2}}, Response::accepted}});
  const TimeRange whole{thursday - days{1}, thursday + days{1}};
  const BusyTime once{{thursday - hours{2}, thursday + hours{2}}, Busy::busy};
  CHECK(asked.remembered(whole) == std::vector{once});
  CHECK(asked.remembered({thursday, thursday + days{1}}).size() == 1);
  CHECK(asked.remembered({thursday - days{1}, thursday}).size() == 1);
}

TEST_CASE("whoever moves to another zone has their all-day meetings elsewhere") {
  Asked asked;
  const Instant day = std::chrono::floor<days>(monday) + days{1};
  const auto local = [](Instant at) { return LocalTime{at.time_since_epoch()}; };
  const Meeting made = asked.book.meeting(
      asked.ann, {true, local(day), local(day + days{1}), "UTC", "UTC", day, day + days{1}});
  asked.book.write([&](db::Transaction& transaction) {
    insert_meeting(transaction, made);
    place(transaction, made, asked.ann, Response::accepted);
  });
  const TimeRange week{monday, monday + days{5}};
  CHECK(asked.remembered(week).front().range.from == day);
  asked.book.write([&](db::Transaction& transaction) {
    user::set_time_zone(transaction, asked.ann.id, "Asia/Tokyo");
    move_all_day(transaction, *user::find_user(transaction.db(), asked.ann.id));
  });
  CHECK(asked.remembered(week).front().range.from == day - hours{9});
}

TEST_CASE("ranges of months are not kept") {
  Asked asked;
  asked.remembered({monday, monday + days{60}});
  CHECK(asked.weeks.figures().bytes == 0);
}

}  // namespace
}  // namespace kalends::calendar
