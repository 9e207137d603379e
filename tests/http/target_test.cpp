#include <doctest/doctest.h>

#include <kalends/http/target.hpp>

namespace kalends::http {
namespace {

TEST_CASE("a target is a path as sent and a query decoded") {
  const auto target = parse_target("/users?query=Zo%C3%AB+M%26ller&limit=20");
  REQUIRE(target.has_value());
  CHECK(target->path == "/users");
  CHECK(target->find("query") == "Zo\u00eb M&ller");
  CHECK(target->find("limit") == "20");
  CHECK_FALSE(target->find("cursor").has_value());
  CHECK(target->query.size() == 2);
}

TEST_CASE("a target without a query has no parameters, an empty one is empty") {
  CHECK(parse_target("/users")->query.empty());
  CHECK(parse_target("/")->path == "/");
  CHECK(parse_target("/users?after=")->find("after") == "");
  CHECK(parse_target("/users?after")->find("after") == "");
}

TEST_CASE("a plus sign of an offset survives when it is encoded") {
  CHECK(parse_target("/x?from=2026-03-30T09:00:00%2B02:00")->find("from") ==
        "2026-03-30T09:00:00+02:00");
}

TEST_CASE("names are decoded as values are, and the first of a name is found") {
  const auto target = parse_target("/x?a%62=1&ab=2");
  CHECK(target->find("ab") == "1");
}

TEST_CASE("the path keeps its encoding, so that no slash is made of %2F") {
  CHECK(parse_target("/users/a%2Fb")->path == "/users/a%2Fb");
}

TEST_CASE("what is not in origin form is refused") {
  for (const std::string_view text :
       {"", "*", "users", "http://example.org/users", "/users?a=%", "/users?a=%4", "/users?a=%zz",
        "/users%zz", "/a b", "/a#b", "/\xc3\xa9", "/a\x01", "/a?b=\x7f", "/<>"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_target(text).has_value());
  }
}

TEST_CASE("the path alone ends where the query begins") {
  CHECK(path_of("/users?a=1?b=2") == "/users");
  CHECK(path_of("/users") == "/users");
  CHECK(path_of("").empty());
}

TEST_CASE("absolute http and https addresses are web addresses") {
  for (const std::string_view text :
       {"https://example.org", "http://example.org/a/b?c=d#e", "HTTPS://EXAMPLE.ORG/",
        "https://meet.example.org:8443/room%201", "https://[2001:db8::1]/x", "http://127.0.0.1/"}) {
    CAPTURE(text);
    CHECK(is_web_address(text));
  }
}

TEST_CASE("anything else is no web address") {
  for (const std::string_view text : {"",
                                      "example.org",
                                      "//example.org",
                                      "/a",
                                      "https:",
                                      "https://",
                                      "https:///a",
                                      "http:a",
                                      "https://:80/",
                                      "javascript:alert(1)",
                                      "JavaScript:alert(1)//https://a",
                                      "data:text/html,x",
                                      "ftp://example.org",
                                      "file:///etc/passwd",
                                      "mailto:ann@example.org",
                                      " https://a",
                                      "https://a b",
                                      "https://a\nb",
                                      "https://a/\xc3\xa9",
                                      "https://a/<script>",
                                      "https://a\"onclick=x"}) {
    CAPTURE(text);
    CHECK_FALSE(is_web_address(text));
  }
}

}  // namespace
}  // namespace kalends::http
