#include "store.hpp"

namespace kalends::notification {
namespace {

TEST_CASE("a nudge rings every bell of the people it is for, and no other") {
  Hub hub;
  int phone = 0;
  int desk = 0;
  int other = 0;
  const auto first = hub.seat(bob, [&] { ++phone; });
  const auto second = hub.seat(bob, [&] { ++desk; });
  const auto third = hub.seat(ann, [&] { ++other; });
  hub.nudge(std::vector{bob});
  CHECK(phone == 1);
  CHECK(desk == 1);
  CHECK(other == 0);
  CHECK(hub.seats() == 3);
}

TEST_CASE("what a person does at one client, their others are told once, and nobody else") {
  Hub hub;
  int phone = 0;
  int other = 0;
  const auto first = hub.seat(
      bob, [&] { ++phone; }, "phone");
  const auto second = hub.seat(
      bob, [] {}, "desk");
  const auto third = hub.seat(
      ann, [&] { ++other; }, "desk");
  hub.tell_others(bob, "desk");
  CHECK(phone == 1);
  CHECK(other == 0);
  CHECK(first->take_mail().own_acts);
  CHECK_FALSE(first->take_mail().own_acts);
  CHECK_FALSE(second->take_mail().own_acts);
  CHECK_FALSE(third->take_mail().own_acts);
}

TEST_CASE("what was told comes with the bell: its place in the log, and what it says") {
  Store store;
  IdSource ids(store.clock);
  Hub hub;
  Notifier notifier(ids, hub, 500);
  const auto of_ann = hub.seat(ann, [] {});
  const auto of_bob = hub.seat(bob, {});
  store.tell(notifier, {bob});
  store.tell(notifier, {ann, bob}, Kind::changed);
  const Mail mail = of_bob->take_mail();
  CHECK_FALSE(mail.look);
  REQUIRE(mail.letters.size() == 2);
  CHECK(mail.letters[0].seq == 1);
  CHECK(mail.letters[1].seq == 2);
  CHECK(mail.letters[1].notice->kind == Kind::changed);
  const auto log = read_log(*store.reader, bob, 0, 10);
  CHECK(mail.letters[0].notice->id == log.at(0).notice);
  CHECK(mail.letters[1].notice->id == log.at(1).notice);
  REQUIRE(of_ann->take_mail().letters.size() == 1);
  CHECK(of_bob->take_mail().letters.empty());
}

TEST_CASE("whoever is told that there is more, or lets much lie, is to look at the log") {
  Store store;
  IdSource ids(store.clock);
  Hub hub;
  Notifier notifier(ids, hub, 500);
  const auto seat = hub.seat(bob, [] {});
  store.tell(notifier, {bob});
  hub.nudge(std::vector{bob});
  CHECK(seat->take_mail().look);
  for (int i = 0; i < 100; ++i) store.tell(notifier, {bob});
  const Mail mail = seat->take_mail();
  CHECK(mail.look);
  CHECK(mail.letters.empty());
}

TEST_CASE("a person has a bounded number of seats, and another one when one is left") {
  Hub hub(2);
  auto first = hub.seat(bob, [] {});
  const auto second = hub.seat(bob, [] {});
  CHECK(hub.seat(bob, [] {}) == nullptr);
  CHECK(hub.seat(ann, [] {}) != nullptr);
  first.reset();
  CHECK(hub.seat(bob, [] {}) != nullptr);
}

TEST_CASE("a seat that is left is not rung any more") {
  Hub hub;
  int rung = 0;
  auto seat = hub.seat(bob, [&] { ++rung; });
  seat.reset();
  hub.nudge(std::vector{bob});
  CHECK(rung == 0);
  CHECK(hub.seats() == 0);
}

TEST_CASE("a bell is rung when what it tells of can be read") {
  Store store;
  IdSource ids(store.clock);
  Hub hub;
  Notifier notifier(ids, hub, 500);
  std::size_t readable = 0;
  const auto seat = hub.seat(bob, [&] { readable = read_log(*store.reader, bob, 0, 10).size(); });
  store.tell(notifier, {ann, bob});
  CHECK(readable == 1);
}

TEST_CASE("what is rolled back rings nobody and is nowhere") {
  Store store;
  IdSource ids(store.clock);
  Hub hub;
  Notifier notifier(ids, hub, 500);
  int rung = 0;
  const auto seat = hub.seat(bob, [&] { ++rung; });
  const auto done = store.database.write([&](db::Transaction& transaction) -> Result<bool> {
    Notice notice;
    notice.meeting.id = plan;
    notice.meeting.organizer = ann;
    notifier.tell(transaction, notice, std::vector{bob});
    return invalid("/title", "is not liked");
  });
  CHECK(done.has_error());
  CHECK(rung == 0);
  CHECK(log_head(*store.reader, bob).last_seq == 0);
}

TEST_CASE("how far somebody's clients came is known, also of those that are gone") {
  Hub hub;
  CHECK_FALSE(hub.reach_of(bob).connected);
  CHECK(hub.reach_of(bob).pushed.empty());
  auto phone = hub.seat(bob, {});
  auto desk = hub.seat(bob, {});
  phone->note_pushed({0, 7});
  desk->note_pushed({5, 9});
  CHECK(hub.reach_of(bob).connected);
  CHECK(hub.reach_of(bob).pushed.size() == 2);
  CHECK_FALSE(hub.reach_of(ann).connected);
  phone.reset();
  desk.reset();
  const Reach gone = hub.reach_of(bob);
  CHECK_FALSE(gone.connected);
  REQUIRE(gone.pushed.size() == 1);
  CHECK(gone.pushed[0].has(1));
  CHECK(gone.pushed[0].has(9));
  CHECK_FALSE(gone.pushed[0].has(10));
  hub.seat(bob, {})->note_pushed({20, 22});
  const Reach later = hub.reach_of(bob);
  REQUIRE(later.pushed.size() == 1);
  CHECK(later.pushed[0].has(21));
  CHECK_FALSE_MESSAGE(later.pushed[0].has(15), "of what was not pushed it is not said");
}

TEST_CASE("a client that was greeted with nothing tells nothing of what is shown") {
  Hub hub;
  auto seat = hub.seat(bob, {});
  CHECK(hub.reach_of(bob).connected);
  CHECK(hub.reach_of(bob).pushed.empty());
  seat.reset();
  CHECK(hub.reach_of(bob).pushed.empty());
}

TEST_CASE("everybody can be rung at once") {
  Hub hub;
  int rings = 0;
  const auto first = hub.seat(bob, [&] { ++rings; });
  const auto second = hub.seat(ann, [&] { ++rings; });
  hub.nudge_all();
  CHECK(rings == 2);
  CHECK(first->take_mail().look);
}

}  // namespace
}  // namespace kalends::notification
