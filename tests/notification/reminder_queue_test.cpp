#include "store.hpp"

#include <algorithm>

#include <kalends/notification/reminder_queue.hpp>

namespace kalends::notification {
namespace {

/// What is due now, once the window was moved: what each second of the server does.
std::vector<int> due(Store& store, ReminderQueue& queue, Instant now) {
  queue.refill(*store.reader, now);
  std::vector<int> minutes;
  for (const Reminder& reminder : queue.due(now)) minutes.push_back(reminder.minutes_before);
  std::sort(minutes.begin(), minutes.end());
  return minutes;
}

Reminder at(Instant due_at, int minutes_before = 0) { return {due_at, plan, minutes_before}; }

TEST_CASE("a queue that starts finds what is overdue and what is due soon") {
  Store store;
  store.remind(at(monday - hours{48}, 1));
  store.remind(at(monday, 2));
  store.remind(at(monday + minutes{5}, 3));
  store.remind(at(monday + hours{2}, 4));
  ReminderQueue queue(monday);
  CHECK(due(store, queue, monday) == std::vector{1, 2});
  CHECK(queue.waiting() == 1);
  CHECK(due(store, queue, monday + minutes{5}) == std::vector{3});
}

TEST_CASE("what is far away is left to the table until its window comes") {
  Store store;
  ReminderQueue queue(monday);
  CHECK(due(store, queue, monday).empty());
  store.remind(at(monday + hours{3}));
  queue.add(at(monday + hours{3}));
  CHECK(queue.waiting() == 0);
  std::vector<int> said;
  Instant said_at;
  for (Instant now = monday; now <= monday + hours{4}; now += seconds{30}) {
    for (const int each : due(store, queue, now)) {
      said.push_back(each);
      said_at = now;
      store.write([](db::Transaction& transaction) { delete_reminders(transaction, plan); });
    }
  }
  CHECK(said == std::vector{0});
  CHECK(said_at == monday + hours{3});
}

TEST_CASE("what is added for the present window needs no table") {
  Store store;
  ReminderQueue queue(monday);
  CHECK(due(store, queue, monday).empty());
  queue.add(at(monday + minutes{2}, 30));
  CHECK(queue.waiting() == 1);
  CHECK(due(store, queue, monday + minutes{2}) == std::vector{30});
}

TEST_CASE("every window's edge belongs to exactly one window") {
  Store store;
  for (int minute = 0; minute < 120; ++minute) store.remind(at(monday + minutes{minute}, minute));
  ReminderQueue queue(monday);
  std::vector<int> all;
  for (Instant now = monday; now < monday + hours{2}; now += seconds{60}) {
    for (const int each : due(store, queue, now)) all.push_back(each);
  }
  CHECK(all.size() == 120);
  CHECK(std::is_sorted(all.begin(), all.end()));
}

TEST_CASE("a clock that leaps over many windows loses nothing") {
  Store store;
  for (int hour = 0; hour < 100; ++hour) store.remind(at(monday + hours{hour}, hour));
  ReminderQueue queue(monday);
  CHECK(due(store, queue, monday).size() == 1);
  CHECK(due(store, queue, monday + hours{99}).size() == 99);
  CHECK(queue.waiting() == 0);
}

// rule 22
TEST_CASE("a clock that is set back says nothing early") {
  Store store;
  ReminderQueue queue(monday);
  CHECK(due(store, queue, monday + hours{5}).empty());
  CHECK(due(store, queue, monday).empty());
  queue.add(at(monday + hours{1}, 7));
  CHECK(due(store, queue, monday + minutes{59}).empty());
  CHECK(due(store, queue, monday + hours{1}) == std::vector{7});
}

TEST_CASE(
    "what another process stored is found when the queue is told of it, and nothing is lost") {
  Store store;
  ReminderQueue queue(monday);
  store.remind(at(monday + minutes{5}, 1));
  CHECK(due(store, queue, monday).empty());
  store.remind(at(monday - minutes{1}, 2));
  store.remind(at(monday + minutes{3}, 3));
  CHECK(due(store, queue, monday + seconds{1}).empty());
  for (int i = 0; i < 3; ++i) {
    queue.forget();
    queue.refill(*store.reader, monday + seconds{2});
    CHECK(queue.waiting() == 3);
  }
  CHECK(due(store, queue, monday + seconds{2}) == std::vector{2});
  CHECK(due(store, queue, monday + minutes{5}) == std::vector{1, 3});
}

TEST_CASE("a reminder is claimed once") {
  Store store;
  store.remind(at(monday, 30));
  int claims = 0;
  for (int i = 0; i < 3; ++i) {
    store.write(
        [&](db::Transaction& transaction) { claims += claim(transaction, at(monday, 30)); });
  }
  CHECK(claims == 1);
}

TEST_CASE("a reminder that was moved cannot be claimed at its old time") {
  Store store;
  store.remind(at(monday + hours{1}));
  store.write([](db::Transaction& transaction) {
    delete_reminders(transaction, plan);
    insert_reminder(transaction, at(monday + hours{2}));
    CHECK_FALSE(claim(transaction, at(monday + hours{1})));
    CHECK(claim(transaction, at(monday + hours{2})));
  });
}

TEST_CASE("the reminders of one person go alone") {
  Store store;
  store.remind({monday, plan, 0, ann});
  store.remind({monday, plan, 0, bob});
  store.write([](db::Transaction& transaction) { delete_reminders_of(transaction, plan, bob); });
  const auto left = reminders_due(*store.reader, {monday, monday + seconds{1}});
  REQUIRE(left.size() == 1);
  CHECK(left.front().user == ann);
}

}  // namespace
}  // namespace kalends::notification
