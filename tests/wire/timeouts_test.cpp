#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;

net::ServerSettings hurried() {
  net::ServerSettings settings = TestServer::settings();
  settings.timeouts.idle = milliseconds(100);
  settings.timeouts.head = milliseconds(100);
  settings.timeouts.body = milliseconds(100);
  settings.timeouts.body_each_64_kib = milliseconds(0);
  settings.timeouts.farewell = milliseconds(100);
  return settings;
}

TEST_CASE("a connection that asks nothing for long is closed without a word") {
  TestServer server(hurried());
  WireClient fresh(server.port());
  WireClient used(server.port());
  CHECK(used.get("/hello").status == 200);
  CHECK(fresh.ends());
  CHECK(used.ends());
}

TEST_CASE("a head that takes too long is answered 408, however many bytes trickle in") {
  TestServer server(hurried());
  WireClient client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\nX-Slow: ");
  const auto start = std::chrono::steady_clock::now();
  while (!client.readable(milliseconds(10))) client.send("x");
  CHECK(std::chrono::steady_clock::now() - start >= milliseconds(90));
  CHECK(client.answer().status == 408);
  CHECK(client.ends());
}

TEST_CASE("a request that begins behind another has its own time") {
  TestServer server(hurried());
  WireClient client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\n\r\nGET /he");
  CHECK(client.answer().body == "hello");
  CHECK(client.answer().status == 408);
  CHECK(client.ends());
}

TEST_CASE("a body that takes too long is answered 408") {
  TestServer server(hurried());
  for (const std::string field : {"Content-Length: 10\r\n", "Transfer-Encoding: chunked\r\n"}) {
    WireClient client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: test\r\n" + field + "\r\n");
    CHECK(client.answer().status == 408);
    CHECK(client.ends());
  }
  CHECK(server.stage().handled.now() == 0);
}

TEST_CASE("a body has more time for each 64 KiB of it") {
  net::ServerSettings settings = hurried();
  settings.timeouts.body_each_64_kib = milliseconds(60'000);
  TestServer server(settings);
  WireClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 65537\r\n\r\n" +
              std::string(65'536, 'x'));
  CHECK(!client.readable(milliseconds(300)));
  client.send("x");
  CHECK(client.answer().body.size() == 65'537);
}

TEST_CASE("a client that does not read its answer is cut off") {
  TestServer server(hurried());
  WireClient client(server.port(), {.receive_buffer = 4096});
  client.send("GET /large HTTP/1.1\r\nHost: test\r\n\r\n");
  server.stage().handled.wait_for(1);
  server.wait_until([](const net::Figures& figures) { return figures.connections == 0; });
  CHECK(client.read_to_end().size() < 8 << 20);
}

TEST_CASE("a client that does not close its side after the last answer is cut off") {
  TestServer server(hurried());
  WireClient client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
  CHECK(client.answer().status == 200);
  server.wait_until([](const net::Figures& figures) { return figures.connections == 0; });
}

TEST_CASE("a handler may take longer than any client") {
  TestServer server(hurried());
  WireClient client(server.port());
  client.send("GET /wait HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK(!client.readable(milliseconds(300)));
  server.stage().let_go.add();
  CHECK(client.answer().status == 200);
}

}  // namespace
}  // namespace kalends::test
