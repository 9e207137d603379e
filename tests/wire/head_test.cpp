#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

/// The status with which this is answered before the connection ends.
int refusal(TestServer& server, std::string_view bytes) {
  WireClient client(server.port());
  client.send(bytes);
  const WireAnswer answer = client.answer();
  CHECK(answer.field("connection") == "close");
  CHECK(client.ends());
  return answer.status;
}

TEST_CASE(
    "a head that two programs could read in two ways is answered 400, and nothing after it read") {
  TestServer server;
  const std::string chunked = "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n";
  const std::vector<std::string> heads = {
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost:\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: test\r\nX-Folded: a\r\n b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: test\r\n X-Folded: a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: test\r\nX-Return: a\rb\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: test\r\nX-Feed: a\nb\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: test\r\nNo colon\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: test\r\n: no name\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: test\r\nSpace : 1\r\n\r\n",
      "GET /\r\nHost: test\r\n\r\n",
      "GET / HTTP/2.0\r\nHost: test\r\n\r\n",
      "GET / HTTP/1.1 \r\nHost: test\r\n\r\n",
      "GET  / HTTP/1.1\r\nHost: test\r\n\r\n",
      "GET nowhere HTTP/1.1\r\nHost: test\r\n\r\n",
      "GET * HTTP/1.1\r\nHost: test\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: gzip\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
      chunked + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      chunked + "Content-Length: 5\r\n\r\n0\r\n\r\n",
      "POST /echo HTTP/1.0\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 1, 1\r\n\r\na",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: +1\r\n\r\na",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: -1\r\n\r\na",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 99999999999999999999\r\n\r\na",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 0x1\r\n\r\na",
  };
  for (const std::string& head : heads) {
    CAPTURE(head);
    CHECK(refusal(server, head + "GET /hello HTTP/1.1\r\nHost: test\r\n\r\n") == 400);
  }
  CHECK(server.stage().handled.now() == 0);
}

TEST_CASE("a NUL in the head is answered 400") {
  TestServer server;
  const std::string head =
      "GET / HTTP/1.1\r\nHost: test\r\nX: a" + std::string(1, '\0') + "b\r\n\r\n";
  CHECK(refusal(server, head) == 400);
}

TEST_CASE("a sender of bare line feeds is refused at once, and not left waiting") {
  TestServer server;
  CHECK(refusal(server, "GET /hello HTTP/1.1\nHost: test\n\n") == 400);
}

TEST_CASE("more than one empty line before a request is answered 400") {
  TestServer server;
  WireClient client(server.port());
  client.send("\r\nGET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK(client.answer().body == "hello");
  CHECK(refusal(server, "\r\n\r\nGET /hello HTTP/1.1\r\nHost: test\r\n\r\n") == 400);
}

TEST_CASE("a head longer than the limit is answered 431, whether it ends or not") {
  TestServer server;
  const std::string start = "GET /hello HTTP/1.1\r\nHost: test\r\nX-Long: ";
  const std::size_t room = TestServer::settings().head_limit - start.size() - 4;
  WireClient client(server.port());
  client.send(start + std::string(room, 'x') + "\r\n\r\n");
  CHECK(client.answer().status == 200);
  CHECK(refusal(server, start + std::string(room + 1, 'x') + "\r\n\r\n") == 431);
  CHECK(refusal(server, start + std::string(100'000, 'x')) == 431);
}

TEST_CASE("a refused request does not keep the next client from being answered") {
  TestServer server;
  CHECK(refusal(server, "nonsense\r\n\r\n") == 400);
  WireClient client(server.port());
  CHECK(client.get("/hello").body == "hello");
}

}  // namespace
}  // namespace kalends::test
