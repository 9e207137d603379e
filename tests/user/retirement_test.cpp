#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/user/feed.hpp>
#include <kalends/user/registration.hpp>
#include <kalends/user/retirement.hpp>
#include <kalends/user/session.hpp>
#include <kalends/user/token.hpp>

using namespace kalends;
using namespace kalends::user;
using std::chrono::days;
using std::chrono::seconds;

namespace {

constexpr Instant now{seconds{1'772'438'400}};
constexpr UserId ann{1};
constexpr UserId bob{2};

struct House {
  House() {
    add(ann, "Ann", true);
    add(bob, "Bob", false);
  }
  void add(UserId id, const std::string& name, bool administrator) {
    const std::string hash = hasher.hash("correct horse");
    write([&](db::Transaction& transaction) {
      const NewUser entry{name + "@example.org", name, "UTC", hash, administrator};
      REQUIRE(add_user(transaction, id, entry, now).has_value());
    });
  }
  template <class Work>
  void write(Work work) {
    database
        .write([&](db::Transaction& transaction) -> Result<bool> {
          work(transaction);
          return true;
        })
        .value();
  }
  void begin() {
    write([](db::Transaction& t) { begin_retirement(t, bob, now); });
  }
  void finish() {
    write([](db::Transaction& t) { finish_retirement(t, bob); });
  }

  test::TempDir directory;
  db::Database database{directory.file("k.db")};
  std::unique_ptr<db::Connection> reader = database.open_reader();
  PasswordHasher hasher{8, 1};
};

}  // namespace

TEST_CASE("nothing opens an account that has retired") {
  House house;
  const auto proven = sign_in(*house.reader, house.hasher, "bob@example.org", "correct horse");
  REQUIRE(proven.has_value());
  NewSession session;
  std::string token;
  std::string feed;
  house.write([&](db::Transaction& t) {
    session = open_session(t, bob, {now, days{30}});
    token = *make_token_for(t, bob, {7}, {"Sign", {true, true}, {}}, now);
    feed = renew_feed(t, bob, now);
    make_registration_code(t, {8}, bob, now);
  });
  house.begin();
  CHECK_FALSE(find_session(*house.reader, session.token, now).has_value());
  CHECK_FALSE(find_session(*house.reader, token, now).has_value());
  CHECK_FALSE(find_user_of_feed(*house.reader, feed).has_value());
  CHECK(list_registration_codes(*house.reader, now, 10).empty());
  CHECK_FALSE(sign_in(*house.reader, house.hasher, "bob@example.org", "correct horse").has_value());
  house.write([&](db::Transaction& t) {
    CHECK_FALSE_MESSAGE(open_session(t, *proven, {now, days{30}}).has_value(),
                        "who had just shown the password comes too late");
  });
}

TEST_CASE("who has retired is not found, but has a name") {
  House house;
  house.begin();
  CHECK(search_users(*house.reader, "bob", 10).empty());
  CHECK_FALSE(find_user_by_email(*house.reader, "bob@example.org").has_value());
  CHECK_FALSE(exists(*house.reader, bob));
  const auto found = find_user(*house.reader, bob);
  REQUIRE(found.has_value());
  CHECK(found->retired);
  CHECK(found->name == "Bob");
  CHECK(name_of(*house.reader, bob) == "Bob");
  CHECK_FALSE(find_user(*house.reader, ann)->retired);
}

TEST_CASE("the address is free when all is done, for somebody else") {
  House house;
  const NewUser entry{"BOB@example.org", "Other Bob", "UTC", "", false};
  house.begin();
  house.begin();
  house.write([&](db::Transaction& t) { CHECK_FALSE(add_user(t, {3}, entry, now).has_value()); });
  CHECK(find_retiring(*house.reader, "Bob@Example.org")->id == bob);
  CHECK_FALSE(find_retiring(*house.reader, "ann@example.org").has_value());
  house.finish();
  CHECK_FALSE(find_retiring(*house.reader, "bob@example.org").has_value());
  house.write([&](db::Transaction& t) { REQUIRE(add_user(t, {3}, entry, now).has_value()); });
  CHECK(find_user_by_email(*house.reader, "bob@example.org")->id == UserId{3});
  CHECK(find_user(*house.reader, bob)->email == "Bob@example.org");
}

TEST_CASE("an administrator who has retired is none any more") {
  House house;
  CHECK(has_other_administrator(*house.reader, bob));
  CHECK_FALSE(has_other_administrator(*house.reader, ann));
  house.write([](db::Transaction& t) { make_administrator(t, bob); });
  CHECK(has_other_administrator(*house.reader, ann));
  house.begin();
  CHECK_FALSE(has_other_administrator(*house.reader, ann));
  CHECK_FALSE(find_user(*house.reader, bob)->administrator);
}
