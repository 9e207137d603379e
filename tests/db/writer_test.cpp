#include "support/temp_dir.hpp"

#include <atomic>
#include <filesystem>
#include <latch>
#include <set>
#include <stdexcept>
#include <thread>

#include <doctest/doctest.h>

#include <kalends/db/database.hpp>

namespace kalends::db {
namespace {

struct Store {
  test::TempDir dir;
  Database database{dir.file("k.db")};
  std::unique_ptr<Connection> reader = database.open_reader();

  std::int64_t count() {
    Rows rows = reader->query("SELECT count(*) FROM write_probe");
    rows.next();
    return rows.integer(0);
  }
};

Result<int> insert(Transaction& transaction, int id) {
  transaction.db().execute("INSERT INTO write_probe (id, at) VALUES ($1, 0)", id);
  return id;
}

/// Runs jobs in threads of their own so that they wait together behind one that holds the writer:
/// they are one batch.
template <class Job>
void together(Database& database, int count, Job job) {
  std::latch held(1);
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    (void)database.write([&](Transaction&) -> Result<int> {
      held.count_down();
      while (database.figures().waiting < count) std::this_thread::yield();
      return 0;
    });
  });
  held.wait();
  for (int i = 0; i < count; ++i) threads.emplace_back([&job, i] { job(i); });
  for (std::thread& thread : threads) thread.join();
}

TEST_CASE("what was written is there for whoever asks after the answer") {
  Store store;
  const auto result = store.database.write([](Transaction& t) { return insert(t, 7); });
  CHECK(*result == 7);
  CHECK(store.count() == 1);
}

TEST_CASE("jobs that wait together share one commit") {
  Store store;
  together(store.database, 50, [&](int id) {
    CHECK(store.database.write([&](Transaction& t) { return insert(t, id); }).has_value());
  });
  CHECK(store.count() == 50);
  const WriterFigures figures = store.database.figures();
  CHECK(figures.commits == 2);
  CHECK(figures.jobs == 51);
  CHECK(figures.failures == 0);
  CHECK(figures.waiting == 0);
}

TEST_CASE("nothing is stored in a file that has lost its name, until it has it again") {
  namespace fs = std::filesystem;
  Store store;
  const std::string file = store.dir.file("k.db");
  const std::string aside = store.dir.file("aside.db");
  const auto write = [&](int id) {
    return store.database.write([&](Transaction& t) { return insert(t, id); }).has_value();
  };
  CHECK(write(1));
  fs::rename(file, aside);
  CHECK_THROWS_AS((void)write(2), Unavailable);
  fs::copy(aside, file);  // another file by the same name
  CHECK_THROWS_AS((void)write(3), Unavailable);
  CHECK(store.count() == 1);
  CHECK(store.database.figures().failures == 2);
  fs::rename(aside, file);
  CHECK(write(4));
  CHECK(store.count() == 2);
}

TEST_CASE("a job that returns an error is undone alone") {
  Store store;
  together(store.database, 20, [&](int id) {
    const auto result = store.database.write([&](Transaction& t) -> Result<int> {
      (void)insert(t, id);
      if (id == 10) return not_found();
      return id;
    });
    CHECK(result.has_value() == (id != 10));
  });
  CHECK(store.count() == 19);
  CHECK(store.database.figures().commits == 2);
}

TEST_CASE("a job that throws is undone alone, and its caller gets what it threw") {
  Store store;
  together(store.database, 20, [&](int id) {
    const auto write = [&] {
      return store.database.write([&](Transaction& t) -> Result<int> {
        (void)insert(t, id);
        if (id % 2 == 0) throw std::domain_error("even");
        return id;
      });
    };
    if (id % 2 == 0) {
      CHECK_THROWS_WITH_AS(write(), "even", std::domain_error);
    } else {
      CHECK(write().has_value());
    }
  });
  CHECK(store.count() == 10);
  CHECK(store.database.figures().commits == 2);
}

