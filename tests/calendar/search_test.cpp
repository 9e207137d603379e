#include "book.hpp"

#include <kalends/calendar/search.hpp>

namespace kalends::calendar {
namespace {

struct Looks {
  int pages = 0;
  std::vector<MeetingId> found;
};

/// Looks on until everything was looked at.
Looks look(Book& book, UserId owner, std::string_view query, int limit, SearchEffort effort) {
  Looks out;
  std::optional<SearchPlace> place = SearchPlace{};
  while (place) {
    const auto page = search_meetings(*book.reader, owner, query, *place, limit, effort);
    for (const AgendaItem& item : page.items) out.found.push_back(item.meeting);
    place = page.next;
    ++out.pages;
    REQUIRE(out.pages < 100);
  }
  return out;
}

std::vector<Entry> ten_days() {
  std::vector<Entry> entries;
  for (int i = 10; i > 0; --i) entries.push_back({{monday + days{i}, monday + days{i} + hours{1}}});
  return entries;
}

TEST_CASE("a search looks at so many meetings and then says from where to look on") {
  Book book;
  const auto ann = book.person("Ann");
  const auto all = book.put(ann, ten_days());
  for (const int meetings : {1, 2, 3, 9, 10, 11}) {
    CAPTURE(meetings);
    const Looks seen = look(book, ann.id, "plan", 50, {meetings, 1 << 20});
    CHECK(seen.found == all);
    CHECK(seen.pages == (10 + meetings - 1) / meetings);
    const Looks none = look(book, ann.id, "nothing", 50, {meetings, 1 << 20});
    CHECK(none.found.empty());
    CHECK(none.pages == seen.pages);
  }
}

TEST_CASE("a search reads so much text and then says from where to look on") {
  Book book;
  const auto ann = book.person("Ann");
  const auto all = book.put(ann, ten_days());
  const Looks each = look(book, ann.id, "plan", 50, {2'000, 1});
  CHECK(each.found == all);
  CHECK(each.pages == 10);
  CHECK(look(book, ann.id, "plan", 50, {2'000, 1 << 20}).pages == 1);
}

TEST_CASE("a page ends when it is full, and the last one knows that it is") {
  Book book;
  const auto ann = book.person("Ann");
  book.put(ann, ten_days());
  CHECK(look(book, ann.id, "plan", 3, {}).pages == 4);
  CHECK(look(book, ann.id, "plan", 5, {}).pages == 2);
  CHECK(look(book, ann.id, "plan", 10, {}).pages == 1);
}

}  // namespace
}  // namespace kalends::calendar
