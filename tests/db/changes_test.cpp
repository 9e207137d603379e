#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/db/database.hpp>

namespace kalends::db {
namespace {

constexpr Subject ann = subject(1, 0);
constexpr Subject bob = subject(2, 0);

struct Store {
  test::TempDir dir;
  Database database{dir.file("k.db")};
  std::unique_ptr<Connection> reader = database.open_reader();

  void touch(Subject subject) {
    (void)database.write([&](Transaction& transaction) -> Result<int> {
      transaction.touch(subject);
      return 0;
    });
  }
};

void write_probe(Connection& db, int at) {
  db.execute(
      "INSERT INTO write_probe (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = $1", at);
}

TEST_CASE("what was read before a change is not true any more, and what is read after it is") {
  Store store;
  const Moment before = store.reader->moment();
  CHECK(store.reader->still_true(before, ann));
  store.touch(ann);
  CHECK_FALSE(store.reader->still_true(before, ann));
  CHECK(store.reader->still_true(before, bob));
  CHECK(store.reader->still_true(store.reader->moment(), ann));
}

TEST_CASE("everything is every subject") {
  Store store;
  const Moment before = store.reader->moment();
  store.touch(everything);
  CHECK_FALSE(store.reader->still_true(before, ann));
  CHECK_FALSE(store.reader->still_true(before, bob));
  CHECK(store.reader->still_true(store.reader->moment(), bob));
}

TEST_CASE("a job that is undone changes nothing") {
  Store store;
  const Moment before = store.reader->moment();
  (void)store.database.write([&](Transaction& transaction) -> Result<int> {
    transaction.touch(ann);
    return not_found();
  });
  CHECK(store.reader->still_true(before, ann));
}

TEST_CASE("a change is noted before its answer, and before what follows the commit") {
  Store store;
  const Moment before = store.reader->moment();
  bool noted = false;
  (void)store.database.write([&](Transaction& transaction) -> Result<int> {
    transaction.touch(ann);
    CHECK(store.reader->still_true(before, ann));
    transaction.after_commit([&] { noted = !store.reader->still_true(before, ann); });
    return 0;
  });
  CHECK(noted);
}

TEST_CASE("within a snapshot everything is as old as the snapshot") {
  Store store;
  const Moment before = store.reader->moment();
  {
    const Snapshot snapshot(*store.reader);
    store.touch(ann);
    CHECK(store.reader->moment() == before);
    CHECK_FALSE(store.reader->still_true(store.reader->moment(), ann));
  }
  CHECK(store.reader->moment() > before);
}

TEST_CASE("what the writer reads is never kept: it may be undone") {
  Store store;
  (void)store.database.write([&](Transaction& transaction) -> Result<int> {
    const Moment moment = transaction.db().moment();
    CHECK_FALSE(transaction.db().still_true(moment, ann));
    CHECK_FALSE(store.reader->still_true(moment, ann));
    return 0;
  });
}

TEST_CASE("when another process wrote to the file, everything may have changed") {
  Store store;
  store.database.look_for_others();
  const Moment before = store.reader->moment();
  (void)store.database.write([&](Transaction& transaction) -> Result<int> {
    write_probe(transaction.db(), 1);
    return 0;
  });
  store.database.look_for_others();
  CHECK(store.reader->still_true(before, ann));
  Connection other(store.dir.file("k.db"), Mode::writer);
  write_probe(other, 2);
  store.database.look_for_others();
  CHECK_FALSE(store.reader->still_true(before, ann));
}

TEST_CASE("different ids and different kinds are different subjects") {
  CHECK(subject(1, 0).key != subject(1, 1).key);
  CHECK(subject(1, 0).key != subject(2, 0).key);
  CHECK(subject(0, 0).key != everything.key);
}

}  // namespace
}  // namespace kalends::db
