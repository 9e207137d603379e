#include <doctest/doctest.h>

#include <kalends/http/message.hpp>

namespace kalends::http {
namespace {

TEST_CASE("header fields are found without case, the first of a name first") {
  Headers headers;
  headers.add("Content-Type", "text/plain");
  headers.add("X-Twice", "one");
  headers.add("x-twice", "two");
  CHECK(headers.find("content-type") == "text/plain");
  CHECK(headers.find("CONTENT-TYPE") == "text/plain");
  CHECK(headers.find("x-TWICE") == "one");
  CHECK_FALSE(headers.find("Content").has_value());
  CHECK_FALSE(headers.find("").has_value());
}

TEST_CASE("header fields keep their order") {
  Headers headers;
  headers.add("b", "1");
  headers.add("a", "2");
  std::string names;
  for (const Header& header : headers) names += header.name;
  CHECK(names == "ba");
}

TEST_CASE("methods have the names of HTTP") {
  CHECK(name(Method::get) == "GET");
  CHECK(name(Method::head) == "HEAD");
  CHECK(name(Method::post) == "POST");
  CHECK(name(Method::put) == "PUT");
  CHECK(name(Method::patch) == "PATCH");
  CHECK(name(Method::del) == "DELETE");
}

}  // namespace
}  // namespace kalends::http
