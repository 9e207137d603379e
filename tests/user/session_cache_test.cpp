#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/user/session_cache.hpp>

namespace kalends::user {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr Instant now{seconds{1'772'438'400}};
constexpr UserId ann{1};

/// Ann, with two sessions that were used.
struct Door {
  Door() {
    write([&](db::Transaction& transaction) {
      REQUIRE(add_user(transaction, ann, {"ann@example.org", "Ann", "UTC", "", false}, now)
                  .has_value());
      here = open_session(transaction, ann, {now, days{1}});
      there = open_session(transaction, ann, {now, days{30}});
    });
    CHECK(found(here));
    CHECK(found(there));
  }

  template <class Work>
  void write(Work work) {
    (void)database.write([&](db::Transaction& transaction) -> Result<bool> {
      work(transaction);
      return true;
    });
  }
  std::shared_ptr<const Session> found(const NewSession& session, Instant at = now) {
    return cache.find(*reader, session.token, at);
  }

  test::TempDir directory;
  db::Database database{directory.file("kalends.db")};
  std::unique_ptr<db::Connection> reader = database.open_reader();
  SessionCache cache{1 << 20};
  NewSession here;
  NewSession there;
};

TEST_CASE("a session that was used lately is found without the database") {
  Door door;
  const auto before = door.cache.figures();
  CHECK(door.found(door.here)->user.email == "ann@example.org");
  CHECK(door.found(door.here)->token_hash == token_hash(door.here.token));
  CHECK(door.cache.figures().hits == before.hits + 2);
  CHECK(door.cache.figures().misses == before.misses);
}

TEST_CASE("a session that was kept ends when it expires") {
  Door door;
  CHECK(door.found(door.here, door.here.expires_at - seconds{1}));
  CHECK_FALSE(door.found(door.here, door.here.expires_at));
  CHECK(door.found(door.there, door.here.expires_at));
}

TEST_CASE("a session that was kept ends when it is closed, alone or with the others") {
  Door door;
  door.write([&](auto& t) { close_session(t, token_hash(door.here.token)); });
  CHECK_FALSE(door.found(door.here));
  CHECK(door.found(door.there));
  NewSession third;
  door.write([&](auto& t) { third = open_session(t, ann, {now, days{1}}); });
  CHECK(door.found(third));
  door.write([&](auto& t) { close_other_sessions(t, ann, token_hash(third.token)); });
  CHECK_FALSE(door.found(door.there));
  CHECK(door.found(third));
}

TEST_CASE("whoever changed their name or zone is known by the new ones") {
  Door door;
  door.write([&](auto& t) { set_time_zone(t, ann, "Asia/Tokyo"); });
  CHECK(door.found(door.here)->user.time_zone == "Asia/Tokyo");
  door.write([&](auto& t) { set_name(t, *find_user(t.db(), ann), "Anna"); });
  CHECK(door.found(door.here)->user.name == "Anna");
}

TEST_CASE("a token that nobody has is asked for each time") {
  Door door;
  const auto before = door.cache.figures();
  CHECK_FALSE(door.cache.find(*door.reader, "guessed", now));
  CHECK_FALSE(door.cache.find(*door.reader, "guessed", now));
  CHECK(door.cache.figures().misses == before.misses + 2);
  CHECK(door.cache.figures().bytes == before.bytes);
}

}  // namespace
}  // namespace kalends::user
