#include "book.hpp"

#include <kalends/calendar/series_input.hpp>

namespace kalends::calendar {
namespace {

/// Weekly from the Monday on, without end.
Meeting weekly(Book& book, const user::User& owner) {
  Meeting made = book.meeting(owner, Book::timed({monday, monday + minutes{30}}));
  made.repetition =
      repetition_of({"FREQ=WEEKLY", {}, {}}, made.time, Duration{days{0}, minutes{30}}).value();
  return made;
}

std::vector<Meeting> some_series(Book& book, int count) {
  const user::User ann = book.person("ann");
  std::vector<Meeting> out;
  book.write([&](db::Transaction& transaction) {
    for (int i = 0; i < count; ++i) {
      out.push_back(weekly(book, ann));
      insert_meeting(transaction, out.back());
    }
  });
  return out;
}

std::size_t bytes_of(const Meeting& meeting) { return Series(meeting, {}).bytes(); }

TEST_CASE("the cache never holds more than its bound, and what was looked at longest ago goes") {
  Book book;
  const auto all = some_series(book, 20);
  // Strings that were read may have room to spare.
  const std::size_t bound = 5 * bytes_of(all[0]) + bytes_of(all[0]) / 2;
  SeriesCache cache(bound);
  const auto look = [&](std::size_t i) { return cache.find(*book.reader, all[i].id, 1); };
  for (std::size_t i = 1; i < all.size(); ++i) {
    look(0);
    CHECK(look(i)->meeting().id == all[i].id);
    CHECK(cache.figures().bytes > 0);
    CHECK(cache.figures().bytes <= static_cast<std::int64_t>(bound));
  }
  const auto before = cache.figures();
  CHECK(before.misses == 20);
  look(0);
  look(19);
  CHECK(cache.figures().hits == before.hits + 2);
  look(1);
  CHECK(cache.figures().misses == before.misses + 1);
}

TEST_CASE("a series that is larger than the whole cache is found, and not kept") {
  Book book;
  const auto all = some_series(book, 1);
  SeriesCache cache(100);
  CHECK(cache.find(*book.reader, all[0].id, 1) != nullptr);
  CHECK(cache.figures().bytes == 0);
  CHECK(cache.find(*book.reader, all[0].id, 1) != nullptr);
  CHECK(cache.figures().misses == 2);
}

TEST_CASE("a series that has changed is found as it is now, and the old one's room is free again") {
  Book book;
  auto all = some_series(book, 1);
  const auto old = book.series.find(*book.reader, all[0].id, 1);
  const auto bytes = book.series.figures().bytes;
  all[0].version = 2;
  all[0].title = "Talk";
  book.write([&](db::Transaction& transaction) { update_meeting(transaction, all[0]); });
  CHECK(book.series.find(*book.reader, all[0].id, 2)->meeting().title == "Talk");
  CHECK(old->meeting().title == "Plan");
  CHECK(book.series.figures().bytes == bytes);
}

TEST_CASE("dates and exceptions count by what they take") {
  Book book;
  const Meeting plain = weekly(book, book.person("ann"));
  Meeting dated = plain;
  for (int week = 1; week <= 10'000; ++week) {
    dated.repetition->exdates.push_back(plain.time.start_local + days{7 * week});
  }
  // Once as they are stored, once as instants.
  CHECK(bytes_of(dated) >= bytes_of(plain) + 2 * 10'000 * sizeof(LocalTime));
  Exception changed;
  changed.original = plain.time.start_local + days{7};
  changed.title = std::string(1000, 'x');
  CHECK(Series(plain, {changed}).bytes() >= bytes_of(plain) + 1000 + sizeof(Exception));
}

}  // namespace
}  // namespace kalends::calendar
