#include "load/answer.hpp"

#include <stdexcept>

#include <doctest/doctest.h>

using kalends::bench::read_answer;

TEST_CASE("an answer is read once its head is complete") {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n";
  CHECK_FALSE(read_answer(head.substr(0, head.size() - 1)));
  const auto answer = read_answer(head + "Hello");
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->head == head.size());
  CHECK(answer->body == 12);
  CHECK_FALSE(answer->come_back);
}

TEST_CASE("names of fields are read in any case, and Retry-After is seen") {
  const auto answer =
      read_answer("HTTP/1.1 503 Busy\r\ncontent-length:0\r\nretry-after: 1\r\n\r\n");
  REQUIRE(answer);
  CHECK(answer->status == 503);
  CHECK(answer->come_back);
  CHECK(answer->body == 0);
}

TEST_CASE("what has no body by its status needs no length") {
  const auto answer = read_answer("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n");
  REQUIRE(answer);
  CHECK(answer->body == 0);
}

TEST_CASE("an answer that cannot be framed is an error") {
  CHECK_THROWS_AS(read_answer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"), std::runtime_error);
  CHECK_THROWS_AS(read_answer("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"),
                  std::runtime_error);
}
