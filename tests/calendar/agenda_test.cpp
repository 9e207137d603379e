#include "random_entries.hpp"

#include <algorithm>

#include <kalends/calendar/agenda.hpp>

namespace kalends::calendar {
namespace {

const Position beginning;

/// The whole list, asked for in pages.
std::vector<AgendaItem> in_pages(Book& book, UserId owner, UserId reader, const TimeRange& range,
                                 int limit) {
  std::vector<AgendaItem> all;
  Position from = beginning;
  for (;;) {
    auto page = read_agenda(*book.reader, book.series, owner, reader, range, from, limit);
    for (AgendaItem& item : page.items) all.push_back(std::move(item));
    if (!page.next) return all;
    REQUIRE(page.items.size() == static_cast<std::size_t>(limit));
    from = *page.next;
  }
}

std::vector<MeetingId> ids_of(const std::vector<AgendaItem>& items) {
  std::vector<MeetingId> ids;
  ids.reserve(items.size());
  for (const AgendaItem& item : items) ids.push_back(item.meeting);
  return ids;
}

/// What must be found, in its order: by start, then by id.
std::vector<MeetingId> expected(const std::vector<Entry>& entries,
                                const std::vector<MeetingId>& ids, const TimeRange& range,
                                bool also_free) {
  std::vector<std::pair<Instant, MeetingId>> found;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool shown = also_free || status_of(entries[i]) != Busy::free;
    if (shown && overlap(entries[i].range, range))
      found.emplace_back(entries[i].range.from, ids[i]);
  }
  std::sort(found.begin(), found.end());
  std::vector<MeetingId> out;
  out.reserve(found.size());
  for (const auto& [start, id] : found) out.push_back(id);
  return out;
}

TEST_CASE("a view finds exactly what overlaps it, however long the meetings are") {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Book book;
    const user::User ann = book.person("ann");
    const user::User eve = book.person("eve");
    const auto entries = some_entries(random, 400, days{800});
    const auto ids = book.put(ann, entries);
    book.put(eve, some_entries(random, 50, days{800}));
    for (int round = 0; round < 60; ++round) {
      const TimeRange range = some_range(random, days{900});
      const int limit = 1 + static_cast<int>(random() % 20);
      const auto own = in_pages(book, ann.id, ann.id, range, limit);
      REQUIRE(ids_of(own) == expected(entries, ids, range, true));
      const auto seen_by_eve = in_pages(book, ann.id, eve.id, range, limit);
      REQUIRE(ids_of(seen_by_eve) == expected(entries, ids, range, false));
    }
  }
}

TEST_CASE("a meeting at the edge of a length class is found by its first and its last second") {
  for (int span = 0; span + 1 < span_classes; ++span) {
    for (const int off : {-1, 0, 1}) {
      CAPTURE(span);
      CAPTURE(off);
      Book book;
      const user::User ann = book.person("ann");
      const TimeRange whole{monday, monday + longest_in(span) + seconds{off}};
      book.put(ann, {{whole}});
      const auto count = [&](Instant from, Instant to) {
        return read_agenda(*book.reader, book.series, ann.id, ann.id, {from, to}, beginning, 9)
            .items.size();
      };
      CHECK(count(whole.from, whole.from + seconds{1}) == 1);
      CHECK(count(whole.to - seconds{1}, whole.to) == 1);
      CHECK(count(whole.from - seconds{1}, whole.from) == 0);
      CHECK(count(whole.to, whole.to + seconds{1}) == 0);
    }
  }
}

TEST_CASE("the class of a meeting is the shortest one that holds it") {
  for (int span = 0; span + 1 < span_classes; ++span) {
    const auto length = longest_in(span);
    CHECK(span_of({monday, monday + length}) == span);
    CHECK(span_of({monday, monday + length + seconds{1}}) == span + 1);
    CHECK(reaches(monday)[static_cast<std::size_t>(span)] == monday - length);
  }
  CHECK(span_of({monday, monday + days{367}}) == span_classes - 1);
}

TEST_CASE("pages of every size give the same list, though many meetings begin together") {
  Book book;
  const user::User ann = book.person("ann");
  const user::User eve = book.person("eve");
  std::vector<Entry> entries;
  entries.reserve(26);
  for (int i = 0; i < 12; ++i) entries.push_back({{monday, monday + minutes{15 + i}}});
  for (int i = 0; i < 12; ++i) entries.push_back({{monday + hours{1}, monday + hours{2}}});
  entries.push_back({{monday - days{40}, monday + hours{1}}});
  entries.push_back({{monday + hours{1}, monday + days{40}}});
  book.put(ann, entries);
  const TimeRange range{monday, monday + hours{3}};
  for (const UserId reader : {ann.id, eve.id}) {
    const auto whole = ids_of(in_pages(book, ann.id, reader, range, 100));
    CHECK(whole.size() == entries.size());
    for (int limit = 1; limit <= 27; ++limit) {
      CAPTURE(limit);
      CHECK(ids_of(in_pages(book, ann.id, reader, range, limit)) == whole);
    }
  }
}

TEST_CASE("a full last page says that nothing follows") {
  Book book;
  const user::User ann = book.person("ann");
  book.put(ann, {{{monday, monday + hours{1}}}, {{monday, monday + hours{1}}}});
  const TimeRange range{monday, monday + hours{3}};
  CHECK_FALSE(read_agenda(*book.reader, book.series, ann.id, ann.id, range, beginning, 2).next);
  CHECK(read_agenda(*book.reader, book.series, ann.id, ann.id, range, beginning, 1).next);
}

TEST_CASE("a reader knows of what they share, and of the rest only that it takes time") {
  Book book;
  const user::User ann = book.person("ann");
  const user::User bob = book.person("bob");
  const EventTime noon = Book::timed({monday + hours{4}, monday + hours{5}});
  Meeting shared = book.meeting(ann, noon);
  shared.transparent = true;
  book.write([&](db::Transaction& transaction) {
    insert_meeting(transaction, shared);
    place(transaction, shared, ann, Response::accepted);
    place(transaction, shared, bob, Response::declined);
  });
  book.put(ann, {{{monday, monday + hours{1}}}});
  const auto page = read_agenda(*book.reader, book.series, ann.id, bob.id,
                                {monday, monday + hours{9}}, beginning, 9);
  REQUIRE(page.items.size() == 2);
  CHECK_FALSE(page.items[0].shared);
  CHECK(page.items[1].shared);
  CHECK(page.items[1].meeting == shared.id);
}

}  // namespace
}  // namespace kalends::calendar