TEST_CASE("a job that breaks a constraint does not harm its neighbours") {
  Store store;
  std::atomic<int> refused = 0;
  together(store.database, 20, [&](int id) {
    try {
      (void)store.database.write([&](Transaction& t) { return insert(t, id / 2); });
    } catch (const std::logic_error&) {
      ++refused;
    }
  });
  CHECK(refused.load() == 10);
  CHECK(store.count() == 10);
}

TEST_CASE("of many who want the same name, the constraint lets one have it") {
  Store store;
  std::atomic<int> won = 0;
  together(store.database, 20, [&](int) {
    const auto result = store.database.write([](Transaction& t) -> Result<int> {
      const auto changed =
          t.db().execute("INSERT INTO write_probe (id, at) VALUES (1, 0) ON CONFLICT DO NOTHING");
      if (changed == 0) return Error{ErrorCode::conflict, "taken", {}};
      return 1;
    });
    if (result) ++won;
  });
  CHECK(won.load() == 1);
  CHECK(store.count() == 1);
}

TEST_CASE("a job sees what the jobs before it in the same commit did") {
  Store store;
  std::atomic<std::int64_t> highest = 0;
  together(store.database, 10, [&](int id) {
    (void)store.database.write([&](Transaction& t) -> Result<int> {
      (void)insert(t, id);
      Rows rows = t.db().query("SELECT count(*) FROM write_probe");
      rows.next();
      highest = std::max(highest.load(), rows.integer(0));
      return 0;
    });
  });
  CHECK(highest.load() == 10);
}

TEST_CASE("nobody reads what is not committed yet") {
  Store store;
  std::int64_t seen_inside = -1;
  (void)store.database.write([&](Transaction& t) {
    auto result = insert(t, 1);
    seen_inside = store.count();
    return result;
  });
  CHECK(seen_inside == 0);
  CHECK(store.count() == 1);
}

TEST_CASE("what follows a commit runs when the rows can be read, and before the answer") {
  Store store;
  std::int64_t seen = -1;
  (void)store.database.write([&](Transaction& t) {
    t.after_commit([&] { seen = store.count(); });
    return insert(t, 1);
  });
  CHECK(seen == 1);
}

TEST_CASE("what follows a commit is dropped when the job is undone") {
  Store store;
  std::atomic<int> told = 0;
  together(store.database, 3, [&](int id) {
    try {
      (void)store.database.write([&](Transaction& t) -> Result<int> {
        t.after_commit([&] { ++told; });
        if (id == 0) return not_found();
        if (id == 1) throw std::domain_error("no");
        return insert(t, id);
      });
    } catch (const std::domain_error&) {
      CHECK(id == 1);
    }
  });
  CHECK(told.load() == 1);
}

TEST_CASE("what follows a commit follows in the order it was registered") {
  Store store;
  std::vector<int> order;
  (void)store.database.write([&](Transaction& t) {
    for (int i = 0; i < 3; ++i) t.after_commit([&order, i] { order.push_back(i); });
    return insert(t, 1);
  });
  CHECK(order == std::vector<int>{0, 1, 2});
}

TEST_CASE("a reader inside a snapshot does not stop the writer") {
  Store store;
  const Snapshot snapshot(*store.reader);
  CHECK(store.count() == 0);
  CHECK(store.database.write([](Transaction& t) { return insert(t, 1); }).has_value());
  CHECK(store.count() == 0);
}

