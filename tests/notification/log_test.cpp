#include "store.hpp"

#include <algorithm>
#include <random>

#include <kalends/notification/log.hpp>

namespace kalends::notification {
namespace {

struct Told : Store {
  Notifier notifier(std::int64_t keep = 500) { return {ids, hub, keep}; }
  std::vector<std::int64_t> seqs(UserId user, std::int64_t after = 0, int limit = 1000) {
    std::vector<std::int64_t> out;
    for (const LogEntry& entry : read_log(*reader, user, after, limit)) out.push_back(entry.seq);
    return out;
  }
  IdSource ids{clock};
  Hub hub;
};

TEST_CASE("each person's log counts from one, without a gap") {
  Told store;
  Notifier notifier = store.notifier();
  store.tell(notifier, {ann, bob});
  store.tell(notifier, {bob});
  store.tell(notifier, {ann});
  CHECK(store.seqs(ann) == std::vector<std::int64_t>{1, 2});
  CHECK(store.seqs(bob) == std::vector<std::int64_t>{1, 2});
  CHECK(store.seqs(bob, 1) == std::vector<std::int64_t>{2});
  CHECK(store.seqs(bob, 0, 1) == std::vector<std::int64_t>{1});
  CHECK(log_head(*store.reader, UserId{99}).last_seq == 0);
}

TEST_CASE("telling nobody writes nothing") {
  Told store;
  Notifier notifier = store.notifier();
  store.tell(notifier, {});
  CHECK_FALSE(store.reader->query("SELECT 1 FROM notices").next());
}

TEST_CASE("many people share one notice") {
  Told store;
  Notifier notifier = store.notifier();
  store.tell(notifier, {ann, bob});
  const auto of_ann = read_log(*store.reader, ann, 0, 10);
  const auto of_bob = read_log(*store.reader, bob, 0, 10);
  REQUIRE(of_ann.size() == 1);
  REQUIRE(of_bob.size() == 1);
  CHECK(of_ann.front().notice == of_bob.front().notice);
}

TEST_CASE("a log keeps its newest entries and forgets the oldest") {
  Told store;
  Notifier notifier = store.notifier(10);
  for (int i = 0; i < 64; ++i) store.tell(notifier, {bob});
  const auto kept = store.seqs(bob);
  REQUIRE(kept.size() == 10);
  CHECK(kept.front() == 55);
  CHECK(kept.back() == 64);
  CHECK(log_head(*store.reader, bob).last_seq == 64);
}

TEST_CASE("a cursor is good from the last forgotten entry to the newest one") {
  Told store;
  Notifier notifier = store.notifier(10);
  for (int i = 0; i < 64; ++i) store.tell(notifier, {bob});
  CHECK_FALSE(is_readable_from(*store.reader, bob, 0));
  CHECK_FALSE(is_readable_from(*store.reader, bob, 53));
  CHECK(is_readable_from(*store.reader, bob, 54));
  CHECK(is_readable_from(*store.reader, bob, 64));
  CHECK_FALSE(is_readable_from(*store.reader, bob, 65));
  CHECK(is_readable_from(*store.reader, ann, 0));
  CHECK_FALSE(is_readable_from(*store.reader, ann, 1));
}

TEST_CASE("old notices go by their age, and their entries with them") {
  Told store;
  Notifier notifier = store.notifier();
  store.tell(notifier, {bob});
  store.clock.set(monday + hours{48});
  store.tell(notifier, {bob});
  store.write([](db::Transaction& transaction) {
    delete_notices_before(transaction, monday + hours{24}, 100);
  });
  CHECK(store.seqs(bob) == std::vector<std::int64_t>{2});
  CHECK_FALSE(is_readable_from(*store.reader, bob, 0));
  CHECK(is_readable_from(*store.reader, bob, 1));
}

TEST_CASE("no more notices are deleted at once than was asked for") {
  Told store;
  Notifier notifier = store.notifier();
  for (int i = 0; i < 5; ++i) store.tell(notifier, {bob});
  store.write([](db::Transaction& transaction) {
    CHECK(delete_notices_before(transaction, monday + hours{24}, 2) == 2);
  });
  CHECK(store.seqs(bob) == std::vector<std::int64_t>{3, 4, 5});
  store.write([](db::Transaction& transaction) {
    CHECK(delete_notices_before(transaction, monday + hours{24}, 10) == 3);
  });
}

TEST_CASE("the newest of some news is found in logs of any length") {
  Told store;
  Notifier notifier = store.notifier(10);
  std::mt19937 dice(7);
  const auto chance = [&](unsigned percent) { return dice() % 100 < percent; };
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    store.clock.set(store.clock.now() + seconds{1});
    const Kind kind = chance(30) ? Kind::changed : Kind::reminder;
    store.tell(notifier, chance(50) ? std::vector{ann, bob} : std::vector{chance(20) ? ann : bob},
               kind);
    const auto news = news_of(*store.reader, plan, 1 + round % 40);
    for (const UserId user : {ann, bob}) {
      std::optional<LogEntry> expected;
      for (const LogEntry& entry : read_log(*store.reader, user, 0, 1000)) {
        const bool among = std::any_of(news.begin(), news.end(),
                                       [&](const News& each) { return each.id == entry.notice; });
        if (among) expected = entry;
      }
      const auto last = log_head(*store.reader, user).last_seq;
      const auto found = newest_in_log(*store.reader, user, last, news);
      REQUIRE(found.has_value() == expected.has_value());
      if (!found) continue;
      CHECK(found->seq == expected->seq);
      CHECK(found->news.id == expected->notice);
      CHECK(found->news.kind == Kind::changed);
    }
  }
}

TEST_CASE("news of a meeting are its invitations, changes and cancellations, newest first") {
  Told store;
  Notifier notifier = store.notifier();
  for (const Kind kind :
       {Kind::invited, Kind::responded, Kind::changed, Kind::reminder, Kind::cancelled}) {
    store.tell(notifier, {bob}, kind);
  }
  std::vector<Kind> kinds;
  for (const News& each : news_of(*store.reader, plan, 10)) kinds.push_back(each.kind);
  CHECK(kinds == std::vector{Kind::cancelled, Kind::changed, Kind::invited});
  CHECK(news_of(*store.reader, plan, 2).size() == 2);
  CHECK(news_of(*store.reader, MeetingId{99}, 10).empty());
}

TEST_CASE("an acknowledgement rings the bells of whom it is of, when it moves") {
  Told store;
  Notifier notifier = store.notifier();
  for (int i = 0; i < 2; ++i) store.tell(notifier, {ann, bob});
  std::int64_t heard = 0;
  int rung = 0;
  int other = 0;
  const auto seat = store.hub.seat(bob, [&] {
    ++rung;
    heard = log_head(*store.reader, bob).acked_seq;
  });
  const auto of_ann = store.hub.seat(ann, [&] { ++other; });
  const auto acknowledge = [&](std::int64_t seq) {
    store.write([&](db::Transaction& transaction) { notifier.acknowledge(transaction, bob, seq); });
  };
  acknowledge(1);
  CHECK(rung == 1);
  CHECK(heard == 1);
  acknowledge(1);
  CHECK(rung == 1);
  acknowledge(7);
  CHECK(rung == 2);
  acknowledge(8);
  CHECK(rung == 2);
  CHECK(other == 0);
}

TEST_CASE("an acknowledgement goes neither back nor beyond the log") {
  Told store;
  Notifier notifier = store.notifier();
  for (int i = 0; i < 5; ++i) store.tell(notifier, {bob});
  const auto acked = [&](std::int64_t seq) {
    store.write([&](db::Transaction& transaction) { acknowledge(transaction, bob, seq); });
    return log_head(*store.reader, bob).acked_seq;
  };
  CHECK(acked(3) == 3);
  CHECK(acked(2) == 3);
  CHECK(acked(-7) == 3);
  CHECK(acked(99) == 5);
  CHECK(acked(5) == 5);
}

}  // namespace
}  // namespace kalends::notification
