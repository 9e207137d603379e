#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/user/session.hpp>

using namespace kalends;
using namespace kalends::user;
using std::chrono::days;
using std::chrono::seconds;

namespace {

constexpr Instant now{seconds{1'772'438'400}};
constexpr UserId ann{1};
constexpr UserId bob{2};

class Door {
 public:
  Door() {
    add(ann, "ann@example.org", "correct horse");
    add(bob, "bob@example.org", "battery staple");
  }

  void add(UserId id, const std::string& email, const std::string& password) {
    const std::string hash = hasher.hash(password);
    write([&](db::Transaction& transaction) {
      REQUIRE(add_user(transaction, id, {email, "Name", "UTC", hash, false}, now).has_value());
    });
  }
  NewSession open(UserId user, Instant at = now, days lifetime = days{30}) {
    NewSession session;
    write([&](db::Transaction& t) { session = open_session(t, user, {at, lifetime}); });
    return session;
  }
  bool is_in(const NewSession& session, Instant at = now) {
    const auto found = find_session(*reader, session.token, at);
    CHECK(found.has_value() == user::is_open(*reader, token_hash(session.token), at));
    return found.has_value();
  }
  template <class Work>
  void write(Work work) {
    const auto done = database.write([&](db::Transaction& transaction) -> Result<bool> {
      work(transaction);
      return true;
    });
    REQUIRE(done.has_value());
  }

  test::TempDir directory;
  db::Database database{directory.file("kalends.db")};
  std::unique_ptr<db::Connection> reader = database.open_reader();
  PasswordHasher hasher{8, 1};
};

}  // namespace

TEST_CASE("a session shows who opened it") {
  Door door;
  const NewSession session = door.open(bob);
  const auto found = find_session(*door.reader, session.token, now);
  REQUIRE(found.has_value());
  CHECK(found->user.id == bob);
  CHECK(found->user.email == "bob@example.org");
  CHECK(found->expires_at == now + days{30});
  CHECK(found->token_hash == token_hash(session.token));
}

TEST_CASE("a session lasts up to its end, which does not belong to it") {
  Door door;
  const NewSession session = door.open(ann, now, days{1});
  CHECK(session.expires_at == now + days{1});
  CHECK(door.is_in(session, now + days{1} - seconds{1}));
  CHECK_FALSE(door.is_in(session, now + days{1}));
  CHECK_FALSE(door.is_in(session, now + days{400}));
}

TEST_CASE("closing one session leaves the others") {
  Door door;
  const NewSession first = door.open(ann);
  const NewSession second = door.open(ann);
  door.write([&](db::Transaction& t) { close_session(t, token_hash(first.token)); });
  CHECK_FALSE(door.is_in(first));
  CHECK(door.is_in(second));
}

TEST_CASE("closing a person's other sessions touches nobody else's") {
  Door door;
  const NewSession kept = door.open(ann);
  const NewSession other = door.open(ann);
  const NewSession of_bob = door.open(bob);
  door.write([&](db::Transaction& t) { close_other_sessions(t, ann, token_hash(kept.token)); });
  CHECK(door.is_in(kept));
  CHECK_FALSE(door.is_in(other));
  CHECK(door.is_in(of_bob));
}

TEST_CASE("sessions that are over are deleted, and only they") {
  Door door;
  door.open(ann, now, days{1});
  const NewSession longer = door.open(ann, now, days{2});
  door.write([](db::Transaction& t) { delete_expired_sessions(t, now + days{1}); });
  auto rows = door.reader->query("SELECT COUNT(*) FROM sessions");
  REQUIRE(rows.next());
  CHECK(rows.integer(0) == 1);
  CHECK(door.is_in(longer, now + days{1}));
}

TEST_CASE("an unknown token is no session") {
  Door door;
  const NewSession session = door.open(ann);
  for (const std::string& token :
       {std::string(), std::string("x"), session.token + " ", token_hash(session.token)}) {
    CHECK_FALSE(find_session(*door.reader, token, now).has_value());
  }
}

TEST_CASE("address and password must both be right, and the refusal does not say which is wrong") {
  Door door;
  const auto in = sign_in(*door.reader, door.hasher, "ANN@Example.org", "correct horse");
  REQUIRE(in.has_value());
  CHECK(in->user.id == ann);
  const auto wrong_password = sign_in(*door.reader, door.hasher, "ann@example.org", "wrong");
  const auto of_bob = sign_in(*door.reader, door.hasher, "ann@example.org", "battery staple");
  const auto nobody = sign_in(*door.reader, door.hasher, "cid@example.org", "correct horse");
  for (const auto* refused : {&wrong_password, &of_bob, &nobody}) {
    REQUIRE(refused->has_error());
    CHECK(refused->error().code == ErrorCode::unauthenticated);
    CHECK(refused->error().message == nobody.error().message);
    CHECK(refused->error().fields.empty());
  }
}

TEST_CASE("a password that was changed while somebody signed in with it opens nothing") {
  Door door;
  const auto proven = sign_in(*door.reader, door.hasher, "ann@example.org", "correct horse");
  REQUIRE(proven.has_value());
  const std::string new_hash = door.hasher.hash("battery staple");
  door.write([&](db::Transaction& t) {
    set_password_hash(t, ann, new_hash);
    close_other_sessions(t, ann, "");
  });
  const auto opened = door.database.write([&](db::Transaction& t) -> Result<NewSession> {
    return open_session(t, *proven, {now, days{30}});
  });
  REQUIRE(opened.has_error());
  CHECK(opened.error().code == ErrorCode::unauthenticated);
  CHECK_FALSE(door.reader->query("SELECT 1 FROM sessions").next());
}

TEST_CASE("the same password under a new hash is another one: it was changed") {
  Door door;
  const auto proven = sign_in(*door.reader, door.hasher, "ann@example.org", "correct horse");
  REQUIRE(proven.has_value());
  const std::string same_again = door.hasher.hash("correct horse");
  door.write([&](db::Transaction& t) {
    CHECK(still_holds(t, *proven));
    set_password_hash(t, ann, same_again);
    CHECK_FALSE(still_holds(t, *proven));
  });
}

TEST_CASE("whether an address is known cannot be told from how often is hashed") {
  Door door;
  const auto cost = [&](const char* email, const char* password) {
    const auto before = door.hasher.hashed();
    (void)sign_in(*door.reader, door.hasher, email, password);
    return door.hasher.hashed() - before;
  };
  CHECK(cost("ann@example.org", "correct horse") == 1);
  CHECK(cost("ann@example.org", "wrong") == 1);
  CHECK(cost("nobody@example.org", "correct horse") == 1);
  CHECK(cost("no address", "") == 1);
}