TEST_CASE("many threads write and read at once, and every answer is true") {
  Store store;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&store, thread] {
      const auto mine = store.database.open_reader();
      for (int n = 0; n < 50; ++n) {
        const int id = thread * 1000 + n;
        CHECK(store.database.write([&](Transaction& t) { return insert(t, id); }).has_value());
        Rows rows = mine->query("SELECT 1 FROM write_probe WHERE id = $1", id);
        CHECK(rows.next());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(store.count() == 400);
  CHECK(store.database.figures().jobs == 400);
}

/// About 250 pages.
void write_much(Database& database, int id) {
  const std::string big(1'000'000, 'x');
  (void)database.write([&](Transaction& t) {
    t.db().execute("INSERT INTO answered_requests VALUES ($1, '', '', 200, $2, NULL, 0)", id, big);
    return insert(t, id);
  });
}

TEST_CASE("however much is written without a pause, the log begins anew, and nothing is lost") {
  const test::TempDir dir;
  const std::string path = dir.file("k.db");
  constexpr int most = 250;  // a log without bound would hold 60,000 pages then
  int written = 0;
  {
    Database database(path);
    const auto reader = database.open_reader();
    std::int64_t longest = 0;
    while (written < most && database.figures().log_pages >= longest) {
      longest = database.figures().log_pages;
      write_much(database, ++written);
    }
    CHECK(written < most);
    CHECK(database.figures().log_pages < longest);
    for (int i = 0; i < 10; ++i) write_much(database, ++written);
    Rows rows = reader->query("SELECT count(*), sum(length(body)) FROM answered_requests");
    REQUIRE(rows.next());
    CHECK(rows.integer(0) == written);
    CHECK(rows.integer(1) == written * std::int64_t{1'000'000});
  }
  Connection afterwards(path, Mode::reader);
  Rows rows = afterwards.query("PRAGMA integrity_check");
  REQUIRE(rows.next());
  CHECK(rows.view(0) == "ok");
}

TEST_CASE("a reader that stays does not stop the writer, only the log from beginning anew") {
  Store store;
  write_much(store.database, 1);
  {
    const Snapshot snapshot(*store.reader);
    CHECK(store.count() == 1);
    for (int id = 2; id <= 70; ++id) write_much(store.database, id);
    CHECK(store.count() == 1);
    CHECK(store.database.figures().log_pages > 16'000);
  }
  std::int64_t longest = 0;
  int id = 70;
  while (id < 250 && store.database.figures().log_pages >= longest) {
    longest = store.database.figures().log_pages;
    write_much(store.database, ++id);
  }
  CHECK(id < 250);
  CHECK(store.count() == id);
}

TEST_CASE("what was answered is there after the database is opened again") {
  const test::TempDir dir;
  {
    Database database(dir.file("k.db"));
    (void)database.write([](Transaction& t) { return insert(t, 1); });
  }
  Database database(dir.file("k.db"));
  CHECK(database.migrated().from == database.migrated().to);
  const auto reader = database.open_reader();
  Rows rows = reader->query("SELECT id FROM write_probe");
  REQUIRE(rows.next());
  CHECK(rows.integer(0) == 1);
}

TEST_CASE("a write waits for another program to be done with the file") {
  Store store;
  Connection other(store.database.path(), Mode::writer);
  other.script("BEGIN IMMEDIATE");
  std::thread program([&] {
    CHECK(store.database.write([](Transaction& t) { return insert(t, 1); }).has_value());
  });
  other.script("INSERT INTO write_probe VALUES (2, 0); COMMIT");
  program.join();
  CHECK(store.count() == 2);
}

void limit_pages(Database& database, const std::string& pages) {
  (void)database.write([&](Transaction& t) -> Result<int> {
    t.db().script("PRAGMA max_page_count = " + pages);
    return 0;
  });
}

TEST_CASE("on a full disk nothing is stored, everybody is told, and later all is well") {
  Store store;
  limit_pages(store.database, "1");
  const std::string big(1'000'000, 'x');
  std::atomic<int> told = 0;
  std::atomic<int> unavailable = 0;
  together(store.database, 3, [&](int id) {
    try {
      (void)store.database.write([&](Transaction& t) {
        t.after_commit([&] { ++told; });
        t.db().execute("INSERT INTO answered_requests VALUES (0, $1, '', 200, '', NULL, 0)", big);
        return insert(t, id);
      });
    } catch (const Unavailable&) {
      ++unavailable;
    }
  });
  CHECK(unavailable.load() == 3);
  CHECK(told.load() == 0);
  CHECK(store.count() == 0);
  limit_pages(store.database, "1000000");
  CHECK(store.database.write([](Transaction& t) { return insert(t, 1); }).has_value());
}

}  // namespace
}  // namespace kalends::db
