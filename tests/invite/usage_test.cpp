#include "house.hpp"

#include <kalends/invite/usage.hpp>
#include <kalends/user/session.hpp>

namespace kalends::invite {
namespace {

TEST_CASE("an empty database tells of no use") {
  House house;
  const Usage usage = usage_of(*house.reader, monday);
  CHECK(usage.people == 0);
  CHECK(usage.made == 0);
  CHECK(usage.days == 0);
  CHECK(usage.notice_days == 0);
}

TEST_CASE("use is what happened in the last four weeks, and who is signed in now") {
  House house;
  const auto ann = house.person("ann");
  const auto bob = house.person("bob");
  house.make(ann, House::draft(10, {bob}));
  house.clock.advance(days{40});
  house.make(ann, House::draft(11, {bob}));
  house.clock.advance(days{20});
  house.make(ann, House::draft(12, {}));
  const auto stored = house.write([&](db::Transaction& transaction) -> Result<bool> {
    user::open_session(transaction, ann.id, {house.clock.now(), days{1}});
    user::open_session(transaction, ann.id, {house.clock.now(), days{1}});
    user::open_session(transaction, bob.id, {house.clock.now() - days{2}, days{1}});
    return true;
  });
  REQUIRE(stored.has_value());
  const Usage usage = usage_of(*house.reader, house.clock.now());
  CHECK(usage.people == 2);
  CHECK(usage.signed_in == 1);
  CHECK(usage.told == 1);
  CHECK(usage.days == doctest::Approx(28));
  CHECK(usage.made == 2);
  CHECK(usage.notice_days == doctest::Approx(40));
}

}  // namespace
}  // namespace kalends::invite
