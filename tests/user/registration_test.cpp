#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/user/registration.hpp>

using namespace kalends;
using namespace kalends::user;
using std::chrono::days;
using std::chrono::seconds;

namespace {

constexpr Instant now{seconds{1'772'438'400}};

class House {
 public:
  Result<User> add(const std::string& email, RegistrationMode mode, const std::string& code = "",
                   Instant at = now) {
    return database_.write([&](db::Transaction& transaction) {
      const NewUser entry{email, "Name", "UTC", "hash", true};
      return register_user(transaction, mode, code, UserId{next_++}, entry, at);
    });
  }
  std::string code() {
    std::string made;
    const auto done = database_.write([&](db::Transaction& transaction) -> Result<bool> {
      made = make_registration_code(transaction, {}, UserId{1}, now).code;
      return true;
    });
    REQUIRE(done.has_value());
    return made;
  }
  db::Connection& reader() { return *reader_; }

 private:
  test::TempDir directory_;
  db::Database database_{directory_.file("kalends.db")};
  std::unique_ptr<db::Connection> reader_ = database_.open_reader();
  std::int64_t next_ = 1;
};

}  // namespace

TEST_CASE("nobody but the first is made an administrator, whatever the entry says") {
  House house;
  CHECK(house.add("ann@example.org", RegistrationMode::closed)->administrator);
  CHECK_FALSE(house.add("bob@example.org", RegistrationMode::open)->administrator);
}

TEST_CASE("who may register is asked again when it is done") {
  House house;
  REQUIRE(house.add("ann@example.org", RegistrationMode::invite).has_value());
  const std::string code = house.code();
  // Two with one code both pass the question; one of them is let in.
  CHECK(may_register(house.reader(), RegistrationMode::invite, code, now).has_value());
  CHECK(may_register(house.reader(), RegistrationMode::invite, code, now).has_value());
  CHECK(house.add("bob@example.org", RegistrationMode::invite, code).has_value());
  const auto late = house.add("cid@example.org", RegistrationMode::invite, code);
  REQUIRE(late.has_error());
  CHECK(late.error().code == ErrorCode::forbidden);
}

TEST_CASE("a code ends after a week") {
  House house;
  REQUIRE(house.add("ann@example.org", RegistrationMode::invite).has_value());
  const std::string code = house.code();
  const auto may = [&](Instant at) {
    return may_register(house.reader(), RegistrationMode::invite, code, at).has_value();
  };
  CHECK(may(now + days{7} - seconds{1}));
  CHECK_FALSE(may(now + days{7}));
}

TEST_CASE("an address that is taken leaves the code as it was") {
  House house;
  REQUIRE(house.add("ann@example.org", RegistrationMode::invite).has_value());
  const std::string code = house.code();
  const auto taken = house.add("ANN@example.org", RegistrationMode::invite, code);
  REQUIRE(taken.has_error());
  CHECK(taken.error().code == ErrorCode::conflict);
  CHECK(taken.error().fields.at(0).pointer == "/email");
  CHECK(house.add("bob@example.org", RegistrationMode::invite, code).has_value());
}

TEST_CASE("an address is someone at somewhere, in any script") {
  for (const char* good : {"a@b", "ann@example.org", "o'connor+x@example.org", "花子@例え.jp"}) {
    CHECK_MESSAGE(is_email(good), good);
  }
  const std::string nul("a\0@b", 4);
  for (const std::string& bad :
       {std::string(), std::string("ann"), std::string("@b"), std::string("a@"),
        std::string("a@b@c"), std::string("a b@c"), std::string("a@b\n"), std::string("<a@b>"),
        std::string("a,b@c"), std::string("a@b\u0085"), nul, std::string(253, 'a') + "@b"}) {
    CHECK_MESSAGE(!is_email(bad), bad);
  }
}
