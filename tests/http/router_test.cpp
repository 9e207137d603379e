#include <doctest/doctest.h>

#include <kalends/http/router.hpp>

namespace kalends::http {
namespace {

using Methods = std::vector<Method>;
using Parameters = std::vector<std::string_view>;

Router router() {
  return Router({{Method::get, "/"},
                 {Method::get, "/users/me"},
                 {Method::patch, "/users/me"},
                 {Method::get, "/users/{id}"},
                 {Method::post, "/users"},
                 {Method::get, "/users"},
                 {Method::del, "/meetings/{id}/attendees/{userId}"},
                 {Method::post, "/freebusy"}});
}

std::optional<std::size_t> row(Method method, std::string_view path) {
  return router().find(method, path).row;
}

TEST_CASE("a path finds the row of its method") {
  CHECK(row(Method::get, "/") == 0U);
  CHECK(row(Method::get, "/users") == 5U);
  CHECK(row(Method::post, "/users") == 4U);
  CHECK(row(Method::patch, "/users/me") == 2U);
}

TEST_CASE("of two rows that fit, the first in the table wins") {
  CHECK(row(Method::get, "/users/me") == 1U);
  CHECK(row(Method::get, "/users/you") == 3U);
}

TEST_CASE("what stands in the place of a parameter is given as it was sent") {
  const Router routes = router();
  const auto match = routes.find(Method::del, "/meetings/m1/attendees/%41");
  REQUIRE(match.row == 6U);
  CHECK(match.parameters == Parameters{"m1", "%41"});
}

TEST_CASE("a parameter is one whole segment, and not empty") {
  CHECK_FALSE(row(Method::get, "/users/").has_value());
  CHECK_FALSE(row(Method::get, "/users/a/b").has_value());
  CHECK_FALSE(row(Method::del, "/meetings//attendees/u1").has_value());
}

TEST_CASE("a path that is almost one is none") {
  for (const std::string_view path :
       {"", "users", "//users", "/users//", "/Users", "/user", "/users%2Fme", "/users/me/", "*",
        "/../users", "/freebusy/"}) {
    CAPTURE(path);
    const auto match = router().find(Method::get, path);
    CHECK_FALSE(match.row.has_value());
    CHECK(match.allowed.empty());
  }
}

TEST_CASE("a wrong method is told which ones there are, each once") {
  const auto users = router().find(Method::del, "/users");
  CHECK_FALSE(users.row.has_value());
  CHECK(users.allowed == Methods{Method::post, Method::get});
  CHECK(router().find(Method::put, "/users/me").allowed == Methods{Method::get, Method::patch});
  CHECK(router().find(Method::unknown, "/freebusy").allowed == Methods{Method::post});
}

TEST_CASE("HEAD finds the row of GET, and no other") {
  CHECK(row(Method::head, "/users/me") == 1U);
  const auto match = router().find(Method::head, "/freebusy");
  CHECK_FALSE(match.row.has_value());
  CHECK(match.allowed == Methods{Method::post});
}

TEST_CASE("a path of a million slashes is no path") {
  CHECK_FALSE(row(Method::get, std::string(1'000'000, '/')).has_value());
}

}  // namespace
}  // namespace kalends::http
