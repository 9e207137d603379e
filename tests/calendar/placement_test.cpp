#include "book.hpp"

#include <kalends/calendar/agenda.hpp>
#include <kalends/calendar/free_busy.hpp>

namespace kalends::calendar {
namespace {

EventTime all_day(const char* first, const char* behind, const char* zone) {
  const auto midnight = [](const char* text) { return parse_time(text)->local; };
  EventTime time{true, midnight(first), midnight(behind), zone, zone, {}, {}};
  const TimeRange range = range_for(time, Zone::find(zone).value());
  time.starts_at = range.from;
  time.ends_at = range.to;
  return time;
}

const TimeRange spring{monday, monday + days{90}};

std::vector<TimeRange> ranges(Book& book, UserId owner) {
  std::vector<TimeRange> out;
  for (const AgendaItem& item :
       read_agenda(*book.reader, book.series, owner, owner, spring, {}, 100).items) {
    out.push_back(item.range);
  }
  return out;
}

// rule 9
TEST_CASE("who answered what is busy, tentative or free") {
  struct {
    Response response;
    bool transparent;
    bool cancelled;
    Busy busy;
  } const cases[] = {
      {Response::accepted, false, false, Busy::busy},
      {Response::tentative, false, false, Busy::tentative},
      {Response::needs_action, false, false, Busy::tentative},
      {Response::declined, false, false, Busy::free},
      {Response::accepted, true, false, Busy::free},
      {Response::tentative, true, false, Busy::free},
      {Response::accepted, false, true, Busy::free},
      {Response::needs_action, false, true, Busy::free},
  };
  for (const auto& each : cases) {
    CAPTURE(word(each.response));
    Meeting meeting;
    meeting.transparent = each.transparent;
    meeting.cancelled = each.cancelled;
    CHECK(busy_of(meeting, each.response) == each.busy);
  }
}

// rule 8
TEST_CASE("an all-day meeting stands in each calendar at its owner's own midnights") {
  Book book;
  const user::User ann = book.person("ann", "Europe/Berlin");
  const user::User joe = book.person("joe", "America/New_York");
  const user::User kiri = book.person("kiri", "Pacific/Kiritimati");
  const Meeting fair = book.meeting(ann, all_day("2026-03-30", "2026-03-31", "Europe/Berlin"));
  book.write([&](db::Transaction& transaction) {
    insert_meeting(transaction, fair);
    for (const auto& person : {ann, joe, kiri})
      place(transaction, fair, person, Response::accepted);
  });
  const Instant utc = std::chrono::sys_days{std::chrono::year{2026} / 3 / 30};
  const auto whole = [&](int offset) {
    return TimeRange{utc - hours{offset}, utc + hours{24 - offset}};
  };
  CHECK((ranges(book, ann.id) == std::vector{whole(2)}));
  CHECK((ranges(book, joe.id) == std::vector{whole(-4)}));
  CHECK((ranges(book, kiri.id) == std::vector{whole(14)}));
}

TEST_CASE("a person who moves takes their all-day meetings along, and no others") {
  Book book;
  user::User ann = book.person("ann", "Europe/Berlin");
  const user::User bob = book.person("bob", "Europe/Berlin");
  const Meeting fair = book.meeting(bob, all_day("2026-03-30", "2026-04-30", "Europe/Berlin"));
  const Meeting talk = book.meeting(bob, Book::timed({monday, monday + hours{1}}));
  book.write([&](db::Transaction& transaction) {
    for (const Meeting& meeting : {fair, talk}) {
      insert_meeting(transaction, meeting);
      for (const auto& person : {ann, bob}) place(transaction, meeting, person, Response::accepted);
    }
  });
  const auto before = ranges(book, bob.id);
  ann.time_zone = "Asia/Tokyo";
  book.write(
      [&](db::Transaction& transaction) { CHECK(move_all_day(transaction, ann).size() == 1); });
  const auto moved = ranges(book, ann.id);
  REQUIRE(moved.size() == 2);
  CHECK((moved[0] == TimeRange{monday, monday + hours{1}}));
  CHECK((moved[1].from == before[1].from - hours{7}));
  CHECK((ranges(book, bob.id) == before));
}

TEST_CASE("a meeting that changes its length is found by its new one alone") {
  Book book;
  const user::User ann = book.person("ann");
  Meeting meeting = book.meeting(ann, Book::timed({monday, monday + hours{1}}));
  book.write([&](db::Transaction& transaction) {
    insert_meeting(transaction, meeting);
    place(transaction, meeting, ann, Response::accepted);
  });
  const seconds lengths[] = {days{366}, minutes{1}, days{20}, hours{36}, days{2}, hours{1}};
  for (const seconds length : lengths) {
    meeting.time = Book::timed({monday + days{1}, monday + days{1} + length});
    book.write([&](db::Transaction& transaction) {
      update_meeting(transaction, meeting);
      replace(transaction, meeting, find_attendee(transaction.db(), meeting.id, ann.id).value());
    });
    const TimeRange whole = range_for(meeting.time, Zone::utc());
    CHECK((ranges(book, ann.id) == std::vector{whole}));
    CHECK(book.busy(ann, {whole.to - seconds{1}, whole.to}).size() == 1);
    CHECK(book.busy(ann, {whole.to, whole.to + days{1}}).empty());
  }
}

TEST_CASE("what is removed is in no calendar, and what was left is in no view") {
  Book book;
  const user::User ann = book.person("ann");
  const user::User bob = book.person("bob");
  const Meeting meeting = book.meeting(ann, Book::timed({monday, monday + hours{1}}));
  book.write([&](db::Transaction& transaction) {
    insert_meeting(transaction, meeting);
    place(transaction, meeting, ann, Response::accepted);
    place(transaction, meeting, bob, Response::accepted);
    Attendee leaving = find_attendee(transaction.db(), meeting.id, bob.id).value();
    leaving.left = true;
    replace(transaction, meeting, leaving);
  });
  CHECK(ranges(book, bob.id).empty());
  CHECK(find_attendee(*book.reader, meeting.id, bob.id)->left);
  book.write([&](db::Transaction& transaction) {
    remove(transaction, meeting, find_attendee(transaction.db(), meeting.id, bob.id).value());
  });
  CHECK_FALSE(find_attendee(*book.reader, meeting.id, bob.id));
  CHECK(ranges(book, ann.id).size() == 1);
}

TEST_CASE("a meeting comes back from the database as it went in") {
  Book book;
  const user::User ann = book.person("ann");
  Meeting meeting = book.meeting(ann, all_day("2026-03-30", "2026-04-02", "Africa/Cairo"));
  meeting.title = "Ärger mit \"Zitaten\" und 会議";
  meeting.description = "line\nline";
  meeting.link = "https://example.org/?a=1&b=2";
  meeting.location = "Room '7'";
  meeting.transparent = true;
  meeting.reminders = {1440, 30, 0};
  meeting.version = 7;
  book.write([&](db::Transaction& transaction) { insert_meeting(transaction, meeting); });
  const Meeting found = find_meeting(*book.reader, meeting.id).value();
  CHECK(found.title == meeting.title);
  CHECK(found.description == meeting.description);
  CHECK(found.link == meeting.link);
  CHECK(found.location == meeting.location);
  CHECK((found.time == meeting.time));
  CHECK(found.transparent);
  CHECK(found.reminders == meeting.reminders);
  CHECK(found.version == 7);
  CHECK_FALSE(find_meeting(*book.reader, MeetingId{1}));
}

}  // namespace
}  // namespace kalends::calendar
