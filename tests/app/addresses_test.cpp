#include "addresses.hpp"

#include <doctest/doctest.h>

using namespace kalends::app;

TEST_CASE("an address to listen on is an IPv4 or a bracketed IPv6 address and a port") {
  const auto four = split_listen("127.0.0.1:8080");
  REQUIRE(four);
  CHECK(four->host == "127.0.0.1");
  CHECK(four->port == 8080);
  const auto six = split_listen("[::1]:0");
  REQUIRE(six);
  CHECK(six->host == "::1");
  CHECK(six->port == 0);
  CHECK(split_listen("0.0.0.0:65535"));
}

TEST_CASE("what is no address with a port is not listened on") {
  for (const std::string text :
       {"", ":", ":8080", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
        "127.0.0.1:80 ", "localhost:8080", "::1:8080", "[::1]", "[]:80", "[127.0.0.1]:80",
        "1.2.3:80", "[::1]x:80"}) {
    CAPTURE(text);
    CHECK_FALSE(split_listen(text));
  }
}

TEST_CASE("an origin is in lower case, without slash and without the usual port") {
  CHECK(origin_of("https://calendar.example") == "https://calendar.example");
  CHECK(origin_of("HTTPS://Calendar.Example:443/") == "https://calendar.example");
  CHECK(origin_of("http://calendar.example:80") == "http://calendar.example");
  CHECK(origin_of("http://calendar.example:443") == "http://calendar.example:443");
  CHECK(origin_of("https://[::1]:8443") == "https://[::1]:8443");
}

TEST_CASE("an address with more to it than an origin is none") {
  for (const std::string text :
       {"", "https://", "https:///", "//a.example", "ftp://a.example", "https://a.example/path",
        "https://a.example?q", "https://a.example#f", "https://ann@a.example",
        "https://a.example:99999", "https://a.example:0", "https://a b.example",
        "https:a.example"}) {
    CAPTURE(text);
    CHECK_FALSE(origin_of(text));
  }
}
