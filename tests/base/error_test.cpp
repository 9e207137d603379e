#include <stdexcept>

#include <doctest/doctest.h>

#include <kalends/base/error.hpp>

namespace kalends {
namespace {

TEST_CASE("an invalid field is named by its pointer, in the summary too") {
  const Error error = invalid("/attendees/2/email", "is no address");
  CHECK(error.code == ErrorCode::invalid);
  CHECK(error.message == "/attendees/2/email: is no address");
  REQUIRE(error.fields.size() == 1);
  CHECK(error.fields[0].pointer == "/attendees/2/email");
  CHECK(error.fields[0].message == "is no address");
}

TEST_CASE("an invalid whole has a summary without a pointer") {
  const Error error = invalid("", "is no object");
  CHECK(error.message == "is no object");
  REQUIRE(error.fields.size() == 1);
  CHECK(error.fields[0].pointer.empty());
}

TEST_CASE("what is not there and what is not yours are said in the same words") {
  CHECK(not_found().code == ErrorCode::not_found);
  CHECK(not_found().message == not_found().message);
  CHECK(not_found().fields.empty());
}

TEST_CASE("a result has a value or an error") {
  const Result<int> good = 7;
  CHECK(good.has_value());
  CHECK(*good == 7);
  const Result<int> bad = not_found();
  CHECK_FALSE(bad.has_value());
  CHECK(bad.error().code == ErrorCode::not_found);
}

TEST_CASE("taking the value of a failed result is a bug that tells its cause") {
  const Result<int> bad = invalid("/title", "is too long");
  CHECK_THROWS_WITH_AS(bad.value(), "value of a failed result taken: /title: is too long",
                       std::logic_error);
}

}  // namespace
}  // namespace kalends
