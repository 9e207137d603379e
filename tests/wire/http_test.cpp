#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

TEST_CASE("a request is answered with a date, the name of the server and the length of the body") {
  TestServer server;
  WireClient client(server.port());
  const WireAnswer answer = client.get("/hello");
  CHECK(answer.status == 200);
  CHECK(answer.body == "hello");
  CHECK(answer.field("server") == "kalends");
  CHECK(answer.field("content-length") == "5");
  CHECK(answer.field("date").size() == 29);
  CHECK(answer.field("date").ends_with(" GMT"));
  CHECK(answer.field("connection").empty());
}

TEST_CASE("a connection is kept for the next request") {
  TestServer server;
  WireClient client(server.port());
  for (int i = 0; i < 5; ++i) CHECK(client.get("/hello").body == "hello");
  CHECK(server.server().figures().connections == 1);
  CHECK(server.server().figures().requests == 5);
}

TEST_CASE("requests that come together are answered in their order") {
  TestServer server;
  WireClient client(server.port());
  std::string requests;
  for (int i = 0; i < 1000; ++i) {
    requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: test\r\n\r\n";
    requests += "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\nabc";
  }
  client.send(requests);
  for (int i = 0; i < 1000; ++i) {
    CHECK(client.answer().body == "/" + std::to_string(i));
    CHECK(client.answer().body == "abc");
  }
}

TEST_CASE("a request may come byte by byte") {
  TestServer server;
  WireClient client(server.port());
  const std::string request =
      "\r\nPOST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3;a=b\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n";
  for (const char c : request) client.send(std::string_view(&c, 1));
  CHECK(client.answer().body == "abc");
}

TEST_CASE("the answer to HEAD has the length of the body but not the body") {
  TestServer server;
  WireClient client(server.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  const WireAnswer answer = client.answer(true);
  CHECK(answer.status == 200);
  CHECK(answer.field("content-length") == "5");
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("an answer without content has no length") {
  TestServer server;
  WireClient client(server.port());
  const WireAnswer answer = client.get("/empty");
  CHECK(answer.status == 204);
  CHECK(answer.field("content-length").empty());
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("a large answer comes whole") {
  TestServer server;
  WireClient client(server.port());
  CHECK(client.get("/large").body == std::string(8 << 20, 'x'));
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("a client that asks for it has the connection closed after the answer") {
  TestServer server;
  WireClient client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
  const WireAnswer answer = client.answer();
  CHECK(answer.body == "hello");
  CHECK(answer.field("connection") == "close");
  CHECK(client.ends());
}

TEST_CASE("an old client is answered and let go, unless it asks to stay") {
  TestServer server;
  WireClient brief(server.port());
  brief.send("GET /hello HTTP/1.0\r\n\r\n");
  CHECK(brief.answer().field("connection") == "close");
  CHECK(brief.ends());

  WireClient staying(server.port());
  staying.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  CHECK(staying.answer().field("connection") == "keep-alive");
  staying.send("GET /hello HTTP/1.0\r\n\r\n");
  CHECK(staying.answer().body == "hello");
}

TEST_CASE("a client that has said all it had to say is still answered") {
  TestServer server;
  WireClient client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  client.finish();
  CHECK(client.answer().body == "hello");
  CHECK(client.ends());
}

TEST_CASE("a line end in a field's value begins no field of its own") {
  TestServer server;
  WireClient client(server.port());
  const WireAnswer answer = client.get("/fields");
  CHECK(answer.field("x-name") == "one  X-Other: two");
  CHECK(answer.field("x-other").empty());
}

TEST_CASE("a method nobody knows here is answered 501") {
  TestServer server;
  for (const std::string method : {"BREW", "OPTIONS", "TRACE", "get"}) {
    WireClient client(server.port());
    client.send(method + " /hello HTTP/1.1\r\nHost: test\r\n\r\n");
    CHECK(client.answer().status == 501);
    CHECK(client.ends());
  }
}

TEST_CASE("an absolute target is read as its path, when it is about this host") {
  TestServer server;
  WireClient client(server.port());
  client.send("GET http://test/a?b=c HTTP/1.1\r\nHost: TEST\r\n\r\n");
  CHECK(client.answer().body == "/a?b=c");
  client.send("GET http://test?b=c HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK(client.answer().body == "/?b=c");
  client.send("GET http://other/a HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK(client.answer().status == 400);
  CHECK(client.ends());
}

TEST_CASE("two servers do not share a port") {
  TestServer server;
  net::ServerSettings settings = TestServer::settings();
  settings.port = server.port();
  CHECK_THROWS_AS(TestServer{settings}, std::system_error);
}

TEST_CASE("a server listens on an address of IPv6 as well") {
  net::ServerSettings settings = TestServer::settings();
  settings.address = "::1";
  TestServer server(settings);
  WireClient client(server.port(), {.address = "::1"});
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("a handler is told where a request comes from, each time") {
  TestServer server;
  WireClient client(server.port());
  CHECK(client.get("/peer").body == "here");
  CHECK(client.get("/peer").body == "here");
}

}  // namespace
}  // namespace kalends::test
